"""Legal variants of the reference server: other than it in what the RFCs leave free, and never to be accused."""

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
