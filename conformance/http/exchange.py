"""What came back for the octets of a case: the answers, and whether the request after them began where it should."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.wire import Answer, Closed, Response, Silent
from conformance.model import not_applicable

if TYPE_CHECKING:
    from conformance.http.peer import Http


@dataclass
class Exchange:
    """What came back for the octets of a case and the sentinel request that followed them in the same stream.

    ``answers`` are the final responses in order, ``end`` is what followed them where the sentinel's did not.
    """

    answers: list[Response]
    end: Answer
    peer: Http
    _content: bytes | None = field(default=None, repr=False)

    @property
    def answer(self) -> Answer:
        """The answer to the octets of the case."""
        return self.answers[0] if self.answers else self.end

    @property
    def sentinel(self) -> bool:
        """Whether the second answer is the one to the sentinel, served as usual."""
        return len(self.answers) == 2 and self.answers[1] in ACCEPTED

    @property
    def accepted(self) -> bool:
        """Served, and the next request began where the RFC says: it was served too, or the connection was closed."""
        closed = len(self.answers) == 1 and isinstance(self.end, Closed)
        return self.answer in ACCEPTED and (self.sentinel or closed)

    @property
    def rejected(self) -> bool:
        """Refused, and the rest of the stream not taken for a request: 4xx, 5xx or nothing, then closed."""
        return self.answer in REJECTED and len(self.answers) <= 1 and isinstance(self.end, Closed)

    @property
    def waiting(self) -> bool:
        """The target took the octets for the beginning of something longer."""
        return not self.answers and isinstance(self.end, Silent)

    @property
    def lost(self) -> bool:
        """The request was answered, and what followed it neither answered nor cut off."""
        return len(self.answers) == 1 and isinstance(self.end, Silent)

    @property
    def closed(self) -> bool:
        """Served, and then the connection closed: nothing that followed in the stream was answered."""
        return self.answer in ACCEPTED and len(self.answers) == 1 and isinstance(self.end, Closed)

    @property
    def content(self) -> bytes:
        """The content of the case's request as the target took it, by its echo, or as it is served since."""
        capabilities = self.peer.attempt.target.capabilities
        if "echo" in capabilities:
            return self.answer.content
        if "put" not in capabilities or "body" in capabilities:
            not_applicable("needs echo", "--cap echo=/path")
        path = self.peer.fill(b"{upload}").removeprefix(b"PUT ")
        request = b"GET " + path + b" HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        return self.peer.open_another().answer(request).content
