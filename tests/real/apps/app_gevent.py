"""The little application on gevent, and an echo of WebSocket messages at `/socket`: `app_gevent.py PORT`."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

application = importlib.import_module("app_wsgi").application  # it lies beside this file


def with_socket(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Send every message back, or answer one request."""
    socket = environ.get("wsgi.websocket")
    if socket is None:
        return list(application(environ, start_response))
    while (message := socket.receive()) is not None:
        socket.send(message, binary=isinstance(message, bytearray))
    return []


if __name__ == "__main__":
    WSGIServer(("127.0.0.1", int(sys.argv[1])), with_socket, handler_class=WebSocketHandler, log=None).serve_forever()
