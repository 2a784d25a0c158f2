"""RFC 6585 §5  431 Request Header Fields Too Large"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.framing import require_whole
from conformance.http.peer import Http
from conformance.http.rfc6585 import RFC6585
from conformance.model import CACHE, SERVER, not_applicable

section = RFC6585.section("5", "431 Request Header Fields Too Large")

NAME_IT = section.should(
    "name-the-field",
    role=SERVER,
    text="A 431 to a single field that is too large says which field that is.",
    hint="Put the name of the field into the content of the response.",
)


@verifies(NAME_IT)
@pytest.mark.parametrize("octets", [100_000, 1_000_000], ids=["100 kB", "1 MB"])
def test_a_431_names_the_field(http: Http, octets: int) -> None:
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Large: " + b"b" * octets + b"\r\n\r\n")
    if answer.status != 431:
        not_applicable("the target does not answer 431 to so large a field")
    require_whole(answer)
    assert b"x-large" in answer.content.lower()


NOT_STORED = section.must_not(
    "store",
    role=CACHE,
    text="Do not store a response with the status 431.",
    untestable="Binds caches; an origin server has none to look into.",
)
