"""For the cases on large requests: send slowly, so that the target's answer is seen before it closes the connection."""

from __future__ import annotations

from conformance.harness.net.stream import SILENCE
from conformance.http.peer import Http
from conformance.http.wire import Answer, Closed

PIECE = 8192  # octets
GLANCE_SHARE = 1 / 10  # of the quick patience: about as long as two plain answers take


def answer_to_large(http: Http, octets: bytes) -> Answer:
    """Return the answer to a large request.

    A server that refuses the request before it has read all of it may close with octets unread, and the reset that
    follows may overtake its answer (RFC 9112 §9.6). So after a reset the request is sent once more, slowly, until
    something comes back.
    """
    return seen_slowly(http, octets, http.answer(octets))


def seen_slowly(http: Http, octets: bytes, answer: Answer) -> Answer:
    """Return ``answer``, or after a reset the answer to the same octets sent slowly on another connection."""
    return send_until_answered(http.reconnect(), octets) if answer == Closed("RST") else answer


def send_until_answered(http: Http, octets: bytes) -> Answer:
    """Send in small pieces until the target sends something or closes; return its answer."""
    filled = http.fill(octets)
    for at in range(0, len(filled), PIECE):
        http.send(filled[at : at + PIECE])
        http.stream.let_read()
        received = http.stream.receive(http.attempt.clock.now() + GLANCE_SHARE * http.attempt.target.quick)
        if isinstance(received, bytes):
            http.reader.feed(received)
        if received != SILENCE:
            break
    return http.receive(octets)
