"""The answers to the octets of a case and to the request after them, and what ended them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from conformance.harness.case.attempt import Attempt
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.requests import GET_AND_CLOSE
from conformance.http.wire import Answer, Closed, Garbage, Response, Silent
from conformance.model import not_applicable


class ExchangePeer(Protocol):
    """What an exchange needs of the peer that it belongs to."""

    attempt: Attempt

    def fill(self, octets: bytes) -> bytes: ...
    def answer(self, octets: bytes) -> Answer: ...
    def open_another(self) -> ExchangePeer: ...
    def ends(self) -> bool: ...


@dataclass
class Exchange:
    """The answers to the octets of a case and to the sentinel request that followed them in the same stream.

    ``answers`` are the final responses in order; ``end`` is what came after them if the sentinel was not answered.
    """

    answers: list[Response]
    end: Answer
    peer: ExchangePeer

    @property
    def answer(self) -> Answer:
        """The answer to the octets of the case."""
        return self.answers[0] if self.answers else self.end

    @property
    def sentinel_served(self) -> bool:
        """Whether there are two answers, and the second serves the sentinel."""
        return len(self.answers) == 2 and self.answers[1] in ACCEPTED

    @property
    def accepted(self) -> bool:
        """Whether the request was served, and the next one was served too or the connection was closed before it."""
        return self.served_then_closed or (self.answer in ACCEPTED and self.sentinel_served)

    @property
    def rejected(self) -> bool:
        """Whether the answer is 4xx, 5xx or none, and the connection was closed: no rest is read as a request."""
        return self.answer in REJECTED and len(self.answers) <= 1 and self.closed

    @cached_property
    def closed(self) -> bool:
        """Whether the connection closed, at once or after octets that are no response (RFC 9112 §9.2 judges these).

        To find out may need to read: who closes the connection asks before.
        """
        return isinstance(self.end, Closed) or (isinstance(self.end, Garbage) and self.peer.ends())

    @property
    def still_waiting(self) -> bool:
        """Whether nothing came back: the target waits for more octets."""
        return not self.answers and isinstance(self.end, Silent)

    @property
    def second_ignored(self) -> bool:
        """Whether the request was answered and the next one was not, while the connection stayed open."""
        return len(self.answers) == 1 and isinstance(self.end, Silent)

    @property
    def served_then_closed(self) -> bool:
        """Whether the request was served and then the connection closed: nothing that followed was answered."""
        return self.answer in ACCEPTED and len(self.answers) == 1 and isinstance(self.end, Closed)

    @property
    def content(self) -> bytes:
        """The content of the request as the target read it: the target echoes it, or serves it after a PUT."""
        capabilities = self.peer.attempt.target.capabilities
        if "echo" in capabilities:
            return self.answer.content
        if "put" not in capabilities or "body" in capabilities:
            not_applicable("needs echo", "--cap echo=/path")
        path = self.peer.fill(b"{upload}").removeprefix(b"PUT ")
        return self.peer.open_another().answer(GET_AND_CLOSE % path).content
