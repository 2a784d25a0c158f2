"""Mutants for RFC 2181 section 5  Resource Record Sets"""

from __future__ import annotations

from conformance.dns.rfc2181.test_05_resource_record_sets import NO_DUPLICATES
from reference_impls.dns.answers import Answers
from reference_impls.dns.message import Question, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _AddsAddressesTwice(Answers):
    def answer(self, question: Question, reply: Reply) -> None:
        super().answer(question, reply)
        reply.additional += reply.additional[:1]


@mutant(NO_DUPLICATES)
class AddsAddressesTwice(DnsServer):
    """Adds the address of a host twice."""

    answers = _AddsAddressesTwice
