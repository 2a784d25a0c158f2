"""Drive the WebSocket cores without sockets."""

from __future__ import annotations

from conformance.websocket.wire import Frame, FrameReader
from reference_impls.websocket.server import WebSocketServer, site
from tests.reference.driving import NOW, Split, drain, feed, whole

KEY = b"dGhlIHNhbXBsZSBub25jZQ=="
PMD = b"Sec-WebSocket-Extensions: permessage-deflate"


def server() -> WebSocketServer:
    return WebSocketServer(site(), lambda: NOW)


def handshake(*lines: bytes, key: bytes = KEY, version: bytes = b"13") -> bytes:
    """A request for a WebSocket, with these field lines too."""
    head = [b"GET / HTTP/1.1", b"Host: h", b"Upgrade: websocket", b"Connection: Upgrade"]
    head += [b"Sec-WebSocket-Key: " + key, b"Sec-WebSocket-Version: " + version, *lines]
    return b"\r\n".join(head) + b"\r\n\r\n"


def opened(*lines: bytes) -> WebSocketServer:
    """A server after its 101."""
    core = server()
    assert feed(core, handshake(*lines)).startswith(b"HTTP/1.1 101 ")
    return core


def frames(octets: bytes) -> list[Frame]:
    reader, found = FrameReader(1 << 25), []
    reader.feed(octets)
    while one := reader.next():
        found.append(one)
    assert not reader.rest
    return found


def exchange(core: WebSocketServer, octets: bytes, split: Split = whole) -> list[Frame]:
    """What the server says to these frames."""
    return frames(feed(core, octets, split) + drain(core))
