"""Legal but unusual services over TCP."""

from __future__ import annotations

from tests.variants.tcp import chargen, daytime, echo, small
from tests.variants.variant import Variant

VARIANTS: list[Variant] = [*chargen.VARIANTS, *daytime.VARIANTS, *echo.VARIANTS, *small.VARIANTS]
