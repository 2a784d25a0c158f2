"""Mutants for clients that go away in any way."""

from __future__ import annotations

from conformance.tcp.robustness.test_tcp_survival import SERVES_THE_NEXT
from reference_impls.sansio import Wait
from reference_impls.services.echo import EchoOverTcp
from tests.mutants import mutant
from tests.mutants.tcp import Sharing


@mutant(SERVES_THE_NEXT)
class KeepsItsLock(Sharing, EchoOverTcp):
    """Leaves the lock taken that it holds while it serves a client, where the connection is reset."""

    def run(self) -> Wait:
        if self.shared.get("reset"):
            yield from self.say_nothing()
        try:
            yield from super().run()
        except GeneratorExit:  # the shell has closed the connection in the middle
            self.shared["reset"] = True


@mutant(SERVES_THE_NEXT)
class HasFiftyPlaces(Sharing, EchoOverTcp):
    """Counts the clients that it serves, and does not count down where one goes away without a word."""

    def run(self) -> Wait:
        taken = self.shared["taken"] = self.shared.get("taken", 0) + 1
        if taken > 50:
            yield from self.say_nothing()
        yield from self.peek()
        self.shared["taken"] -= 1
        yield from super().run()
