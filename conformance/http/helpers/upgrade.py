"""For the cases on Upgrade (RFC 9110 §7.8): how to ask a target to switch protocols."""

from __future__ import annotations

from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.peer import Http
from conformance.http.wire import Answer, Garbage
from conformance.model import not_applicable

HANDSHAKE = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
"""Fields that a WebSocket server needs (RFC 6455 §4.2.1); others ignore them."""

WEBSOCKET = (
    b"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + HANDSHAKE + b"\r\n"
)

ASKING = b"GET {upgrade} HTTP/1.1\r\nHost: {host}\r\nConnection: upgrade\r\nUpgrade: %b\r\n" + HANDSHAKE + b"\r\n"


def protocol_of(http: Http) -> bytes:
    """Return the protocol to switch to that the target names in answer to a plain GET; WebSocket if it names none."""
    answer = http.answer(b"GET {upgrade} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    http.close()
    return next(iter(answer.members("Upgrade")), b"websocket")


def switches_nothing(http: Http, answer: Answer) -> bool:
    """Whether this answer to a wrong handshake is one of HTTP; not applicable if that to a right one is not either."""
    if isinstance(answer, Garbage):
        with http.attempt.aside("a right handshake, for comparison"):
            right = http.reconnect().answer(WEBSOCKET)
        if isinstance(right, Garbage):
            not_applicable("the target does not answer a right handshake in HTTP either: see RFC 9112 §9.2")
    return answer in ACCEPTED or answer in REJECTED


def require_switch(http: Http, asking: bytes = ASKING) -> Answer:
    """Return the 101 to a request on a fresh connection; not applicable if the target declines, as it may."""
    protocol = protocol_of(http)
    answer = http.open_another().answer(asking.replace(b"%b", protocol))
    if answer.status != 101:
        not_applicable("the target did not switch protocols", "--cap upgrade=/path")
    return answer
