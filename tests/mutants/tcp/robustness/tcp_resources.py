"""Mutants for what clients leave behind."""

from __future__ import annotations

import os

from conformance.tcp.robustness.test_tcp_resources import BOUNDED, LEAVES_NOTHING
from reference_impls.sansio import Eof, TimedOut, Wait
from reference_impls.services.discard import DiscardOverTcp
from reference_impls.services.echo import EchoOverTcp
from tests.kit.memory import half_a_megabyte
from tests.mutants import mutant
from tests.mutants.tcp import Sharing


class Descriptor:
    """An open descriptor, which lives as long as the site that it was opened for."""

    def __init__(self) -> None:
        self.number = os.open(os.devnull, os.O_RDONLY)

    def __del__(self) -> None:
        os.close(self.number)


@mutant(LEAVES_NOTHING)
class LeaksADescriptor(Sharing, EchoOverTcp):
    """Leaves a descriptor open if a connection is reset."""

    def run(self) -> Wait:
        kept: list[object] = self.shared.setdefault("kept", [])
        kept.append(Descriptor())
        yield from super().run()
        kept.pop()


@mutant(LEAVES_NOTHING)
class LeaksMemory(Sharing, EchoOverTcp):
    """Keeps half a megabyte of every connection."""

    def run(self) -> Wait:
        self.shared.setdefault("kept", []).append(half_a_megabyte())
        yield from super().run()


@mutant(BOUNDED)
class CollectsWithoutEnd(EchoOverTcp):
    """Sends back what has come when nothing more comes for ten milliseconds, however much that is."""

    def run(self) -> Wait:
        collected: list[bytes] = []
        try:
            while True:
                self.patience = 0.01 if collected else 60.0
                try:
                    collected.append((yield from self.read_some()))
                except TimedOut:
                    self.send(b"".join(collected))
                    collected.clear()
                    self.patience = 60.0
                    yield from self.flush()
        except Eof:
            self.send(b"".join(collected))
            yield from self.flush()


@mutant(BOUNDED)
class KeepsWhatItDiscards(DiscardOverTcp):
    """Keeps what it is sent on a connection until that ends."""

    def __init__(self, *known: object) -> None:
        super().__init__(*known)  # type: ignore[arg-type]
        self.kept: list[bytes] = []

    def discard(self, octets: bytes) -> None:
        self.kept.append(octets)
