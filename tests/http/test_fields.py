"""``--cap fields=...``: which requests get the field lines, and that a server that wants a key is judged like any."""

from __future__ import annotations

import dataclasses
from functools import partial

import pytest

from conformance.http.fields import lines_of, with_fields
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.websocket.server import WebSocketServer
from tests.kit import measured, samples
from tests.kit.judging import cases_for, judge_in_process, told
from tests.kit.protocols import server

ROWS = 300
KEY = [b"X-Key: s3"]


@pytest.mark.parametrize(
    ("octets", "sent"),
    [
        (b"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n", b"GET / HTTP/1.1\r\nHost: {host}\r\nX-Key: s3\r\n\r\n"),
        (b"GET / HTTP/1.1\nHost: a\nX: y\n\n", b"GET / HTTP/1.1\nHost: a\nX-Key: s3\nX: y\n\n"),
        (b"A\r\nHost: a\r\n b\r\n\r\n", b"A\r\nHost: a\r\n b\r\nX-Key: s3\r\n\r\n"),
        (b"A\r\nHost: a\r\nHost: b\r\n\r\n", b"A\r\nHost: a\r\nX-Key: s3\r\nHost: b\r\n\r\n"),
        (b"A\r\nHost: a\r\nx-key : own\r\n\r\n", b"A\r\nHost: a\r\nx-key : own\r\n\r\n"),
        (b"A\r\nHost: a\r\n\r\nB\r\nHost: {host}\r\n\r\n", b"A\r\nHost: a\r\n+\r\n\r\nB\r\nHost: {host}\r\n+\r\n\r\n"),
        (b"A\r\nHost: a\r\n\r\nB\r\nHost: content\r\n\r\n", b"A\r\nHost: a\r\n+\r\n\r\nB\r\nHost: content\r\n\r\n"),
        (b"GET / HTTP/1.0\r\n\r\n", b"GET / HTTP/1.0\r\n\r\n"),
        (b"GET / HTTP/1.1\r\nHost: begun", b"GET / HTTP/1.1\r\nHost: begun"),
    ],
    ids=["plain", "bare LF", "continued", "two hosts", "own", "pipelined", "content", "no host", "begun"],
)
def test_each_request_with_a_host_has_the_lines_once(octets: bytes, sent: bytes) -> None:
    expected = sent.replace(b"+", KEY[0])
    assert with_fields(octets, KEY) == expected
    assert with_fields(expected, KEY) == expected
    assert with_fields(octets, []) == octets


def test_lines_stand_on_lines_of_their_own() -> None:
    assert lines_of("A: b\n C: d \\nE: f") == [b"A: b", b"C: d", b"E: f"]


class WantsAKey(HttpServer):
    """Answers 403 to every request without its key."""

    key = (b"x-key", b"s3")

    def answer(self, request: Request) -> Response:
        if self.key not in [(name.lower(), value) for name, value in request.fields]:
            return self.error(403, "no key")
        return super().answer(request)


class EndpointWantsAKey(WantsAKey, WebSocketServer):
    """The same for the opening handshake."""


class WantsACookie(WantsAKey):
    """Answers 403 to every request without its cookie."""

    key = (b"cookie", b"session=s3")


@pytest.fixture
def given(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every target has these field lines as a capability."""
    for name, spec in measured.PROTOCOLS.items():
        assumed = partial(_with, spec.assumed, request.param)
        monkeypatch.setitem(measured.PROTOCOLS, name, dataclasses.replace(spec, assumed=assumed))


def _with(assumed: object, fields: str, url: object) -> dict[str, str]:
    return {**assumed(url), "fields": fields}  # type: ignore[operator]


@pytest.mark.parametrize("given", ["X-Key: s3"], indirect=True, ids=["key"])
@pytest.mark.parametrize(("core", "protocol"), [(WantsAKey, "http"), (EndpointWantsAKey, "websocket")])
def test_a_server_that_wants_a_key_is_not_accused(given: None, core: type[HttpServer], protocol: str) -> None:
    rows = samples.sample([row for row in cases_for(protocol) if not row.sockets], ROWS, core.__name__)
    cut = [row for row in cases_for(protocol) if "read_as_in_one" in row.name]
    assert told(judge_in_process(partial(server, core), protocol, [*{*rows, *cut}])) == {}, samples.told()


@pytest.mark.parametrize("given", ["Cookie: session=s3"], indirect=True, ids=["cookie"])
def test_cases_on_cookies_do_not_apply_where_every_request_needs_one(given: None) -> None:
    rows = [row for row in cases_for("http") if "rfc6265/test_04_2_cookie" in row.name]
    outcomes = judge_in_process(partial(server, WantsACookie), "http", rows)
    assert {outcome.message for outcome in outcomes.values()} == {
        "every request needs its own Cookie, by --cap fields=..."
    }
