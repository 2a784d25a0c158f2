"""Mutants for RFC 1034 section 3.7.1  Standard queries"""

from __future__ import annotations

from conformance.dns.rfc1034.test_03_7_1_standard_queries import CLASS_MATCHES, TYPE_MATCHES
from reference_impls.dns.answers import Answers
from reference_impls.dns.codes import ANY, AXFR, CH, IN, IXFR, NOERROR, NS, TXT, TYPES, A
from reference_impls.dns.message import Question, Record, Reply
from reference_impls.dns.server import DnsServer
from reference_impls.dns.zone import Node
from tests.mutants import mutant


class _TakesForIn(DnsServer):
    def is_in(self, klass: int) -> bool:
        return True

    def answer(self, question: Question, reply: Reply) -> None:
        asked = Question(question.name, question.type, IN) if self.is_in(question.klass) else question
        super().answer(asked, reply)


@mutant(CLASS_MATCHES)
class LooksAtNoClass(_TakesForIn):
    """Answers every class by the records of its zone."""


@mutant(CLASS_MATCHES)
class TakesNoClassForIn(_TakesForIn):
    """Takes the classes 0 and NONE for IN."""

    def is_in(self, klass: int) -> bool:
        return klass in (0, 254)


@mutant(CLASS_MATCHES)
class ReadsClassesInOneOctet(_TakesForIn):
    """Reads the lower octet of a class, and takes what is no class for IN."""

    def is_in(self, klass: int) -> bool:
        return klass > 0xFF


@mutant(CLASS_MATCHES)
class NamesItselfInTheInternet(DnsServer):
    """Answers what it is called by records of class IN."""

    def answer(self, question: Question, reply: Reply) -> None:
        super().answer(question, reply)
        if question.klass == CH:
            reply.rcode, reply.answers = 0, [Record(question.name, TXT, 0, (self.text(),))]


class _AddsNameServers(Answers):
    def chosen(self, node: Node, kind: int) -> list[Record]:
        return super().chosen(node, kind) + (node.get(NS, []) if kind not in (NS, ANY) else [])


@mutant(TYPE_MATCHES)
class AddsNameServers(DnsServer):
    """Sends the name servers of a name with each answer."""

    answers = _AddsNameServers


class _ReadsTypesInOneOctet(Answers):
    def chosen(self, node: Node, kind: int) -> list[Record]:
        return super().chosen(node, kind & 0xFF)


@mutant(TYPE_MATCHES)
class ReadsTypesInOneOctet(DnsServer):
    """Takes a type for the one that has the same lower octet."""

    answers = _ReadsTypesInOneOctet


class _HasAddressesForAll(Answers):
    def chosen(self, node: Node, kind: int) -> list[Record]:
        return super().chosen(node, kind if kind in TYPES.values() else A)


@mutant(TYPE_MATCHES)
class HasAddressesForAll(DnsServer):
    """Answers types that it does not know by the address of a name."""

    answers = _HasAddressesForAll

    def for_type(self, kind: int) -> int:
        return super().for_type(kind) if kind in (AXFR, IXFR) else NOERROR
