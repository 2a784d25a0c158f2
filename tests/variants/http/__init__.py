"""Legal variants of the reference server: they differ where the RFCs leave a choice, and violate nothing."""

from __future__ import annotations

from tests.variants.http import conditions, files, lenience, pace, ranges, spelling

VARIANTS = [
    *pace.VARIANTS,
    *spelling.VARIANTS,
    *lenience.VARIANTS,
    *ranges.VARIANTS,
    *conditions.VARIANTS,
    *files.VARIANTS,
]
