"""The parts of the server: classes that it names, each of which takes one group of decisions."""

from __future__ import annotations

import pytest

from reference_impls.http.demo import demo_site
from reference_impls.http.files import File
from reference_impls.http.ranges import Ranges
from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.server import HttpServer
from reference_impls.websocket.server import WebSocketServer
from tests.reference.driving import NOW, feed, get, status

PARTS = sorted(name for name in dir(WebSocketServer) if hasattr(WebSocketServer(demo_site(), lambda: NOW), f"_{name}"))


def test_the_parts_are_known() -> None:
    assert {"conditions", "ranges", "codings", "targets", "request_length", "persistence", "handshake"} <= set(PARTS)


@pytest.mark.parametrize("name", PARTS)
def test_a_server_makes_each_part_of_the_class_that_it_names(name: str) -> None:
    another = type("Another", (getattr(WebSocketServer, name),), {})
    core = type("Server", (WebSocketServer,), {name: another})(demo_site(), lambda: NOW)
    assert type(getattr(core, f"_{name}")) is another


def test_a_server_that_names_another_class_decides_otherwise() -> None:
    class IgnoresRange(HttpServer):
        class ranges(Ranges):
            def partial(self, request: Request, whole: Response, file: File) -> Response:
                return whole

    request = get(b"/static/file.txt", b"Range: bytes=0-0")
    answers = [status(feed(kind(demo_site(), lambda: NOW), request)) for kind in (HttpServer, IgnoresRange)]
    assert answers == [206, 200]
