"""Mutants for robustness  Single bits"""

from __future__ import annotations

import operator

from conformance.dns.robustness.test_single_bits import SINGLE_BITS
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant
from tests.mutants.dns.robustness.names import Stops

KNOWN = b"\3www\7example\4test\0"


class HasAFastPath(Stops):
    """Has a path of its own for queries of a certain length."""

    LENGTH = 34

    def is_fatal(self, octets: bytes) -> bool:
        return len(octets) == self.LENGTH and self.fails(octets)

    def fails(self, octets: bytes) -> bool:
        raise NotImplementedError


@mutant(SINGLE_BITS)
class HasATableOfFlags(HasAFastPath):
    """Has a table of flags on its fast path, and ends at others."""

    def fails(self, octets: bytes) -> bool:
        return octets[2:4] not in (b"\0\0", b"\1\0") or (octets[2] == 1 and octets[4:12] == b"\0\1" + bytes(6))


@mutant(SINGLE_BITS)
class HasATableOfQuestions(HasAFastPath):
    """Has a table of names and types on its fast path, and ends at those that are another in one octet."""

    def fails(self, octets: bytes) -> bool:
        same = sum(map(operator.eq, octets[12:30].lower(), KNOWN))
        is_known = octets[31] in (1, 16, 28) and octets[30:34:2] == b"\0\0" and octets[33] == 1
        return same == len(KNOWN) - 1 or (same == len(KNOWN) and not is_known)


@mutant(SINGLE_BITS)
class IsCaseSensitiveInItsTable(HasAFastPath):
    """Has a table of names in lower case on its fast path, and ends at those in upper case."""

    def fails(self, octets: bytes) -> bool:
        return octets[12:30] != octets[12:30].lower()


@mutant(SINGLE_BITS)
class CountsOnItsFastPath(HasAFastPath):
    """Compares the counts with those of a plain query on its fast path, and ends where they differ."""

    def fails(self, octets: bytes) -> bool:
        return octets[4:12] != b"\0\1" + bytes(6)


@mutant(SINGLE_BITS)
class HasSignedIdentifiers(DnsServer):
    """Changes the lowest bit of identifiers on its fast path."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        reply = super().respond(octets, over_stream=over_stream, client=client)
        if reply and len(octets) == HasAFastPath.LENGTH and octets[12:30] == KNOWN and octets[30:] == b"\0\1\0\1":
            return bytes([reply[0], reply[1] ^ 1]) + reply[2:]
        return reply
