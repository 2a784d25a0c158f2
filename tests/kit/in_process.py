"""Targets in this process, without sockets, under a clock on which a wait costs nothing.

A core of the tests is driven as a shell would drive it. Where it has nothing to say and waits for octets, silence is
certain, and the clock goes on to whatever is due next: the end of the judge's patience, or of the core's.
"""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Iterator
from typing import NoReturn

from conformance.harness.net.bounds import AHEAD, AHEAD_AT_FIRST, ECHOED
from conformance.harness.net.datagrams import Address
from conformance.harness.net.segmentation import CUT, Segments
from conformance.harness.net.stream import FIN, RST, SILENCE, Stream
from conformance.harness.net.tls import Tls
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.transport import STREAMS
from conformance.harness.net.url import Url
from conformance.model import TargetGone
from reference_impls.sansio import Connection, Datagrams
from reference_impls.shells import LINGER, READ_SIZE
from tests.kit.in_process_datagrams import DatagramServer, InProcessDatagrams
from tests.kit.virtual_clock import VirtualClock

BUFFER = 2 * READ_SIZE  # octets that the judge has not read, after which a core has to wait
RATE = 2 << 20  # octets that arrive in a second: to read what never ends must take time
NEVER = float("inf")


class InProcessStream(Stream):
    """A stream to a core.

    ``size``: octets that arrive together at the most, of the first ``CUT`` on the connection; 0 for any number.
    """

    def __init__(
        self, core: Connection, clock: VirtualClock, transcript: Transcript, patience: float, number: int, size: int
    ) -> None:
        super().__init__(transcript, patience, number)
        self.core, self._clock, self._size = core, clock, size
        self._arrived, self._sent, self._received, self._end = bytearray(), 0, 0, ""
        self._listens = True  # whether octets that the judge sends are still read, by the core or by its shell
        self.due = NEVER
        self.serial = clock.take_part(self)
        with self._guarded():
            self._be_patient()
            self._drive(BUFFER)

    # what a shell does

    def _drive(self, room: int) -> None:
        """Take what the core has to send while there is room for it."""
        while not self._end and len(self._arrived) < room and (octets := self.core.to_send()):
            self._arrived += octets
        if self.core.closing and not self._end and len(self._arrived) < room:
            self._finish_sending(FIN)

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """An error in a core ends its conversation and no other, as on any shell.

        ``OSError`` is no defect: some cores raise it to have their shell close with octets unread.
        """
        try:
            yield
        except OSError:
            self._finish_sending(RST)
        except Exception:
            traceback.print_exc()
            self._finish_sending(FIN)

    def _finish_sending(self, how: str) -> None:
        self._end = how
        self._listens = how == FIN and self.core.lingers
        self.due = self._clock.now() + LINGER if self._listens else NEVER

    def _hand_over(self, octets: bytes, room: int = 0) -> None:
        """Give octets to the core, or an empty text for FIN; there is ``room`` for what it sends, or the usual one."""
        if self._end:
            self._end = self._end if self._listens or not octets else RST
            return
        with self._guarded():
            self.core.receive(octets)
            self._be_patient()
            self._drive(room or min(AHEAD, AHEAD_AT_FIRST + ECHOED * self._sent))

    def _be_patient(self) -> None:
        self.due = NEVER if self.core.patience is None else self._clock.now() + self.core.patience

    def on_silence(self) -> None:
        """The judge has been silent, or has read nothing, for as long as the core or its shell waits."""
        self.due = NEVER
        if self._end:
            self._listens = False
        elif len(self._arrived) >= BUFFER:
            self._finish_sending(RST)
        else:
            with self._guarded():
                self.core.expire()
                self._be_patient()
                self._drive(BUFFER)

    # the face of a stream

    def _transmit(self, octets: bytes) -> None:
        for part in self._parts(octets):
            self._hand_over(bytes(part))

    def _transmit_unread(self, octets: bytes, seconds: float) -> int:
        """A shell reads no more while it has octets to send for which there is no room."""
        taken = 0
        for part in _pieces(octets, READ_SIZE):
            if not self._has_room():
                self._clock.sleep(seconds)
            if self._end or not self._has_room():
                break
            self._hand_over(part, BUFFER)
            taken += len(part)
        return taken

    def _has_room(self) -> bool:
        return len(self._arrived) < BUFFER

    def _parts(self, octets: bytes) -> list[bytes]:
        segments = self.segments or Segments(READ_SIZE, READ_SIZE)
        parts = list(segments.cut(octets, self._sent)) if self.segments else _pieces(octets, READ_SIZE)
        self._sent += len(octets)
        return parts

    def _wait(self, deadline: float) -> bytes | str:
        while True:
            with self._guarded():
                self._drive(BUFFER)
            if self._arrived:
                return self._take()
            if self._end:
                return self._end
            if not self._clock.go_on(deadline):
                return SILENCE

    def _take(self) -> bytes:
        count = self._size if self._size and self._received < CUT else READ_SIZE
        octets = bytes(self._arrived[:count])
        del self._arrived[:count]
        self._received += len(octets)
        self._clock.pass_by(len(octets) / RATE)
        return octets

    def let_read(self) -> bool:
        """The core has read all there is; return whether the stream has ended."""
        return bool(self._end)

    def close(self) -> None:
        """Close the connection: the core reads the end of what was sent, and what it has not sent by then is lost."""
        if self in self._clock.conversations:
            self._clock.conversations.discard(self)
            if not self._end:
                self._hand_over(b"")
            with self._guarded():
                self.core._running.close()  # a shell forgets the core, which ends it wherever it stands

    def _finish(self) -> None:
        self._hand_over(b"")

    def _abort(self) -> None:
        """A shell forgets the core, as above, and the core reads no end."""
        self._clock.conversations.discard(self)
        self._end = RST
        with self._guarded():
            self.core._running.close()

    def _require_half_close(self) -> None:
        """One direction can be closed alone."""

    def _require_urgent_data(self) -> NoReturn:
        raise NotImplementedError("only sockets have urgent data: mark the case")

    def _transmit_urgent(self, octet: bytes) -> NoReturn:
        raise NotImplementedError


