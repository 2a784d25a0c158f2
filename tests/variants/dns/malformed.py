"""Legal ways to treat messages that cannot be read."""

from __future__ import annotations

from reference_impls.dns.codes import REFUSED, SERVFAIL
from reference_impls.dns.errors import Malformed
from reference_impls.dns.message import Query, Question
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from tests.variants.variant import Variant

OPT_BEGINS = b"\0\0\x29"
"""An OPT record: the root's name, and the type."""


class _ReadsTheQuestionOnly(MessageReader):
    def body(self, query: Query) -> None:
        query.questions = [self.question() for _ in range(query.counts[0])]
        begin = self.at
        try:
            records = Query(query.id, query.flags, (0, *query.counts[1:]))
            super().body(records)
            query.edns = records.edns
        except Malformed:
            if OPT_BEGINS.startswith(self.octets[begin : begin + len(OPT_BEGINS)]) and begin < len(self.octets):
                raise
            self.at = begin


class ReadsTheQuestionOnly(DnsServer):
    """Reads one question and an OPT record, and ignores all else that a message has, be it malformed or not."""

    reader = _ReadsTheQuestionOnly


class FailsAtTheMalformed(DnsServer):
    """Answers SERVFAIL, with nothing but the header, to what it cannot read, unless that has too many questions."""

    def error(self, query: Query) -> int:
        return SERVFAIL if query.is_malformed and query.counts[0] < 2 else super().error(query)


class RefusesTheMalformed(DnsServer):
    """Refuses what it cannot read, and names the question if that could be read; not where there are too many."""

    def error(self, query: Query) -> int:
        return REFUSED if query.is_malformed and query.counts[0] < 2 else super().error(query)

    def questions(self, query: Query) -> list[Question]:
        return query.questions[:1]


class DropsTheShort(DnsServer):
    """Answers no message that is shorter than a question, or longer than four kilobytes."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        if not over_stream and not 16 < len(octets) < 4096:
            return None
        return super().respond(octets, over_stream=over_stream, client=client)


VARIANTS = [
    Variant(ReadsTheQuestionOnly),
    Variant(FailsAtTheMalformed),
    Variant(RefusesTheMalformed),
    Variant(DropsTheShort, deviates=("rfc8906/7/notimp-not-formerr",)),
]
