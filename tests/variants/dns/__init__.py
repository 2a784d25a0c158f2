"""Legal but unusual DNS servers."""

from __future__ import annotations

from tests.variants.dns import extended, malformed, over_tcp, servers
from tests.variants.variant import Variant

VARIANTS: list[Variant] = [*extended.VARIANTS, *malformed.VARIANTS, *over_tcp.VARIANTS, *servers.VARIANTS]
