"""Mutants for robustness  Counts"""

from __future__ import annotations

from conformance.dns.robustness.test_counts import LYING_COUNTS
from reference_impls.dns.message import Query, Question, Record
from reference_impls.dns.reading import MessageReader
from tests.mutants import mutant
from tests.mutants.dns.robustness.names import Hangs, Stops


@mutant(LYING_COUNTS)
class ReservesMemory(Stops):
    """Reserves memory for as many entries as a header counts, until there is none."""

    class reader(MessageReader):
        def body(self, query: Query) -> None:
            if sum(query.counts) > 200 and len(self.octets) < 500:
                raise Hangs
            super().body(query)


@mutant(LYING_COUNTS)
class ReadsOn(Stops):
    """Reads what is counted, and ends behind the end of the message."""

    class reader(MessageReader):
        def question(self) -> Question:
            if 12 < self.at == len(self.octets):
                raise Hangs
            return super().question()

        def record(self) -> Record:
            if self.at == len(self.octets):
                raise Hangs
            return super().record()


@mutant(LYING_COUNTS)
class NeedsAQuestion(Stops):
    """Takes the first question without looking whether one is counted, where octets are left for it."""

    class reader(MessageReader):
        def body(self, query: Query) -> None:
            if query.counts[0] == 0 and len(self.octets) > 25:
                raise Hangs
            super().body(query)


@mutant(LYING_COUNTS)
class LosesAnOptRecord(Stops):
    """Ends at an OPT record that nobody counts."""

    class reader(MessageReader):
        def end(self) -> None:
            if self.octets[self.at : self.at + 3] == b"\0\0\x29":
                raise Hangs
            super().end()
