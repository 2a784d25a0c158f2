"""Mutants for RFC 8906 section 3.1.3  DNS Flags"""

from __future__ import annotations

from conformance.dns.rfc8906.test_03_1_3_dns_flags import FLAGS_ANSWERED
from reference_impls.dns.message import AA, AD, CD, RA, TC
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant

Z = 0x0040


class _DropsFlags(DnsServer):
    dropped = 0
    over_tcp_only = False

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        has_any = self.is_query(octets) and self.read(octets).flags & self.dropped
        if has_any and (over_stream or not self.over_tcp_only):
            return None
        return super().respond(octets, over_stream=over_stream, client=client)


@mutant(FLAGS_ANSWERED)
class DropsFlagsOfResponses(_DropsFlags):
    """Drops queries with flags that are for responses."""

    dropped = AA | TC | RA


@mutant(FLAGS_ANSWERED)
class DropsReservedFlags(_DropsFlags):
    """Drops queries with flags that were reserved in RFC 1035."""

    dropped = Z | AD | CD


@mutant(FLAGS_ANSWERED)
class DropsFlagsOverTcp(_DropsFlags):
    """Drops queries over TCP with any flag but RD."""

    dropped = AA | TC | RA | Z | AD | CD
    over_tcp_only = True
