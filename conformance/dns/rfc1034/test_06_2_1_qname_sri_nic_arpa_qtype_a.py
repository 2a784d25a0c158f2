"""RFC 1034 section 6.2.1  QNAME=SRI-NIC.ARPA, QTYPE=A"""

from __future__ import annotations

from conformance.dns.codes import FORMERR, NOERROR, NXDOMAIN
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies, is_answered_as_asked, query_of
from conformance.dns.rfc1034 import RFC1034
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1034.section("6.2.1", "QNAME=SRI-NIC.ARPA, QTYPE=A")

QUESTION_MATCHES = section.implied(
    "question-matches",
    role=SERVER,
    text="Send the question of the query in the reply: the same name, type and class, once.",
    hint="Copy the octets of the question section into the reply, and set QDCOUNT to 1.",
)


@verifies(QUESTION_MATCHES)
def test_every_reply_has_the_question_that_was_asked(replies: Replies) -> None:
    """Judged of replies that say whether a name exists: others may be about a query that was not read."""
    replies.each(_has_another_question, where=_says_whether_the_name_exists)


@verifies(QUESTION_MATCHES)
def test_no_error_has_another_question(replies: Replies) -> None:
    """An error may come without the question. FORMERR may be about a query that was not read."""
    replies.each(_has_another_question, where=_is_error_with_a_question)


def _is_error_with_a_question(exchange: Exchange) -> bool:
    reply = exchange.reply
    query = query_of(exchange)
    is_one = is_answered_as_asked(exchange) and query.opcode == 0 and len(query.questions) == 1
    return is_one and reply.rcode not in (NOERROR, NXDOMAIN, FORMERR) and bool(reply.questions)


def _says_whether_the_name_exists(exchange: Exchange) -> bool:
    is_one = is_answered_as_asked(exchange) and query_of(exchange).opcode == 0
    return is_one and exchange.reply.rcode in (NOERROR, NXDOMAIN)


def _has_another_question(exchange: Exchange) -> str | None:
    asked, sent = query_of(exchange).questions, exchange.reply.questions
    if [question.key for question in asked] == [question.key for question in sent]:
        return None
    return "the question is another one" if sent else "there is no question"
