"""RFC 3986 §2.4  When to Encode or Decode"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.documents import Documents, octets_of
from conformance.http.peer import Http
from conformance.http.rfc3986 import RFC3986
from conformance.model import SERVER

section = RFC3986.section("2.4", "When to Encode or Decode")

DECODE_ONCE = section.implied(
    "decode-once",
    role=SERVER,
    text="A path is decoded once: %2541 is the text %41, not the letter A.",
    hint="Decode in one place. A framework may have done it already: look at what it hands to you.",
)


@verifies(DECODE_ONCE)
@pytest.mark.parametrize(
    ("path", "name"),
    [
        (b"/%2541.txt", "A.txt"),
        (b"/%252541.txt", "A.txt"),
        (b"/a%2520b.txt", "a b.txt"),
        (b"/a%253Fb.txt", "a?b.txt"),
        (b"/file%252Etxt", "file.txt"),
        (b"/folder%252Ffile.txt", "folder/file.txt"),
        (b"/%2566older/file.txt", "folder/file.txt"),
    ],
)
def test_what_was_decoded_is_not_decoded_again(http: Http, path: bytes, name: str) -> None:
    documents = Documents(http)
    documents.require_file(name)
    assert documents.tree.content(name) not in octets_of(documents.get(path))
