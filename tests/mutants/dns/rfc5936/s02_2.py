"""Mutants for RFC 5936 section 2.2  AXFR Response"""

from __future__ import annotations

from conformance.dns.rfc5936.test_02_2_axfr_response import QUESTION_IN_ERROR
from reference_impls.dns.codes import AXFR
from reference_impls.dns.message import Query, Question
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


@mutant(QUESTION_IN_ERROR)
class RefusesWithoutQuestion(DnsServer):
    """Refuses transfers by a header alone."""

    def questions(self, query: Query) -> list[Question]:
        return [one for one in super().questions(query) if one.type != AXFR]
