"""RFC 9110 §4.2.3  http(s) Normalization and Comparison: of paths."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.documents import Documents, octets_of
from conformance.http.peer import Http
from conformance.http.rfc3986.test_07_3_back_end_transcoding_names import DECODE
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, not_applicable

section = RFC9110.section("4.2.3", "http(s) Normalization and Comparison")

UNRESERVED = section.should_not(
    "encoded-path-as-another-resource",
    role=SERVER,
    text="Identify another resource by a path in which unreserved characters are percent-encoded.",
    hint="Decode every segment of the path before you look it up; letters, digits and -._~ are no exception.",
    rests_on=(DECODE,),
)


@verifies(UNRESERVED)
@pytest.mark.parametrize(
    "path",
    [
        b"/%66ile.txt",
        b"/file%2Etxt",
        b"/f%69l%65.t%78t",
        b"/%66%69%6C%65%2E%74%78%74",
        b"/file.tx%74?a=b",
    ],
)
def test_a_path_with_encoded_characters_is_the_same(http: Http, path: bytes) -> None:
    documents = Documents(http)
    found = documents.is_file(documents.get(path), "file.txt")
    if not found and b"?" in path and not documents.is_file(documents.get(b"/file.txt?a=b"), "file.txt"):
        not_applicable("the target does not serve the file with a short query: see RFC 9112 §3.2.1")
    assert found


DOT_SEGMENTS = section.should_not(
    "dot-segments-as-another-resource",
    role=SERVER,
    text="Identify another resource by a path with the segments . and .. than by the same path without them.",
    hint="Remove them as RFC 3986 §5.2.4 tells, or refuse them: a client has removed them before it sends.",
)


@verifies(DOT_SEGMENTS)
@pytest.mark.parametrize(
    "path",
    [
        b"/./file.txt",
        b"/folder/../file.txt",
        b"/folder/./../file.txt",
        b"/missing/../file.txt",
        b"/deep/deep/../../file.txt",
        b"/../file.txt",
        b"/../../../file.txt",
        b"/%2e/file.txt",
        b"/folder/%2e%2e/file.txt",
        b"/folder/.%2E/file.txt",
        b"{scheme}://{host}/folder/../file.txt",
    ],
)
def test_a_path_with_dot_segments_is_the_same_or_none(http: Http, path: bytes) -> None:
    documents = Documents(http)
    answer = documents.get(path)
    octets_of(answer)
    assert answer.status not in range(200, 300) or documents.is_file(answer, "file.txt")
