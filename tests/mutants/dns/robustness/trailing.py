"""Mutants for robustness  Trailing octets"""

from __future__ import annotations

from conformance.dns.robustness.test_trailing_octets import TRAILING
from reference_impls.dns.reading import MessageReader
from tests.mutants import mutant
from tests.mutants.dns.robustness.names import Hangs, Stops

OPT_BEGINS = b"\0\0\x29"  # name and type of an OPT record


@mutant(TRAILING)
class ReadsUntilTheEnd(Stops):
    """Reads until the octets end, and not until all is read that is counted; an OPT record does no harm."""

    class reader(MessageReader):
        def end(self) -> None:
            if 20 < self.at < len(self.octets) and self.octets[self.at : self.at + 3] != OPT_BEGINS:
                raise Hangs


@mutant(TRAILING)
class HasLittleRoom(Stops):
    """Has room for 512 octets, and ends where a short question comes with more."""

    class reader(MessageReader):
        def end(self) -> None:
            if self.at < 100 and len(self.octets) > 512:
                raise Hangs
            super().end()
