"""One run of one case against one target: its connections, its evidence, its patience."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from conformance.harness.case.run_view import OUTSIDE_RUN, RunView
from conformance.harness.case.slots import Slots
from conformance.harness.case.target import Target
from conformance.harness.net.clock import Clock
from conformance.harness.net.datagrams import Datagrams
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.stream import Stream
from conformance.harness.net.transcript import Transcript
from conformance.model import not_applicable

MAX_CONNECTIONS = 64  # that an attempt opens, unless the case is marked ``connections``
IDLE_SHARE = 1 / 8  # a target that is silent for this share of the quick patience is not busy
SYN_AGAIN = 0.9  # seconds: a SYN that found the queue full is sent again after 1 s


class Attempt:
    """What one run of a case did and saw.

    ``patience`` is how many seconds an answer may take, ``name`` the case's name, ``run`` the run that it belongs to,
    ``max_connections`` how many connections it may open, one after the other or side by side.
    """

    def __init__(
        self,
        target: Target,
        patience: float,
        slots: Slots | None = None,
        segments: Segments | None = None,
        name: str = "",
        run: RunView = OUTSIDE_RUN,
        max_connections: int = MAX_CONNECTIONS,
    ) -> None:
        self.run, self.max_connections = run, max_connections
        self.target, self._patience, self.segments = target, patience, segments or target.segments
        self._name, self._made = name, 0
        self.transcript = Transcript(self.clock)
        self.streams: list[Stream] = []  # until it is closed
        self.sockets: list[Datagrams] = []  # likewise
        self.at_close: list[Callable[[], None]] = []  # free memory that the garbage collector would free later
        self.connections = 0  # made
        self.received: list[Any] = []  # the protocol's messages, for the linter
        self.actual = "nothing was received"
        self.drawn: dict[str, object] = {}  # the example of a property that was tried
        self.silent = False  # rests on silence, or on an answer that took too long: to be confirmed with full patience
        self.suspect = False  # a canary should look after the target
        self.limited = False  # a plain reply was cut or left out as by a server that limits its rate
        self.malformed = False  # something was sent that the target has to refuse
        self._slots = self._all_slots = slots if slots and slots.count > 1 else None

    @property
    def patience(self) -> float:
        """Seconds that an answer may take; fewer where most cases met silence, and this attempt met it too."""
        hopeless = self.run.unresponsive or (self.run.mostly_silent and self.silent)
        return min(self.target.quick, self._patience) if hopeless else self._patience

    @property
    def clock(self) -> Clock:
        """The clock that measures how long the target takes."""
        return self.target.clock

    def deadline(self) -> float:
        """The time of the clock until which a single event is awaited: one patience from now."""
        return self.clock.now() + self.patience

    def check_time(self) -> None:
        """Raise ``OutOfTime`` if the time of the run is over."""
        self.run.limit.check(self.clock.now())

    def connect(self, window: int = 0) -> Stream:
        """A fresh connection to the target, with a receive buffer of so many octets; raises ``TargetGone``."""
        self.check_time()
        number = self._next_number()
        began = self.clock.now()
        try:
            stream = self._open(number, window)
        finally:
            if self.clock.now() - began > SYN_AGAIN:
                self._take_turns()
        self.connections = number
        stream.segments, stream.limit = self.segments, self.run.limit
        stream.quick, stream.on_wait = self.target.quick * IDLE_SHARE, self.release_slot
        self.streams.append(stream)
        return stream

    def datagrams(self, *, host: str = "", connected: bool = False, own_host: str = "") -> Datagrams:
        """A fresh socket for datagrams to the target, or to another ``host`` that has its port.

        See ``Datagrams`` for ``connected``. ``own_host`` is the address of this machine that the socket shall have,
        which other sockets may have too. Raises ``TargetGone`` where the host has no address.
        """
        self.check_time()
        number, target = self._next_number(), self.target
        url = replace(target.url, host=host or target.url.host)
        transport, transcript = target.protocol.transport, self.transcript
        sock = transport.open_datagrams(url, transcript, self.patience, number, connected, own_host)
        self.connections = number
        sock.quick, sock.on_wait, sock.limit = target.quick * IDLE_SHARE, self.release_slot, self.run.limit
        sock.before_sending = self.run.turn
        self.sockets.append(sock)
        return sock

    def _next_number(self) -> int:
        if self.connections >= self.max_connections:
            most = self.max_connections
            raise RuntimeError(f"a case opened more than {most} connections; @pytest.mark.connections(...) allows more")
        return self.connections + 1

    def _open(self, number: int, window: int) -> Stream:
        target = self.target
        return target.protocol.transport.open(target.url, self.transcript, self.patience, number, target.tls, window)

    def _take_turns(self) -> None:
        """Use fewer slots from now on: the target's accept queue was full, and a SYN is repeated only after one second.

        Not where most connections wait in silence: these wait at the same time, and turns would take longer.
        """
        if self._all_slots and not self.run.mostly_silent:
            self._all_slots.shrink()
            self.run.limit_busy(self._all_slots.count)

    def require_value(self, name: str, value: str) -> None:
        """End the case as not applicable unless a capability of the target has this value."""
        if (offered := self.target.capabilities.get(name)) != value:
            not_applicable(f"the target has {name}={offered}" if offered else f"needs {name}", f"--cap {name}={value}")

    def require_capability(self, name: str) -> str:
        """The value of a capability; ends the case as not applicable where the target lacks it."""
        if (value := self.target.capabilities.get(name)) is None:
            not_applicable(f"needs {name}", self.target.protocol.option_for(name))
        return value

    def octets(self, count: int) -> bytes:
        """Return ``count`` octets that look random to the target but are the same in every run.

        Verdicts are reproducible that way.
        """
        self._made += 1
        return hashlib.shake_128(f"{self._name} {self._made}".encode()).digest(count)

    def release_slot(self) -> None:
        """Give the slot back, once: a long wait begins, and another attempt may keep the target busy meanwhile."""
        if self._slots:
            self._slots.give_back()
            self._slots = None

    def observed(self, what: str, *, silent: bool = False, suspect: bool = False) -> None:
        """Keep what the target did last: failure texts call it the actual behaviour."""
        self.actual = what
        self.silent |= silent
        self.suspect |= suspect or silent

    @contextmanager
    def aside(self, purpose: str = "") -> Iterator[None]:
        """Exchange octets that are not judged: ``actual`` stays what the target did before.

        ``purpose`` is noted in the transcript, for the connection that is opened next.
        """
        if purpose:
            self.transcript.note(" ", f"{purpose}:", self.connections + 1)
        actual = self.actual
        try:
            yield
        finally:
            self.actual = actual

    def pause(self, seconds: float) -> None:
        """Let the target read what it has: octets sent together may be read together."""
        self.transcript.note(" ", f"paused {seconds} s", 1)
        left = self.run.limit.ends - self.clock.now()
        self.clock.sleep(min(seconds, left))
        if seconds > left:
            self.run.limit.give_up()

    def close(self) -> None:
        """Close every connection and give the slot back."""
        try:
            for stream in self.streams:
                stream.close()
            for sock in self.sockets:
                sock.close()
            for free in self.at_close:
                free()
        finally:
            self.at_close.clear()
            self.sockets.clear()
            self.streams.clear()  # evidence is kept to the end of the run, connections need not be
            self.release_slot()
