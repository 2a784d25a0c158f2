"""Mutants for RFC 1034 section 6.2.1  QNAME=SRI-NIC.ARPA, QTYPE=A"""

from __future__ import annotations

from conformance.dns.rfc1034.test_06_2_1_qname_sri_nic_arpa_qtype_a import QUESTION_MATCHES
from reference_impls.dns.codes import IN, NXDOMAIN
from reference_impls.dns.message import Query, Question, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(QUESTION_MATCHES)
class ForgetsTheQuestion(DnsServer):
    """Sends no question where the name does not exist."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        reply.questions = [] if reply.rcode == NXDOMAIN else reply.questions
        return reply


@mutant(QUESTION_MATCHES)
class AsksForAnAddress(DnsServer):
    """Sends the type A in every question."""

    def questions(self, query: Query) -> list[Question]:
        return [Question(question.name, 1, question.klass) for question in super().questions(query)]


@mutant(QUESTION_MATCHES)
class AsksInTheClassOfItsZones(DnsServer):
    """Sends the class IN in every question."""

    def questions(self, query: Query) -> list[Question]:
        return [Question(question.name, question.type, IN) for question in super().questions(query)]
