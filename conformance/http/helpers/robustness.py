"""For the cases on robustness: whether an answer is HTTP, and whether the target still serves other clients."""

from __future__ import annotations

from conformance.http.answers import ACCEPTED
from conformance.http.peer import Http
from conformance.http.wire import Answer, Garbage

CANARY = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nConnection: close\r\n\r\n"


def is_http_or_nothing(answer: Answer) -> bool:
    """Whether the answer is HTTP, or there is none; whether there must be one is judged elsewhere."""
    return not isinstance(answer, Garbage)


def serves_next_connection(http: Http) -> bool:
    """Whether the target serves the next connection."""
    return http.reconnect().answer(CANARY) in ACCEPTED
