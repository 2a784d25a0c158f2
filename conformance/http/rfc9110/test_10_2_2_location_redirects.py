"""RFC 9110 §10.2.2  Location, of redirects to folders."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.docroot import FOLDERS
from conformance.http.helpers.documents import Documents, encoded, get_on_new_connection, octets_of
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Answer
from conformance.model import SERVER, not_applicable

section = RFC9110.section("10.2.2", "Location")

LEADS_THERE = section.implied(
    "redirect-leads-to-the-folder",
    role=SERVER,
    text="A redirect of a folder's name without a slash refers to that folder.",
    hint="Take the path as it was received, add the slash before the query; or encode the name again.",
)


@verifies(LEADS_THERE)
@pytest.mark.parametrize("query", [b"", b"?a=/b"])
@pytest.mark.parametrize("name", FOLDERS)
def test_a_redirect_leads_to_the_folder(http: Http, name: str, query: bytes) -> None:
    documents = Documents(http)
    documents.require_file(f"{name}/index.html")
    path = b"/" + encoded(name)
    folder, answer = documents.get(path + b"/"), documents.get(path + query)
    if folder.status != 200 or answer.status not in range(300, 400):
        not_applicable("the target does not redirect a folder to its slash, or has nothing there")
    if not answer.values("Location"):
        not_applicable("the redirect has no Location, which another case judges")
    assert documents.get(leads_to(answer, path)).content == folder.content


def leads_to(answer: Answer, path: bytes) -> bytes:
    """The path and query of what a Location refers to (RFC 3986 §5), spaces and the like encoded as clients do."""
    location = quote(b"".join(answer.values("Location")), safe="".join(map(chr, range(0x21, 0x7F))))
    parts = urlsplit(urljoin("http://conformance.example" + path.decode("ascii"), location))
    return (parts.path + (f"?{parts.query}" if parts.query else "")).encode("ascii")


NO_FOREIGN_HOST = section.robustness(
    "redirect-to-no-host-of-the-path",
    role=SERVER,
    text="A path that begins with two slashes, however spelled, makes no redirect to the host that it seems to name.",
    hint="A Location that begins with //name or /\\name names a host (RFC 3986 §4.2): reduce the slashes to one.",
)

EVIL = b"conformance.example"
NAMES_EVIL = re.compile(rb"(?:[a-z][a-z0-9+.-]*:)?[/\\\t]{2,}[^/?#]*\bconformance\.example", re.IGNORECASE)


@verifies(NO_FOREIGN_HOST)
@pytest.mark.parametrize(
    "path",
    [
        b"//" + EVIL,
        b"//" + EVIL + b"/",
        b"//" + EVIL + b"/..",
        b"//" + EVIL + b"/../",
        b"//" + EVIL + b"/%2e%2e",
        b"//" + EVIL + b"/%2e%2e/",
        b"//" + EVIL + b"/..%2f",
        b"//" + EVIL + b"/../folder",
        b"//" + EVIL + b"/%2e%2e/folder",
        b"///" + EVIL + b"/%2e%2e",
        b"////" + EVIL + b"/%2e%2e",
        b"/%5c" + EVIL + b"/%2e%2e",
        b"/%2f" + EVIL + b"/%2e%2e",
        b"/%09/" + EVIL + b"/%2e%2e",
        b"/.//" + EVIL + b"/%2e%2e",
        b"/folder/..//" + EVIL + b"/%2e%2e",
        b"/%2e%2e//" + EVIL + b"/%2e%2e",
    ],
)
def test_no_path_makes_a_redirect_to_another_host(http: Http, path: bytes) -> None:
    _, answer = get_on_new_connection(http, path)
    octets_of(answer)
    assert not any(NAMES_EVIL.match(location) for location in answer.values("Location"))


@verifies(NO_FOREIGN_HOST)
@pytest.mark.parametrize("slashes", [b"//", b"///", b"/%2f", b"/.//", pytest.param(b"/\\", id="backslash")])
@pytest.mark.parametrize("path", [b"/folder", b"{redirect}"])
def test_no_name_of_a_folder_becomes_a_host(http: Http, path: bytes, slashes: bytes) -> None:
    path = http.fill(path).lstrip(b"/")
    _, answer = get_on_new_connection(http, slashes + path)
    octets_of(answer)
    first = re.escape(path.partition(b"/")[0])
    as_host = re.compile(rb"(?:[a-z][a-z0-9+.-]*:)?[/\\\t]{2,}%b(?:[/?#]|$)" % first, re.IGNORECASE)
    assert not any(as_host.match(location) for location in answer.values("Location"))
