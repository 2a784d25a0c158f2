"""What the cases on robustness share: a canary, and what a server may do of whatever it is sent."""

from __future__ import annotations

from conformance.http.answers import ACCEPTED
from conformance.http.peer import Http
from conformance.http.wire import Answer, Garbage

CANARY = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nConnection: close\r\n\r\n"


def is_http_or_nothing(answer: Answer) -> bool:
    """Whether it is an answer in HTTP, or none; whether there must be one is for others to judge."""
    return not isinstance(answer, Garbage)


def serves_next_connection(http: Http) -> bool:
    """Whether the target serves the next connection."""
    return http.reconnect().answer(CANARY) in ACCEPTED
