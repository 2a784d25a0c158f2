"""Legal variants of the reference character generator: RFC 864 says neither which data nor how much in a second."""

from __future__ import annotations

from itertools import repeat

from reference_impls.sansio import TimedOut, Wait
from reference_impls.services.chargen import ChargenOverTcp
from tests.variants.variant import Variant


class SendsSlowly(ChargenOverTcp):
    """Sends 300 digits, and rests for a hundredth of a second: a megabyte takes longer than a client cares to wait."""

    patience = 0.01

    def run(self) -> Wait:
        for digits in repeat(b"0123456789" * 30):
            self.send(digits)
            yield from self.flush()
            self._in.clear()
            try:
                while not self._eof:
                    yield
                return
            except TimedOut:
                pass


VARIANTS = [Variant(SendsSlowly)]
