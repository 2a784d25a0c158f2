"""A section of the tests' own: what the cases of another section rest on. A server obeys the field X-Do."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.peer import Http
from conformance.model import SERVER, Document

section = Document(9997, "Causes", protocol="HTTP/1.1").section("1", "Causes")
TOLD = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Do: %s\r\n\r\n"

MET = section.must("met", role=SERVER, text="Answer 200, also late.")


@verifies(MET)
@pytest.mark.parametrize("do", [b"late"])
def test_late(http: Http, do: bytes) -> None:
    assert http.answer(TOLD % do).status == 200


NOT_MET = section.must("not-met", role=SERVER, text="Answer 200, whatever you are told.")


@verifies(NOT_MET)
@pytest.mark.parametrize("do", [b"late", b"refuse"])
def test_told(http: Http, do: bytes) -> None:
    assert http.answer(TOLD % do).status == 200
