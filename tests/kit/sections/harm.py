"""A section of the tests' own: cases that the target may not survive, among others that it does."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.peer import Http
from conformance.model import SERVER, Document

section = Document(9998, "Doing Harm", protocol="HTTP/1.1").section("1", "Harm")
TOLD = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Do: %s\r\n\r\n"

SERVE = section.must("serve", role=SERVER, text="Answer 200 whatever the field X-Do says.")


@verifies(SERVE)
@pytest.mark.parametrize("row", range(6))
def test_before(http: Http, row: int) -> None:
    assert http.answer(b"GET {path}?%d HTTP/1.1\r\nHost: {host}\r\n\r\n" % row).status == 200


@verifies(SERVE)
@pytest.mark.parametrize("do", [b"die", b"crash", b"hang", b"fall"])
def test_harm(http: Http, do: bytes) -> None:
    assert http.answer(TOLD % do).status == 200


@verifies(SERVE)
@pytest.mark.parametrize("row", range(6))
def test_after(http: Http, row: int) -> None:
    assert http.answer(b"GET {path}?%d HTTP/1.1\r\nHost: {host}\r\n\r\n" % row).status == 200
