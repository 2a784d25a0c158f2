"""Mutants for RFC 8906 section 4  Firewalls and Load Balancers"""

from __future__ import annotations

from conformance.dns.rfc8906.test_04_firewalls_and_load_balancers import CLASSES_ANSWERED, SPECIAL_ANSWERED
from reference_impls.dns.codes import CH, IN
from reference_impls.dns.message import Question
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _DropsQuestions(DnsServer):
    def is_dropped(self, question: Question) -> bool:
        raise NotImplementedError

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        questions = self.read(octets).questions if self.is_query(octets) else []
        if questions and self.is_dropped(questions[0]):
            return None
        return super().respond(octets, over_stream=over_stream, client=client)


@mutant(SPECIAL_ANSWERED)
class DropsSpecialTypes(_DropsQuestions):
    """Drops queries for types that no record of a zone has."""

    def is_dropped(self, question: Question) -> bool:
        return question.type in (0, 41) or 127 < question.type < 256 or question.type == 0xFFFF


@mutant(CLASSES_ANSWERED)
class DropsOtherClasses(_DropsQuestions):
    """Drops queries for a class that it has never heard of."""

    def is_dropped(self, question: Question) -> bool:
        return question.klass not in (IN, CH)


@mutant(CLASSES_ANSWERED)
class HasNoName(_DropsQuestions):
    """Drops queries of the class CH, so that nobody learns its name."""

    def is_dropped(self, question: Question) -> bool:
        return question.klass == CH
