"""Mutants for RFC 7871 section 7.2.1  Authoritative Nameserver"""

from __future__ import annotations

from conformance.dns.rfc7871.test_07_2_1_authoritative_nameserver import BAD_FAMILY, MATCHES, UNASKED
from reference_impls.dns.codes import ECS
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Edns, Query
from reference_impls.dns.server import DnsServer
from reference_impls.dns.subnet import BITS, HEAD, is_subnet
from tests.mutants import mutant


class _AnswersForItsOwnNetwork(EdnsPart):
    def subnet(self, subnet: bytes) -> bytes:
        return b"\0\1\x1d\0\xc0\0\2\x08"


@mutant(MATCHES)
class AnswersForItsOwnNetwork(DnsServer):
    """Sends a network that it knows instead of the client's."""

    edns = _AnswersForItsOwnNetwork


class _TakesAnyFamily(EdnsPart):
    def is_subnet(self, subnet: bytes) -> bool:
        is_known = len(subnet) >= HEAD and subnet[2] <= BITS.get(int.from_bytes(subnet[:2], "big"), -1)
        return is_subnet(subnet) if is_known else True


@mutant(BAD_FAMILY)
class TakesAnyFamily(DnsServer):
    """Takes an option that it cannot read for a network, and answers."""

    edns = _TakesAnyFamily


class _AlwaysHasANetwork(EdnsPart):
    def options(self, query: Query, edns: Edns) -> list[tuple[int, bytes]]:
        options = super().options(query, edns)
        return options if edns.option(ECS) is not None else [*options, (ECS, b"\0\1\0\0")]


@mutant(UNASKED)
class AlwaysHasANetwork(DnsServer):
    """Sends a network to clients that named none."""

    edns = _AlwaysHasANetwork
