"""Mutants for robustness  Records in queries"""

from __future__ import annotations

from conformance.dns.robustness.test_records_in_queries import MANY_RECORDS, RECORDS
from reference_impls.dns.errors import Malformed
from reference_impls.dns.message import Query, Record, Reply
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from reference_impls.dns.stream import DnsOverTcp
from reference_impls.sansio import Wait
from tests.mutants import mutant
from tests.mutants.dns.robustness.names import Hangs, Stops


class _KeepsRecords(MessageReader):
    def refuse_opt(self, record: Record) -> None:
        super().refuse_opt(record)
        self.earlier = [*self.__dict__.get("earlier", []), record]

    def body(self, query: Query) -> None:
        super().body(query)
        query.records += self.__dict__.get("earlier", [])

    def end(self) -> None:
        pass


@mutant(RECORDS)
class CopiesRecords(DnsServer):
    """Makes the reply of the query, with the records that were in it, but for well-formed addresses."""

    reader = _KeepsRecords

    def reply(self, query: Query) -> Reply:
        reply = super().reply(query)
        data = [(record, b"".join(part for part in record.data if isinstance(part, bytes))) for record in query.records]
        reply.answers = [record for record, octets in data if record.type != 1 or len(octets) != 4] + reply.answers
        return reply


@mutant(RECORDS)
class TrustsTheLength(Stops):
    """Copies as many octets of data as a record says, be they there or not."""

    class reader(MessageReader):
        def record(self) -> Record:
            begin = self.at
            try:
                return super().record()
            except Malformed:
                if self.at > begin + 9 and self.at + 4 == len(self.octets):
                    raise Hangs from None
                raise


@mutant(RECORDS)
class FollowsOwners(Stops):
    """Follows the name of a record wherever it points to, for ever."""

    class reader(MessageReader):
        def target(self, at: int, lowest: int) -> int:
            place = (self.octet(at) & 0x3F) << 8 | self.octet(at + 1)
            if at > 20 and self.octet(at - 1) == 1 and at <= place <= len(self.octets):
                raise Hangs
            return super().target(at, lowest)


@mutant(MANY_RECORDS)
class ComparesEachRecordWithEachOther(Stops):
    """Compares each additional record with each other one."""

    class reader(MessageReader):
        def body(self, query: Query) -> None:
            if query.counts[3] > 50 and len(self.octets) > 1500:
                raise Hangs
            super().body(query)


class _AnswersEachRecord(DnsOverTcp):
    def run(self) -> Wait:
        while True:
            length = int.from_bytes((yield from self.read_exactly(2)), "big")
            reply = self.respond((yield from self.read_exactly(length)))
            for _ in range(2 if length > 1500 else 1):
                self.send(self.framed(reply or b""))
            yield from self.flush()


@mutant(MANY_RECORDS)
class AnswersEachRecord(DnsServer):
    """Answers a long message over TCP several times."""

    over_tcp = _AnswersEachRecord
