"""Clients of the small services over TCP."""

from __future__ import annotations

from reference_impls.sansio import Connection, Eof, TimedOut, Wait
from reference_impls.services.time_protocol import seconds_of

PIECE = 16 * 1024
"""Octets that a client of the echo sends before it reads what comes back, so that neither end waits for the other."""

ENOUGH = 10 * 74
"""Octets of a stream without end that a client reads: ten lines of the popular pattern of RFC 864."""

LONGEST = 64 * 1024
"""Octets that a message may have; the services say their few words in much less."""


class StreamClient(Connection):
    """One connection to a server, to which ``text`` is sent.

    When it is closed, ``answer`` holds what the server sent, and ``error`` says what was wrong, or is empty.
    """

    patience = 30.0
    lingers = False

    def __init__(self, text: bytes = b"") -> None:
        super().__init__()
        self.text, self.answer, self.error = text, b"", ""

    def run(self) -> Wait:
        try:
            yield from self.converse()
        except Eof:
            self.error = "the connection ended early"
        except TimedOut:
            self.error = f"no answer within {self.patience:g} s"

    def converse(self) -> Wait:
        """Say what is to be said, and read the answer."""
        raise NotImplementedError

    def shown(self) -> bytes:
        """The answer as a person reads it."""
        return self.answer


class EchoClientOverTcp(StreamClient):
    """Sends octets, and compares what comes back (RFC 862)."""

    def converse(self) -> Wait:
        for start in range(0, len(self.text), PIECE):
            piece = self.text[start : start + PIECE]
            self.send(piece)
            self.answer += yield from self.read_exactly(len(piece))
            if not self.text.startswith(self.answer):
                self.error = "other octets came back"
                return


class DiscardClientOverTcp(StreamClient):
    """Sends octets, then finishes sending and waits for the server to close, as none of them is answered (RFC 863)."""

    lingers = True

    def converse(self) -> Wait:
        self.send(self.text)
        yield from self.flush()


class ChargenClientOverTcp(StreamClient):
    """Reads some characters, and closes: that is the only end that the stream has (RFC 864)."""

    def converse(self) -> Wait:
        self.send(self.text)
        self.answer = yield from self.read_exactly(ENOUGH)


class MessageClientOverTcp(StreamClient):
    """Reads a message, which ends when the server closes."""

    def converse(self) -> Wait:
        self.send(self.text)
        try:
            while len(self.answer) <= LONGEST:
                self.answer += yield from self.read_some()
        except Eof:
            self.check()
        else:
            self.error = f"the message does not end within {LONGEST} octets"

    def check(self) -> None:
        """Set ``error`` if the whole message is wrong."""


class DaytimeClientOverTcp(MessageClientOverTcp):
    """Reads date and time as a text (RFC 867)."""


class QuoteClientOverTcp(MessageClientOverTcp):
    """Reads the quote of the day (RFC 865)."""


class TimeClientOverTcp(MessageClientOverTcp):
    """Reads the time as a number (RFC 868)."""

    def check(self) -> None:
        if len(self.answer) != 4:
            self.error = f"a time has 4 octets, not {len(self.answer)}"

    def shown(self) -> bytes:
        return seconds_of(self.answer)
