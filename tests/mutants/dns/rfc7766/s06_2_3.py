"""Mutants for RFC 7766 section 6.2.3  Idle Timeouts"""

from __future__ import annotations

from conformance.dns.rfc7766.test_06_2_3_idle_timeouts import SECONDS
from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import DnsOverTcp
from tests.mutants import mutant


class _IsHasty(DnsOverTcp):
    patience = 0.5


@mutant(SECONDS)
class IsHasty(DnsServer):
    """Closes a connection after half a second without a query."""

    over_tcp = _IsHasty
