"""What came back on a WebSocket for the octets of a case, and its description in a few words."""

from __future__ import annotations

from dataclasses import dataclass, field

from conformance.http.wire import Closed, Garbage, Silent
from conformance.text import show
from conformance.websocket.wire import BINARY, CLOSE, PONG, TEXT, Frame

Received = Frame | Closed | Silent | Garbage

BY_PONG, BY_ECHO = (PONG,), (TEXT, BINARY)  # opcodes of what shows that the target has read everything before


@dataclass
class Exchange:
    """What came back for the octets of a case and the ping that followed them.

    ``messages`` are whole messages, ``pongs`` the pongs to pings of the case, each in their order; ``close`` is the
    Close, ``end`` how the stream ended or fell silent, ``answered`` whether the ping that followed was answered, whose
    payload is ``nonce``. Where the target answers no ping, a text followed, and ``signs`` are the opcodes of its echo;
    ``nonce`` is empty where no text could follow.
    """

    nonce: bytes
    signs: tuple[int, ...] = BY_PONG
    messages: list[Frame] = field(default_factory=list)
    pongs: list[Frame] = field(default_factory=list)
    close: Frame | None = None
    end: Closed | Silent | Garbage | None = None
    answered: bool = False

    def add(self, received: Received) -> None:
        """Add what came."""
        if not isinstance(received, Frame):
            self.end = received
        elif received.opcode == CLOSE:
            self.close = received
        elif self.nonce and received in [Frame(opcode, self.nonce) for opcode in self.signs]:
            self.answered = True
        else:
            (self.pongs if received.opcode == PONG else self.messages).append(received)

    @property
    def failed(self) -> bool:
        """Whether the target closed the connection, with or without a Close."""
        return self.close is not None or isinstance(self.end, Closed)

    @property
    def is_over(self) -> bool:
        """Whether nothing more can come: the target closed, fell silent, or sent what is no frame."""
        return self.failed or self.end is not None

    @property
    def open(self) -> bool:
        """Whether the target went on: it answered what followed, and closed nothing."""
        return self.answered and not self.failed

    def __str__(self) -> str:
        parts = [str(frame) for frame in [*self.messages[:3], *self.pongs[:3]]]
        parts += [f"{left} more"] if (left := len(self.messages[3:]) + len(self.pongs[3:])) else []
        sign = "the answer to a ping that followed" if self.signs == BY_PONG else "the echo of a text that followed"
        parts += [sign] if self.answered else []
        parts += [str(self.close)] if self.close else []
        parts += [describe(self.end)] if self.end else []
        return "; then ".join(parts) or "nothing"


def describe(received: Received) -> str:
    """Say in a few words what the target did."""
    if isinstance(received, Frame):
        return str(received)
    partial = f", after {show(received.partial, 60)}" if received.partial else ""
    if isinstance(received, Closed):
        return received.how + partial
    return (f"not WebSocket: {received.why}" if isinstance(received, Garbage) else "silence") + partial
