"""Legal but unusual DNS servers."""

from __future__ import annotations

from tests.variants.dns import extended, headers, malformed, over_tcp, questions, servers
from tests.variants.variant import Variant

MODULES = (extended, headers, malformed, over_tcp, questions, servers)
VARIANTS: list[Variant] = [variant for module in MODULES for variant in module.VARIANTS]
