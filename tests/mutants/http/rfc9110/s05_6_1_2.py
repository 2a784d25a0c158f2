"""Mutants for RFC 9110 §5.6.1.2."""

from __future__ import annotations

from collections.abc import Iterable

from conformance.http.rfc9110.test_05_6_1_2_recipient_requirements import EMPTY_MEMBERS
from reference_impls.http.persistence import Persistence
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, Malformed, values
from tests.mutants import mutant


@mutant(EMPTY_MEMBERS)
class RejectsEmptyMembers(HttpServer):
    """Treats an empty member of a list as an error."""

    class persistence(Persistence):
        def options(self, fields: Iterable[Field]) -> set[bytes]:
            lists = [line.split(b",") for line in values(fields, b"connection") if b"," in line]
            if any(not member.strip(b" \t") for members in lists for member in members):
                raise Malformed("empty member in a list")
            return super().options(fields)
