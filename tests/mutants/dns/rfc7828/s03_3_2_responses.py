"""Mutants for RFC 7828 section 3.3.2  Sending Responses"""

from __future__ import annotations

from conformance.dns.rfc7828.test_03_3_2_sending_responses import HAS_TIMEOUT
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _GivesNoTimeout(EdnsPart):
    def idle_time(self) -> bytes:
        return b""


@mutant(HAS_TIMEOUT)
class GivesNoTimeout(DnsServer):
    """Sends the option back over TCP as it came, without a timeout."""

    edns = _GivesNoTimeout
