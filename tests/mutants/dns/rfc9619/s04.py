"""Mutants for RFC 9619 section 4  Updates to RFC 1035"""

from __future__ import annotations

from dataclasses import replace

from conformance.dns.rfc9619.test_04_updates_to_rfc_1035 import ONE_QUESTION
from reference_impls.dns.codes import FORMERR, REFUSED
from reference_impls.dns.message import Query, Reply
from reference_impls.dns.names import lowered
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _AnswersTheFirst(DnsServer):
    def for_questions(self, query: Query) -> int:
        return super().for_questions(replace(query, questions=query.questions[:1]))


@mutant(ONE_QUESTION)
class AnswersTheFirst(_AnswersTheFirst):
    """Answers the first of several questions."""


class _ReadsOneQuestion(MessageReader):
    def body(self, query: Query) -> None:
        if query.counts[0] > 1:
            query.questions = [self.question()]
        else:
            super().body(query)


@mutant(ONE_QUESTION)
class ReadsOneQuestion(DnsServer):
    """Reads one question, however many the header counts, and ignores what is behind it."""

    reader = _ReadsOneQuestion


class _CountsInOneOctet(MessageReader):
    def body(self, query: Query) -> None:
        query.counts = [count & 0xFF for count in query.counts]
        super().body(query)


@mutant(ONE_QUESTION)
class CountsInOneOctet(DnsServer):
    """Reads the lower octet of each count."""

    reader = _CountsInOneOctet


@mutant(ONE_QUESTION)
class RefusesSeveral(DnsServer):
    """Answers several questions by REFUSED."""

    def for_questions(self, query: Query) -> int:
        return REFUSED if len(query.questions) > 1 else super().for_questions(query)


@mutant(ONE_QUESTION)
class JoinsEqualQuestions(_AnswersTheFirst):
    """Answers several questions if they are equal."""

    def for_questions(self, query: Query) -> int:
        asked = {(lowered(question.name), question.type, question.klass) for question in query.questions}
        return FORMERR if len(asked) > 1 else super().for_questions(query)


@mutant(ONE_QUESTION)
class AnswersAndComplains(DnsServer):
    """Answers the first of several questions with RCODE 1."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if len(query.questions) > 1:
            self.answer(query.questions[0], reply)
            reply.rcode = FORMERR
        return reply
