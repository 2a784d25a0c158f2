"""Legal variants of the reference echo service: RFC 862 says what comes back, not in how many parts nor how soon."""

from __future__ import annotations

import contextlib

from reference_impls.sansio import HIGH_WATER, Eof, TimedOut, Wait
from reference_impls.services.echo import EchoOverTcp
from reference_impls.shells import threads
from tests.variants.variant import InSingleOctets, Variant, serve_one_at_a_time


class EchoesInSingleOctets(InSingleOctets, EchoOverTcp):
    """Sends back one octet at a time."""


class ServesOneAtATime(EchoOverTcp):
    """Serves the next client when this one has gone: RFC 862 asks for no concurrency."""


class ServesByThreads(EchoOverTcp):
    """Has a thread for each client."""


class Collects(EchoOverTcp):
    """Sends what has come together when nothing more comes for five milliseconds, or when it is much."""

    def run(self) -> Wait:
        collected = bytearray()
        try:
            while True:
                yield from self.collect(collected)
                self.send(bytes(collected))
                collected.clear()
                yield from self.flush()
        except Eof:
            self.send(bytes(collected))
            yield from self.flush()

    def collect(self, collected: bytearray) -> Wait:
        """Read until nothing comes for a moment, or it is much."""
        usual = self.patience
        collected += yield from self.read_some()
        self.patience = 0.005
        with contextlib.suppress(TimedOut):
            while len(collected) < HIGH_WATER:
                collected += yield from self.read_some()
        self.patience = usual


class Thinks(EchoOverTcp):
    """Waits for a twentieth of a second before it answers for the first time on a connection."""

    seconds = 0.05

    def run(self) -> Wait:
        yield from self.peek()
        yield from pause(self, self.seconds)
        yield from super().run()


class ClosesLate(EchoOverTcp):
    """Waits for a fifth of a second before it answers the client's FIN by its own."""

    seconds = 0.2

    def run(self) -> Wait:
        yield from super().run()
        yield from pause(self, self.seconds)


class ClosesWithoutLingering(EchoOverTcp):
    """Closes its socket right after its FIN."""

    lingers = False


def pause(core: EchoOverTcp, seconds: float) -> Wait:
    """Do nothing for so long, or until much has arrived."""
    core.patience, usual = seconds, core.patience
    with contextlib.suppress(TimedOut):
        while len(core._in) < HIGH_WATER:
            yield
    core.patience = usual


VARIANTS = [
    Variant(EchoesInSingleOctets),
    Variant(Collects),
    Variant(Thinks),
    Variant(ClosesLate),
    Variant(ClosesWithoutLingering),
    Variant(ServesByThreads, threads.serve),
    Variant(ServesOneAtATime, serve_one_at_a_time, jobs=1),
]
