"""Mutants for RFC 9110 §5.6.1.1, in responses."""

from __future__ import annotations

from conformance.http.rfc9110.test_05_6_1_1_sender_requirements_responses import NO_EMPTY_MEMBERS
from conformance.http.rfc9110.test_05_6_3_whitespace_responses import NONE_BEHIND
from reference_impls.http.response import Responses
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(NO_EMPTY_MEMBERS, also={NONE_BEHIND: "it writes a space behind the comma"})
class EndsAListWithAComma(HttpServer):
    """Writes a comma after the last method that is allowed."""

    class responses(Responses):
        def field_line(self, name: bytes, value: bytes) -> bytes:
            return super().field_line(name, value + b", " if name == b"Allow" else value)
