"""Legal but unusual services over TCP."""

from __future__ import annotations

from tests.variants.tcp import echo, small
from tests.variants.variant import Variant

VARIANTS: list[Variant] = [*echo.VARIANTS, *small.VARIANTS]
