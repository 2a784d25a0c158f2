"""Legal but unusual DNS servers."""

from __future__ import annotations

from tests.variants.dns import servers
from tests.variants.variant import Variant

VARIANTS: list[Variant] = [*servers.VARIANTS]
