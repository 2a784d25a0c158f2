"""Legal but unusual services over UDP."""

from __future__ import annotations

from tests.variants.variant import Variant

VARIANTS: list[Variant] = []