def _pieces(octets: bytes, size: int) -> list[bytes]:
    return [octets[at : at + size] for at in range(0, len(octets), size)]


class InProcess:
    """A transport to one target: ``new_core`` makes a core for each conversation, or one for all datagrams."""

    def __init__(self, new_core: Callable[[], Connection | Datagrams], clock: VirtualClock, size: int = 0) -> None:
        self._new_core, self.clock, self._size = new_core, clock, size
        self._server: DatagramServer | None = None

    def open(
        self, url: Url, transcript: Transcript, patience: float, number: int, tls: Tls | None, window: int
    ) -> Stream:
        """Begin a conversation with a new core, or with one of the server for datagrams on the same port."""
        core = self._new_core() if self._server is None else self._server.core
        stream = core.connection() if isinstance(core, Datagrams) else core
        if stream is None:
            raise TargetGone("it has no streams")
        if isinstance(core, Datagrams):
            self._server = self._server or self._served(core, url)
        return InProcessStream(stream, self.clock, transcript, patience, number, self._size)

    def open_datagrams(
        self, url: Url, transcript: Transcript, patience: float, number: int, connected: bool, own_host: str = ""
    ) -> InProcessDatagrams:
        """Open a socket to the one core that serves all of them."""
        server = self._server or self._new_server(url)
        target = Address(url.host, url.port)
        return InProcessDatagrams(server, self.clock, transcript, patience, number, target, connected, own_host)

    def _new_server(self, url: Url) -> DatagramServer:
        core = self._new_core()
        if not isinstance(core, Datagrams):
            raise TargetGone("it has no datagrams")
        self._server = self._served(core, url)
        return self._server

    def _served(self, core: Datagrams, url: Url) -> DatagramServer:
        return DatagramServer(core, self.clock, url.host, url.port)

    has_connections = True

    def reach(self, url: Url, seconds: float) -> bool:
        """It is always there."""
        return True

    def is_listening(self, host: str, port: int) -> bool:
        """It always listens."""
        return True

    def hold_open(self, stream: Stream, begin: bytes) -> None:
        """Begin a request that does not go on."""
        stream.send(begin)

    def by_hand(self, transcript: Transcript, url: Url, tls: Tls | None) -> str:
        """The line for a target on a socket."""
        return STREAMS.by_hand(transcript, url, tls)
