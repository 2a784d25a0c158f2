"""Mutants for RFC 1034 section 3.1  Name space specifications and terminology"""

from __future__ import annotations

from conformance.dns.rfc1034.test_03_1_name_space_specifications_and_terminology import CASE_KEPT, ROOT_ASKED
from reference_impls.dns.codes import FORMERR, NXDOMAIN, REFUSED
from reference_impls.dns.message import Query, Question, Reply
from reference_impls.dns.names import Name, is_within, lowered
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _Respells(DnsServer):
    def spelled(self, name: Name) -> Name:
        return lowered(name)

    def questions(self, query: Query) -> list[Question]:
        return [Question(self.spelled(one.name), one.type, one.klass) for one in super().questions(query)]


@mutant(CASE_KEPT)
class LowersTheQuestion(_Respells):
    """Sends names back in lower case."""


@mutant(CASE_KEPT)
class KeepsFirstLetters(_Respells):
    """Keeps the first letter of each label, and lowers all others."""

    def spelled(self, name: Name) -> Name:
        return tuple(label[:1] + label[1:].lower() for label in name)


@mutant(CASE_KEPT)
class SpellsAsTheZone(_Respells):
    """Spells that part of a name as the zone does which all names of the zone have."""

    def spelled(self, name: Name) -> Name:
        origin = self.site.zones[0].origin
        return (*name[: len(name) - len(origin)], *origin) if is_within(name, origin) else name


class _LowersInErrors(DnsServer):
    rcode = NXDOMAIN

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        if reply.rcode == self.rcode:
            reply.questions = [Question(lowered(one.name), one.type, one.klass) for one in reply.questions]
        return reply


@mutant(CASE_KEPT)
class LowersNamesThatAreMissing(_LowersInErrors):
    """Sends names that do not exist back in lower case."""


@mutant(CASE_KEPT)
class LowersNamesThatAreRefused(_LowersInErrors):
    """Sends names outside its zone back in lower case."""

    rcode = REFUSED


@mutant(ROOT_ASKED)
class WantsALabel(DnsServer):
    """Answers FORMERR to a question for the root."""

    def for_questions(self, query: Query) -> int:
        return super().for_questions(query) if all(one.name for one in query.questions) else FORMERR


@mutant(ROOT_ASKED)
class DropsTheRoot(DnsServer):
    """Drops a question for the root, as its name is empty."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        asked = self.read(octets).questions if self.is_query(octets) else []
        if not all(question.name for question in asked):
            return None
        return super().respond(octets, over_stream=over_stream, client=client)
