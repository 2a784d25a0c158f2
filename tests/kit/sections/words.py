"""A section of the tests' own: one case for each way in which a case can end."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.peer import Http
from conformance.model import SERVER, Document, inconclusive

section = Document(9999, "Doing as Told", protocol="HTTP/1.1").section("1", "Words")
PLAIN = b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
TOLD = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Do: %s\r\n\r\n"

PLAIN_GET = section.must("plain-get", role=SERVER, text="Answer a plain GET.")

MUST_SERVE = section.must(
    "serve",
    role=SERVER,
    text="Answer 200 whatever the field X-Do says, be it ever so hostile or long, and do not look at the field at all.",
    hint="Ignore a field that you do not know.",
)
SHOULD_SERVE = section.should("serve-nicely", role=SERVER, text="Answer 200, better than not.", hint="Be nice.")
WITH_HINTS = section.must("with-hints", role=SERVER, text="Answer 103 before 200.")
NOT_SEEN = section.must("not-seen", role=SERVER, text="Do what nobody can see.")
UNTESTABLE = section.must("think", role=SERVER, text="Think.", untestable="Thoughts do not show on the wire.")


@pytest.mark.baseline
@verifies(PLAIN_GET)
def test_a_plain_get_is_answered(http: Http) -> None:
    assert http.answer(PLAIN) in ACCEPTED


@verifies(MUST_SERVE)
@pytest.mark.parametrize("do", [b"late", b"refuse", b"silence", b"close", b"reset", b"flood", b"attack"])
def test_told_to(http: Http, do: bytes) -> None:
    answer = http.answer(TOLD % do)
    assert answer.status == 200


@verifies(SHOULD_SERVE)
@pytest.mark.parametrize("do", [b"late", b"refuse"])
def test_asked_to(http: Http, do: bytes) -> None:
    answer = http.answer(TOLD % do)
    assert answer.status == 200


@verifies(WITH_HINTS)
def test_hints(http: Http) -> None:
    assert http.answer(b"GET {early_hints} HTTP/1.1\r\nHost: {host}\r\n\r\n").status == 200


@verifies(NOT_SEEN)
def test_nobody_sees_it(http: Http) -> None:
    http.answer(PLAIN)
    inconclusive("the oracle saw nothing")
