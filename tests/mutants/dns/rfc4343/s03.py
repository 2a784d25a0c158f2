"""Mutants for RFC 4343 section 3  Name Lookup, Label Types, and CLASS"""

from __future__ import annotations

from conformance.dns.rfc4343.test_03_name_lookup_label_types_and_class import CASE_IGNORED
from reference_impls.dns.answers import Answers
from reference_impls.dns.names import Name
from reference_impls.dns.server import DnsServer
from reference_impls.dns.zone import Zone
from tests.mutants import mutant


class _ComparesOctets(Answers):
    def zone_for(self, name: Name) -> Zone | None:
        return next((zone for zone in self.zones if name[len(name) - len(zone.origin) :] == zone.origin), None)


@mutant(CASE_IGNORED)
class ComparesOctets(DnsServer):
    """Compares the octets of names with those of its zones as they are."""

    answers = _ComparesOctets
