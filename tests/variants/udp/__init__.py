"""Legal but unusual services over UDP."""

from __future__ import annotations

from tests.variants.udp import echo, others, services
from tests.variants.variant import Variant

VARIANTS: list[Variant] = [*echo.VARIANTS, *others.VARIANTS, *services.VARIANTS]
