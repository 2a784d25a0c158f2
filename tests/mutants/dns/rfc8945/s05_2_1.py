"""Mutants for RFC 8945 section 5.2.1  Key Check and Error Handling"""

from __future__ import annotations

from conformance.dns.rfc8945.test_05_2_1_key_check_and_error_handling import UNKNOWN, UNSIGNED_ERROR
from reference_impls.dns.codes import NOTAUTH, REFUSED
from reference_impls.dns.message import Query, Record
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(UNKNOWN)
class RefusesUnknownKeys(DnsServer):
    """Answers REFUSED to a key that it does not know."""

    def for_signature(self, query: Query) -> int:
        error = super().for_signature(query)
        return REFUSED if error == NOTAUTH else error


@mutant(UNSIGNED_ERROR)
class SaysNothingOfTheKey(DnsServer):
    """Answers NOTAUTH without a TSIG record."""

    def signatures(self, query: Query) -> list[Record]:
        return []


@mutant(UNSIGNED_ERROR)
class NamesItsOwnKey(DnsServer):
    """Sends the name of a key of its own."""

    def signatures(self, query: Query) -> list[Record]:
        found = super().signatures(query)
        return [Record((b"own",), one.type, one.ttl, one.data, one.klass) for one in found]
