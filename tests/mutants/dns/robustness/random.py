"""Mutants for robustness  Random datagrams"""

from __future__ import annotations

from conformance.dns.robustness.test_names_in_queries import FINITE
from conformance.dns.robustness.test_random_datagrams import MANY, OF_OTHERS, OTHERS, RANDOM
from reference_impls.dns.errors import Malformed
from reference_impls.dns.message import Query
from reference_impls.dns.reading import MessageReader
from tests.mutants import mutant
from tests.mutants.dns.robustness.names import Hangs, Stops


@mutant(OF_OTHERS)
class SpeaksManyProtocols(Stops):
    """Looks into the octets for other protocols first, and ends where it finds one."""

    beginnings = tuple(octets[:12] for octets in OTHERS.values() if len(octets) > 2)

    def is_fatal(self, octets: bytes) -> bool:
        return octets in (b"\0", b"\r\n") or (len(octets) != 15 and octets.startswith(self.beginnings))


@mutant(RANDOM)
class BelievesCounts(Stops):
    """Adds up the counts in a signed number of sixteen bits, and ends where they are too many."""

    class reader(MessageReader):
        def query(self) -> Query:
            counts = {self.octets[at] for at in (4, 6, 8, 10)} if len(self.octets) > 20 else {0}
            if min(counts) > 1 and len(counts) == 4:
                raise Hangs
            return super().query()


@mutant(RANDOM)
class DecodesBeforeItReads(Stops):
    """Decodes the first label as text before it reads the others, and ends where both fail."""

    class reader(MessageReader):
        def body(self, query: Query) -> None:
            label = self.octets[13:40]
            try:
                super().body(query)
            except Malformed:
                if len(self.octets) > 60 and max(label) > 0xF0 and 0x20 in range(min(label), 0x100):
                    raise Hangs from None
                raise


@mutant(RANDOM, also={FINITE: "many pointers are octets that differ, too"})
class KeepsPartsOfNames(Stops):
    """Ends at names that begin well, and go on with octets that no text has."""

    class reader(MessageReader):
        def body(self, query: Query) -> None:
            try:
                super().body(query)
            except Malformed:
                if len(set(self.octets[25:])) > 60:
                    raise Hangs from None
                raise


@mutant(MANY)
class RemembersFaults(Stops):
    """Has a table of faulty messages, which is full after some hundreds of them."""

    count = 0

    def is_fatal(self, octets: bytes) -> bool:
        self.count += len(octets) > 60 and octets[2:12] == b"\0\0\0\1" + bytes(6)
        return self.count % 700 == 699
