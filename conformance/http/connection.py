"""A connection on which octets are sent to an HTTP server exactly as they are written."""

from __future__ import annotations

import functools
import os
from typing import Self

from conformance.harness.case.attempt import Attempt
from conformance.harness.net.bounds import ECHOED
from conformance.harness.net.outgoing import MOMENT
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.stream import Stream
from conformance.http.bounds import LIMIT
from conformance.http.fields import lines_of, with_fields
from conformance.http.requests import fill, value_of
from conformance.model import not_applicable

PAUSE = 0.05  # seconds


class Connection:
    """Sends octets as they are written; only the placeholders in them are replaced.

    ``window`` is the size of the receive buffer in octets, or 0 for the usual one. ``limit`` is the number of octets
    that the target may send; it grows with what is sent.
    """

    def __init__(self, attempt: Attempt, window: int = 0) -> None:
        self.attempt, self.limit, self._window = attempt, LIMIT, window
        self._stream: Stream | None = None

    def open(self) -> Self:
        """Connect, unless that has happened."""
        self._stream = self._stream or self.attempt.connect(self._window)
        return self

    @property
    def stream(self) -> Stream:
        """The connection; it is opened when it is first needed, so a case that does not apply opens none."""
        stream = self.open()._stream
        assert stream
        return stream

    def open_another(self) -> Self:
        """Open a second connection to the same target."""
        return type(self)(self.attempt).open()

    def open_with_window(self, window: int) -> Self:
        """Open a second connection with a receive buffer of ``window`` octets, which keeps the target waiting."""
        return type(self)(self.attempt, window).open()

    def reconnect(self) -> Self:
        """Close this connection and open another: the target may serve one connection at a time."""
        self.close()
        return self.open_another()

    def send(self, octets: bytes) -> None:
        """Send ``octets`` with the placeholders replaced."""
        filled = self.fill(octets)
        self.limit += ECHOED * len(filled)
        self.stream.send(filled)

    def fill(self, octets: bytes) -> bytes:
        """Replace the placeholders in ``octets``; add the field lines that every request needs."""
        return fill(with_fields(octets, self._needed_fields), self._value)

    @property
    def _needed_fields(self) -> list[bytes]:
        """The field lines that every request needs according to the user."""
        return lines_of(self.attempt.target.capabilities.get("fields", ""))

    def require_no_own(self, name: bytes) -> None:
        """Not applicable if every request needs a field of this name."""
        if any(line.partition(b":")[0].strip().lower() == name.lower() for line in self._needed_fields):
            not_applicable(f"every request needs its own {name.decode('ascii')}, by --cap fields=...")

    def _value(self, name: str, written: bytes) -> bytes:
        return value_of(name, written, self.attempt, self.own_name)

    @functools.cached_property
    def own_name(self) -> bytes:
        """A file name that no other connection and no other run uses."""
        return b"conformance-" + os.urandom(8).hex().encode("ascii")

    def send_in_segments(self, octets: bytes, sizes: list[int], since: int = 0) -> None:
        """Send segments of these sizes, then the rest, so that the target may read each segment by itself.

        The first ``since`` octets, counted with the placeholders replaced, are sent together before them.
        """
        octets = self.fill(octets)
        for size in [since, *sizes]:
            self.stream.send(octets[:size])
            self.let_read()
            octets = octets[size:]
        self.stream.send(octets)

    def pause(self, seconds: float = PAUSE) -> None:
        """Wait until the target has read what was sent, and then ``seconds`` more."""
        self.stream.let_read()
        self.attempt.pause(seconds)

    def let_read(self) -> None:
        """Wait until the target has read what was sent, or a moment if that cannot be seen."""
        self.attempt.transcript.note(" ", f"paused {MOMENT} s", self.stream.number)
        self.stream.let_read()

    def cut(self, size: int) -> None:
        """From now on, send in segments of ``size`` octets."""
        self.stream.segments = Segments(size, size)

    def half_close(self) -> None:
        """Send FIN and go on reading."""
        self.stream.half_close()

    def reset(self) -> None:
        """End the connection with RST."""
        self.stream.reset()

    def close(self) -> None:
        """Close the connection, if it was opened."""
        if self._stream:
            self._stream.close()
