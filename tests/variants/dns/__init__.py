"""Legal but unusual DNS servers."""

from __future__ import annotations

from tests.variants.dns import extended, servers
from tests.variants.variant import Variant

VARIANTS: list[Variant] = [*extended.VARIANTS, *servers.VARIANTS]
