"""A section of the tests' own: many rows. The environment says at which the run gets a signal, or the target harm."""

from __future__ import annotations

import os
import signal

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.peer import Http
from conformance.model import SERVER, Document

section = Document(9994, "Many Rows", protocol="HTTP/1.1").section("1", "Rows")
GET = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n%s\r\n"
DEEDS = {int(os.environ.get(deed.upper(), -1)): b"X-Do: %s\r\n" % deed.encode() for deed in ("refuse", "die")}
SIGNAL = int(os.environ.get("SIGNAL", 999))

SERVE_ALL = section.must("serve-all", role=SERVER, text="Answer 200.")
SERVE_AGAIN = section.should("serve-again", role=SERVER, text="Answer 200 once more.")


def answer(http: Http, row: int) -> int | None:
    """The status of the answer; those after the signal are late, so that the run is interrupted among them."""
    if row == SIGNAL:
        os.kill(os.getpid(), signal.SIGINT)
    return http.answer(GET % (b"X-Do: late\r\n" if row >= SIGNAL else DEEDS.get(row, b""))).status


@verifies(SERVE_ALL)
@pytest.mark.parametrize("row", range(30))
def test_row(http: Http, row: int) -> None:
    assert answer(http, row) == 200


@verifies(SERVE_AGAIN)
@pytest.mark.parametrize("row", range(30, 40))
def test_row_of_another_requirement(http: Http, row: int) -> None:
    assert answer(http, row) == 200
