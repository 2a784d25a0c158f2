"""RFC 9110 §17.3  Attacks Based on File and Path Names: other spellings of what is not served."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.documents import Documents, octets_of
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, not_applicable

section = RFC9110.section("17.3", "Attacks Based on File and Path Names")

NO_OTHER_SPELLING = section.robustness(
    "no-other-spelling",
    role=SERVER,
    text="A file that is withheld under its plain name, being hidden or a link out of the root, is withheld under "
    "every other spelling of that name.",
    hint="Decide on the name that results from decoding, and on the file that results from following every link of "
    "the way, not on the path as it was sent.",
)


@verifies(NO_OTHER_SPELLING)
@pytest.mark.parametrize(
    "path",
    [
        b"/%2ehidden",
        b"/%2Ehidden",
        b"/.%68idden",
        b"/%2e%68%69%64%64%65%6e",
        b"/%252ehidden",
        b"/./.hidden",
        b"/%2e/.hidden",
        b"//.hidden",
        b"///.hidden",
        b"/folder/../.hidden",
        b"/folder/%2e%2e/.hidden",
        b"/folder/..%2f.hidden",
        b"/.hidden/",
        b"/.hidden/.",
        b"/.hidden%00",
        b"/.hidden%00.txt",
        b"/.hidden%20",
        b"/.hidden.",
        b"/.hidden;a",
        b"/.hidden%3ba",
        b"/.hidden?a=b",
        b"/.hidden::$DATA",
        b"/.HIDDEN",
        b"{scheme}://{host}/.hidden",
    ],
)
def test_a_hidden_file_has_no_other_name(http: Http, path: bytes) -> None:
    documents = Documents(http)
    hidden = documents.tree.content(".hidden")
    if hidden in documents.get(b"/.hidden").content:
        not_applicable("the target serves files whose names begin with a dot, as it may")
    assert hidden not in octets_of(documents.get(path)), "a hidden file was served"


@verifies(NO_OTHER_SPELLING)
@pytest.mark.parametrize(
    "path",
    [
        b"/linked/secret.txt",
        b"/linked/./secret.txt",
        b"/linked//secret.txt",
        b"/linked%2fsecret.txt",
        b"/%6cinked/%73ecret.txt",
        b"/%6cink.txt",
        b"/link%2etxt",
        b"/./link.txt",
        b"//link.txt",
        b"/folder/../link.txt",
        b"/folder/%2e%2e/link.txt",
        b"/link.txt/",
        b"/link.txt/.",
        b"/link.txt%00",
        b"/link.txt%20",
        b"/link.txt;a",
        b"/link.txt?a=b",
        b"{scheme}://{host}/link.txt",
    ],
)
def test_a_link_out_of_the_root_has_no_other_name(http: Http, path: bytes) -> None:
    documents = Documents(http)
    documents.require_links()
    if documents.leaked(documents.get(b"/link.txt")):
        not_applicable("the target follows symbolic links out of the root, as it may")
    assert not documents.leaked(documents.get(path)), "the file that a link points to was served"
