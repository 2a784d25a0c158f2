"""Mutants for RFC 2181 section 11  Name syntax"""

from __future__ import annotations

import re

from conformance.dns.rfc2181.test_11_name_syntax import ANY_OCTETS
from reference_impls.dns.codes import FORMERR, SERVFAIL
from reference_impls.dns.errors import Malformed
from reference_impls.dns.message import Query, Question
from reference_impls.dns.reading import MessageReader
from reference_impls.dns.server import DnsServer
from tests.mutants import mutant


class _Wants(DnsServer):
    """Answers an error to a name with a label that a pattern does not match."""

    pattern, rcode = re.compile(rb""), FORMERR

    def for_questions(self, query: Query) -> int:
        labels = [label for question in query.questions for label in question.name]
        return super().for_questions(query) if all(map(self.pattern.fullmatch, labels)) else self.rcode


@mutant(ANY_OCTETS)
class WantsHostNames(_Wants):
    """Refuses names that no host may have, but for the underscore."""

    pattern = re.compile(rb"[A-Za-z0-9_]([-A-Za-z0-9_]*[A-Za-z0-9_])?")


@mutant(ANY_OCTETS)
class FailsAtOctetsThatAreNotShown(_Wants):
    """Answers SERVFAIL where it cannot show an octet."""

    pattern, rcode = re.compile(rb"[!-~]+"), SERVFAIL


@mutant(ANY_OCTETS)
class RefusesNumbers(_Wants):
    """Takes a label of digits for a part of an address, and refuses it."""

    pattern = re.compile(rb".*[^0-9].*", re.DOTALL)


@mutant(ANY_OCTETS)
class RefusesUnderscores(_Wants):
    """Refuses a label that begins with an underscore, unless the type is SRV."""

    pattern = re.compile(rb"[^_].*", re.DOTALL)


@mutant(ANY_OCTETS)
class DecodesALabels(_Wants):
    """Refuses each label that begins as an A-label does."""

    pattern = re.compile(rb"(?!xn--).*", re.DOTALL)


class _ReadsText(MessageReader):
    def question(self) -> Question:
        question = super().question()
        try:
            b".".join(question.name).decode()
        except UnicodeDecodeError:
            raise Malformed from None
        return question


@mutant(ANY_OCTETS)
class ReadsText(DnsServer):
    """Reads names as text in UTF-8, and answers FORMERR to all others."""

    reader = _ReadsText


@mutant(ANY_OCTETS)
class DropsZeros(DnsServer):
    """Drops a query with an octet 0 in a label, as the text that it makes of the name ends there."""

    def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
        has_header = self.is_query(octets)
        if has_header and any(b"\0" in label for one in self.read(octets).questions for label in one.name):
            return None
        return super().respond(octets, over_stream=over_stream, client=client)
