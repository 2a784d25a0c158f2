"""Mutants for RFC 7873 section 5.4  Querying for a Server Cookie"""

from __future__ import annotations

from conformance.dns.rfc7873.test_05_4_querying_for_a_server_cookie import (
    COOKIE_CONFIRMED,
    COOKIE_WITHOUT_QUESTION,
)
from reference_impls.dns.codes import BADCOOKIE, COOKIE, FORMERR, NOERROR
from reference_impls.dns.cookies import CLIENT_COOKIE
from reference_impls.dns.edns import EdnsPart
from reference_impls.dns.message import Query, Question, Reply
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _WantsAQuestion(EdnsPart):
    def without_question(self, query: Query) -> int:
        return FORMERR


@mutant(COOKIE_WITHOUT_QUESTION)
class WantsAQuestion(DnsServer):
    """Answers FORMERR to each query without a question."""

    edns = _WantsAQuestion


@mutant(COOKIE_WITHOUT_QUESTION)
class ForgetsTheCookie(DnsServer):
    """Sends no cookie where there is no question."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.edns and not query.questions:
            reply.edns = type(reply.edns)(reply.edns.size)
        return reply


@mutant(COOKIE_WITHOUT_QUESTION)
class TakesNoQuestionForTheZone(DnsServer):
    """Answers a query without a question as one for its zone."""

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.rcode == NOERROR and not query.questions:
            self.answer(Question(self.site.zones[0].origin, 6), reply)
        return reply


class _SaysBadToTheNew(EdnsPart):
    def without_question(self, query: Query) -> int:
        cookie = query.edns.option(COOKIE) if query.edns else None
        is_alone = cookie is not None and len(cookie) == CLIENT_COOKIE
        return BADCOOKIE if is_alone else super().without_question(query)


@mutant(COOKIE_WITHOUT_QUESTION)
class SaysBadToTheNew(DnsServer):
    """Answers BADCOOKIE to who has no cookie of the server yet."""

    edns = _SaysBadToTheNew


class _AcceptsAll(EdnsPart):
    def without_question(self, query: Query) -> int:
        return NOERROR if super().without_question(query) == BADCOOKIE else super().without_question(query)


@mutant(COOKIE_CONFIRMED)
class AcceptsAll(DnsServer):
    """Looks at no cookie of the server where there is no question."""

    edns = _AcceptsAll


class _AcceptsOnlyNone(EdnsPart):
    def without_question(self, query: Query) -> int:
        cookie = query.edns.option(COOKIE) if query.edns else None
        is_long = cookie is not None and len(cookie) > CLIENT_COOKIE
        return BADCOOKIE if is_long else super().without_question(query)


@mutant(COOKIE_CONFIRMED)
class AcceptsOnlyNone(DnsServer):
    """Answers BADCOOKIE to each cookie of the server, also to its own, where there is no question."""

    edns = _AcceptsOnlyNone
