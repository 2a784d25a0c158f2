"""RFC 3986 §7.3  Back-End Transcoding: names of files."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.docroot import RESERVED
from conformance.http.helpers.documents import Documents, encoded, octets_of
from conformance.http.peer import Http
from conformance.http.rfc3986 import RFC3986
from conformance.model import SERVER, not_applicable

section = RFC3986.section("7.3", "Back-End Transcoding")

DECODE = section.implied(
    "decode-names",
    role=SERVER,
    text="A file is found by its name, in which what a path cannot have is percent-encoded; a plus stands for itself.",
    hint="Decode each segment of the path to octets before you look for a file of that name.",
)


@verifies(DECODE)
@pytest.mark.parametrize(
    ("path", "name"),
    [
        (b"/a%20b.txt", "a b.txt"),
        (b"/caf%C3%A9.txt", "café.txt"),
        (b"/100%25.txt", "100%.txt"),
        (b"/a+b.txt", "a+b.txt"),
        (b"/my%20folder/file.txt", "my folder/file.txt"),
        (b"/caf%C3%A9/file.txt", "café/file.txt"),
    ],
)
def test_a_file_is_found_by_its_encoded_name(http: Http, path: bytes, name: str) -> None:
    documents = Documents(http)
    documents.require_file(name)
    answer = documents.get(path)
    if answer.status in (400, 403):
        not_applicable("the target refuses such names")
    assert documents.is_file(answer, name)


SPLIT_FIRST = section.implied(
    "split-before-decoding",
    role=SERVER,
    text="A reserved character that is percent-encoded is part of a name: it ends neither the path nor a segment.",
    hint="Look for '?' and ';' in the target as it was received, and decode afterwards.",
)


@verifies(SPLIT_FIRST)
@pytest.mark.parametrize("name", RESERVED)
def test_an_encoded_delimiter_does_not_delimit(http: Http, name: str) -> None:
    documents = Documents(http)
    answer = documents.get(b"/" + encoded(name))
    assert documents.tree.content("a") not in octets_of(answer)


@verifies(SPLIT_FIRST)
@pytest.mark.parametrize("path", [b"/file.txt%3Fa", b"/file.txt%23a", b"/file.txt%3Ba"])
def test_an_encoded_delimiter_at_the_end_does_not_delimit(http: Http, path: bytes) -> None:
    documents = Documents(http)
    answer = documents.get(path)
    assert documents.tree.content("file.txt") not in octets_of(answer)


ENCODED_SLASH = section.implied(
    "encoded-slash-is-no-delimiter",
    role=SERVER,
    text="An encoded slash is part of a segment, and does not begin another one.",
    untestable="no file of this system can have such a name, and a server may give two resources the same content; "
    "that it leads nowhere outside is judged in RFC 9110 §17.3",
)
