"""RFC 9110 §17.3  Attacks Based on File and Path Names: reading what lies outside of the document root."""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import Draw, example, examples
from conformance.harness.runner.plugin import verifies
from conformance.http.docroot import DEPTH
from conformance.http.helpers.documents import Documents
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER

section = RFC9110.section("17.3", "Attacks Based on File and Path Names")

STAY_INSIDE = section.robustness(
    "stay-inside-the-root",
    role=SERVER,
    text="No request reads a file outside of the folder that is served, however the way there is spelled.",
    hint="Split the path at its slashes, decode each segment once, refuse '.', '..' and what has a slash, a backslash "
    "or NUL in it; then join, resolve, and compare the result with the root, a separator included.",
)

# One step upwards, as one or the other server has understood it.
STEPS = {
    "plain": b"../",
    "dots": b"%2e%2e/",
    "first-dot": b"%2e./",
    "second-dot": b".%2E/",
    "slash": b"..%2f",
    "dots-and-slash": b"%2E%2e%2F",
    "dot-and-slash": b".%2e%2f",
    "dots-twice": b"%252e%252e/",
    "slash-twice": b"..%252f",
    "all-twice": b"%252e%252e%252f",
    "all-thrice": b"%25252e%25252e%25252f",
    "digits": b"%%32%65%%32%65/",
    "second-digits": b".%%32%65/",
    "percent-signs": b"%%32e%%32e%%32f",
    "overlong-2-dots": b"%c0%ae%c0%ae/",
    "overlong-2-slash": b"..%c0%af",
    "overlong-2-backslash": b"..%c1%9c",
    "overlong-3-dots": b"%e0%80%ae%e0%80%ae/",
    "overlong-3-slash": b"..%e0%80%af",
    "overlong-4-dots": b"%f0%80%80%ae%f0%80%80%ae/",
    "overlong-raw": b"\xc0\xae\xc0\xae\xc0\xaf",
    "u-dots": b"%u002e%u002e/",
    "u-slash": b"..%u002f",
    "u-backslash": b"..%u005c",
    "u-full-width": b"%uff0e%uff0e%uff0f",
    "full-width-dots": "．．/".encode(),
    "full-width-slash": "..／".encode(),
    "full-width-encoded": b"%ef%bc%8e%ef%bc%8e%ef%bc%8f",
    "two-dot-leader": b"%e2%80%a5/",
    "backslash": b"..\\",
    "backslash-encoded": b"..%5c",
    "dots-and-backslash": b"%2e%2e%5C",
    "backslash-twice": b"..%255c",
    "both-slashes": b"..\\/",
    "nul-after": b"..%00/",
    "nul-before": b"%00../",
    "nul-between": b".%00./",
    "nul-raw": b"..\x00/",
    "parameter": b"..;/",
    "parameter-value": b"..;a=b/",
    "parameter-encoded": b"..%3b/",
    "stripped-once": b"....//",
    "stripped-once-amid": b"..././",
    "stripped-once-backslash": b"....\\\\",
    "stripped-once-encoded": b"%2e%2e%2e%2e%2f%2f",
    "two-slashes": b"..//",
    "dot-segment": b".././",
    "space-after": b"..%20/",
    "space-before": b"%20../",
    "tab-after": b"..%09/",
    "line-end-after": b"..%0d%0a/",
    "plus-after": b"..+/",
    "dot-after": b".../",
}

disguised = pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)


@verifies(STAY_INSIDE)
@pytest.mark.cause
@disguised
@pytest.mark.parametrize("folder", [b"/deep", b"/missing"], ids=["existing", "missing"])
def test_no_way_up_leads_out_of_the_root(http: Http, folder: bytes, step: bytes) -> None:
    documents = Documents(http)
    for depth in range(DEPTH + 1):
        answer = documents.get(folder * depth + b"/" + step * (depth + 1) + b"secret.txt")
        assert not documents.leaked(answer), "a file outside of the document root was served"


@verifies(STAY_INSIDE)
@disguised
def test_a_folder_whose_name_begins_alike_is_outside(http: Http, step: bytes) -> None:
    documents = Documents(http)
    answer = documents.get(b"/" + step + b"root-secret/secret.txt")
    assert not documents.leaked(answer), "a file of the folder beside the root was served"


