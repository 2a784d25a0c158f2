"""How a case asks a target to switch protocols (RFC 9110 §7.8)."""

from __future__ import annotations

from conformance.http.peer import Http
from conformance.http.wire import Answer
from conformance.model import not_applicable

HANDSHAKE = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
"""What a WebSocket server wants besides (RFC 6455 §4.2.1), and others ignore."""

ASKING = b"GET {upgrade} HTTP/1.1\r\nHost: {host}\r\nConnection: upgrade\r\nUpgrade: %b\r\n" + HANDSHAKE + b"\r\n"


def protocol_of(http: Http) -> bytes:
    """The protocol that the target's path switches to, as a plain GET of it tells; WebSocket where it tells none."""
    answer = http.answer(b"GET {upgrade} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    http.close()
    return next(iter(answer.members("Upgrade")), b"websocket")


def require_switch(http: Http, asking: bytes = ASKING) -> Answer:
    """The 101 to a request on a fresh connection; not applicable where the target declines, as it may."""
    protocol = protocol_of(http)
    answer = http.open_another().answer(asking.replace(b"%b", protocol))
    if answer.status != 101:
        not_applicable("the target did not switch protocols", "--cap upgrade=/path")
    return answer
