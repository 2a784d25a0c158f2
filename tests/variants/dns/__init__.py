"""Legal but unusual DNS servers."""

from __future__ import annotations

from tests.variants.dns import extended, malformed, servers
from tests.variants.variant import Variant

VARIANTS: list[Variant] = [*extended.VARIANTS, *malformed.VARIANTS, *servers.VARIANTS]
