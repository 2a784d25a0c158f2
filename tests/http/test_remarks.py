"""What the header says of a server that redirects, that wants a login, or whose echo is none."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

import pytest

from conformance.harness.case.target import Target
from conformance.harness.net.url import Url
from conformance.harness.targets.measurement import discover, measure, remark
from conformance.http.protocol import PROTOCOL
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from tests.kit.in_process import InProcess
from tests.kit.protocols import server
from tests.kit.virtual_clock import VirtualClock

Answering = Callable[[Request], Response]


def target_of(answering: Answering, **more: object) -> Target:
    """A target that answers like this, and was measured."""

    class Core(HttpServer):
        def answer(self, request: Request) -> Response:
            return answering(request)

    clock = VirtualClock()
    protocol = dataclasses.replace(PROTOCOL, transport=InProcess(server(Core, clock.today), clock))
    target = Target(Url("http", "127.0.0.1", 8080), protocol, capabilities={"path_ok": "/"}, **more)  # type: ignore[arg-type]
    return measure(target, 1).target


def remarks_on(answering: Answering, **more: object) -> list[str]:
    return list(remark(discover(target_of(answering, **more)).target).target.remarks)


def plain_page(request: Request) -> Response:
    return Response(200, [], b"hello")


def echo(change: Callable[[bytes], bytes], status: int, request: Request) -> Response:
    """POST /echo sends back what ``change`` makes of its content; all else is a page."""
    if request.method == b"POST" and request.path == b"/echo":
        return Response(status, [], change(request.content))
    return Response(200 if request.method == b"GET" else 405, [], b"hello")


def redirect(location: bytes, request: Request) -> Response:
    return Response(301, [(b"Location", location)])


def every_path_decodes(request: Request) -> Response:
    return Response(200, [], request.content.decode("utf-8", "replace").encode())


APART = ": cases that need one do not apply"


@pytest.mark.parametrize(
    ("answering", "said"),
    [
        (plain_page, []),
        (partial(echo, bytes, 200), []),
        (every_path_decodes, ["/echo is no echo, for it sends binary back as text" + APART]),
        (
            partial(echo, lambda sent: sent.decode("utf-8", "replace").encode(), 200),
            ["/echo is no echo, for it sends binary back as text" + APART],
        ),
        (
            partial(echo, lambda sent: sent.decode("latin-1").encode(), 200),
            ["/echo is no echo, for it sends binary back as text" + APART],
        ),
        (
            partial(echo, lambda sent: b"you said: " + sent, 200),
            ["/echo is no echo, for it sends more back than the content of the request" + APART],
        ),
        (
            partial(echo, lambda sent: sent[:10], 200),
            ["/echo is no echo, for it sends only the first 10 of 64 octets back" + APART],
        ),
        (
            partial(echo, bytes, 201),
            ["/echo is no echo, for it sends the content back, but with status 201 instead of 200" + APART],
        ),
        (
            partial(echo, lambda sent: b"", 200),
            ["/echo is no echo, for a POST is answered 200, without the octets that were sent" + APART],
        ),
        (
            partial(redirect, b"https://127.0.0.1/"),
            [
                "a plain GET is answered 301 and sent to https://127.0.0.1/: "
                "--target https://127.0.0.1:443/ judges the server there",
            ],
        ),
        (
            partial(redirect, b"http://www.example:8080/"),
            [
                "a plain GET is answered 301 and sent to http://www.example:8080/: "
                "--host www.example asks for that host name",
            ],
        ),
        (
            partial(redirect, b"/en/"),
            ["a plain GET is answered 301 and sent to /en/: --cap path_ok=/en/ judges what is there"],
        ),
        (partial(redirect, b"http://["), ["a plain GET is answered 301 and sent to http://["]),
    ],
)
def test_what_it_says(answering: Answering, said: list[str]) -> None:
    assert remarks_on(answering) == said


def test_an_echo_that_the_user_names_is_looked_at_too() -> None:
    """Nobody but the user says that it is one, so its absence is told too."""
    given = target_of(plain_page)
    given = dataclasses.replace(given, capabilities={**given.capabilities, "echo": "/mine"})
    expected = "/mine is no echo, for a POST is answered 200, without the octets that were sent"
    assert list(remark(given).target.remarks) == [expected]


@pytest.mark.parametrize(
    ("status", "option"),
    [
        (400, "--host NAME"),
        (401, "--cap 'fields=Authorization: ...'"),
        (403, "--cap 'fields=NAME: VALUE'"),
        (404, "--cap path_ok=/path"),
        (421, "--host NAME"),
    ],
)
def test_a_plain_request_that_is_refused_has_the_hint_that_fits(status: int, option: str) -> None:
    wrong = target_of(lambda request: Response(status)).baseline_error
    assert wrong.startswith(f"a plain GET / is answered {status}; ")
    assert option in wrong


def test_requests_ask_for_the_host_name_that_the_user_says() -> None:
    """The port stays that of the target, unless the name has one."""

    def knows_a_name(request: Request) -> Response:
        hosts = [value for name, value in request.fields if name.lower() == b"host"]
        return Response(200 if hosts == [b"www.example:8080"] else 421)

    assert target_of(knows_a_name).baseline_error
    assert not target_of(knows_a_name, host="www.example").baseline_error
    assert not target_of(knows_a_name, host="www.example:8080").baseline_error
    assert target_of(knows_a_name, host="www.example:80").authority == "www.example"
