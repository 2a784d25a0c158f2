"""RFC 3986 §7.3  Back-End Transcoding"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.peer import Http
from conformance.http.rfc3986 import RFC3986
from conformance.model import SERVER, inconclusive

section = RFC3986.section("7.3", "Back-End Transcoding")

ENCODED_NUL = section.robustness(
    "encoded-nul",
    role=SERVER,
    text="An encoded NUL in a path does not cut off what follows it.",
    hint="Reject %00 in a path: to the functions of many operating systems a name ends there.",
)


@verifies(ENCODED_NUL)
@pytest.mark.parametrize("end", [b"%00", b"%00.html", b"%00/", b"%00/../b", b"%00?a", b"%2500.html"])
def test_what_follows_an_encoded_nul_is_not_cut_off(http: Http, end: bytes) -> None:
    request = b"GET {path_static}%b HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    file = http.answer(request % b"")
    if file.status != 200 or not file.content:
        inconclusive("the static file is not served, or empty")
    answer = http.open_another().answer(request % end)
    assert not (answer.status == 200 and answer.content == file.content)
