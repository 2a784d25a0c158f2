"""Mutants for RFC 9110 §5.6.1.2, in Transfer-Encoding."""

from __future__ import annotations

from collections.abc import Iterable

from conformance.http.rfc9110.test_05_6_1_2_recipient_requirements import EMPTY_MEMBERS
from reference_impls.http.length import RequestLength
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed, values
from tests.mutants import mutant


@mutant(EMPTY_MEMBERS)
class TakesAnEmptyMemberForACoding(HttpServer):
    """Refuses a Transfer-Encoding with an empty member, as an unknown coding."""

    class request_length(RequestLength):
        def transfer_codings(self, fields: Iterable[Field]) -> list[bytes]:
            fields = list(fields)
            members = b",".join(values(fields, b"transfer-encoding")).split(b",")
            if not all(member.strip(b" \t") for member in members):
                raise Malformed("unknown transfer coding")
            return super().transfer_codings(fields)
