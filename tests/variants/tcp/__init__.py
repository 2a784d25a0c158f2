"""Legal but unusual services over TCP."""

from __future__ import annotations

from tests.variants.tcp import daytime, echo, small
from tests.variants.variant import Variant

VARIANTS: list[Variant] = [*daytime.VARIANTS, *echo.VARIANTS, *small.VARIANTS]