@verifies(STAY_INSIDE)
@disguised
def test_no_way_up_to_the_top_leads_down_again(http: Http, step: bytes) -> None:
    documents = Documents(http)
    for steps in (16, 100, 8000 // len(step)):
        answer = documents.get(b"/" + step * steps + documents.outside + b"secret.txt")
        assert not documents.leaked(answer), "a file outside of the document root was served"


@verifies(STAY_INSIDE)
@pytest.mark.parametrize(
    "before",
    [b"/", b"//", b"///", b"/%2f", b"/%2F%2f", b"/%5c", b"/%252f", b"/./", b"/folder//", b"/folder/%2f", b"/;/"],
)
@pytest.mark.parametrize("scheme", [b"", b"file:", b"file://"])
def test_an_absolute_name_is_not_taken_for_one(http: Http, scheme: bytes, before: bytes) -> None:
    documents = Documents(http)
    name = documents.outside + b"secret.txt"
    for path in (before + scheme + b"/" + name, scheme + before + name, before + scheme + b"%2f" + name):
        answer = documents.get(path)
        assert not documents.leaked(answer), "a file outside of the document root was served"


@verifies(STAY_INSIDE)
@disguised
def test_no_way_up_in_a_whole_uri_leads_out(http: Http, step: bytes) -> None:
    documents = Documents(http)
    for start in (b"/", b"/deep/../"):
        answer = documents.get(start + step + b"secret.txt", before=b"{scheme}://{host}")
        assert not documents.leaked(answer), "a file outside of the document root was served"


@verifies(STAY_INSIDE)
@pytest.mark.parametrize(
    "path",
    [
        b"/?/../../secret.txt",
        b"/#/../../secret.txt",
        b"/file.txt?/../../secret.txt",
        b"/file.txt#/../../secret.txt",
        b"/file.txt;/../../secret.txt",
        b"/file.txt/../../secret.txt",
        b"/file.txt%3f/../../secret.txt",
        b"/file.txt%23/../../secret.txt",
        b"/file.txt%00/../../secret.txt",
        b"/../secret.txt%00",
        b"/../secret.txt%00.html",
        b"/..%2fsecret.txt%00.txt",
        b"/../secret.txt?",
        b"/..?/../../secret.txt",
        b"../secret.txt",
        b"..%2fsecret.txt",
        b"*/../../secret.txt",
        b"/~/../../secret.txt",
    ],
)
def test_no_way_up_beside_the_path_leads_out(http: Http, path: bytes) -> None:
    documents = Documents(http)
    answer = documents.get(path)
    assert not documents.leaked(answer), "a file outside of the document root was served"


@verifies(STAY_INSIDE)
@disguised
def test_no_way_up_leads_out_of_an_alias(http: Http, step: bytes) -> None:
    alias = http.fill(b"{alias}").rstrip(b"/")
    documents = Documents(http)
    for path in (alias + step, alias + b"/" + step):
        answer = documents.get(path + b"secret.txt")
        assert not documents.leaked(answer), "a file outside of the folder behind the alias was served"


@verifies(STAY_INSIDE)
@pytest.mark.parametrize(
    "host",
    [b"..", b"../", b"../root-secret", b"%2e%2e", b"..%2f", b"..%2froot-secret", b"..:80", b"x/../..", b"..\\"],
    ids=lambda host: host.decode().replace("\\", "backslash"),
)
def test_no_host_leads_out_of_the_root(http: Http, host: bytes) -> None:
    documents = Documents(http)
    answer = documents.get(b"/secret.txt", host=host)
    assert not documents.leaked(answer), "a file outside of the document root was served"


OTHERS = (b"deep/", b"folder/", b"missing/", b"file.txt", b"/", b".", b"%2f", b"%5c", b";", b"?", b"#", b"%00", b"a")
SECRETS = (b"secret.txt", b"root-secret/secret.txt", b"{outside}secret.txt", b"root/../secret.txt")


def any_path(draw: Draw) -> bytes:
    """A path of steps, each in a disguise of its own, of folders, and of what ends a name for some."""
    pieces = draw.some(piece, 1, 9)
    return b"/" + b"".join(pieces) + draw.one_of(SECRETS) + draw.one_of((b"", b"", b"%00", b"/", b"?a", b";a"))


def piece(draw: Draw) -> bytes:
    return draw.one_of((*OTHERS, *STEPS.values()) if draw.one_of((True, False)) else (b"../", b"%2e%2e/", b"..%2f"))


@verifies(STAY_INSIDE)
@example(b"/deep/../../secret.txt")
@examples(any_path)
def test_no_path_whatever_leads_out_of_the_root(http: Http, path: bytes) -> None:
    documents = Documents(http)
    answer = documents.get(path.replace(b"{outside}", documents.outside))
    assert not documents.leaked(answer), "a file outside of the document root was served"
