"""Mutants for RFC 1035 section 2.3.4  Size limits"""

from __future__ import annotations

from conformance.dns.rfc1035.test_02_3_4_size_limits import LABELS, NAMES
from reference_impls.dns.codes import SERVFAIL
from reference_impls.dns.errors import Malformed
from reference_impls.dns.message import Query, Question
from reference_impls.dns.names import LABEL_LIMIT, NAME_LIMIT, Name, length_of
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _HasShorterLabels(MessageReader):
    limit = LABEL_LIMIT - 1

    def question(self) -> Question:
        question = super().question()
        if any(len(label) > self.limit for label in question.name):
            raise Malformed
        return question


@mutant(LABELS)
class EndsAt62(DnsServer):
    """Takes a label of 63 octets for one that is too long."""

    reader = _HasShorterLabels


class _KnowsFiveBits(_HasShorterLabels):
    limit = 31


@mutant(LABELS)
class KnowsFiveBits(DnsServer):
    """Takes each length that needs six bits for a pointer, and refuses it."""

    reader = _KnowsFiveBits


@mutant(LABELS)
class FailsAtLongLabels(DnsServer):
    """Answers SERVFAIL to a query with a label of 16 octets or more."""

    def for_questions(self, query: Query) -> int:
        is_long = any(len(label) > 15 for question in query.questions for label in question.name)
        return SERVFAIL if is_long else super().for_questions(query)


class _CountsOneTooMany(MessageReader):
    def refuse_long(self, name: Name) -> None:
        if length_of(name) >= NAME_LIMIT:
            raise Malformed


@mutant(NAMES)
class CountsOneTooMany(DnsServer):
    """Refuses names of 255 octets."""

    reader = _CountsOneTooMany


class _CountsInSevenBits(MessageReader):
    def refuse_long(self, name: Name) -> None:
        if length_of(name) > 127:
            raise Malformed


@mutant(NAMES)
class CountsInSevenBits(DnsServer):
    """Refuses names of more than 127 octets."""

    reader = _CountsInSevenBits


@mutant(NAMES)
class HasRoomForSixtyLabels(DnsServer):
    """Refuses names of more than sixty labels."""

    def read(self, octets: bytes) -> Query:
        query = super().read(octets)
        query.is_malformed |= any(len(question.name) > 60 for question in query.questions)
        return query
