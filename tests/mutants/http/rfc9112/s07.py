"""Mutants for RFC 9112 §7 and §7.2."""

from __future__ import annotations

from collections.abc import Iterable

from conformance.http.rfc9112.test_07_transfer_codings import CASE_INSENSITIVE, NO_PARAMETERS
from reference_impls.http.length import RequestLength
from reference_impls.http.request import Refused
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field, values
from tests.mutants import mutant


@mutant(CASE_INSENSITIVE)
class KnowsOnlyLowerCase(HttpServer):
    """Treats Chunked as another coding than chunked."""

    class request_length(RequestLength):
        def transfer_codings(self, fields: Iterable[Field]) -> list[bytes]:
            fields = list(fields)
            if any(codings != codings.lower() for codings in values(fields, b"transfer-encoding")):
                raise Refused(501, "unknown transfer coding")
            return super().transfer_codings(fields)


@mutant(NO_PARAMETERS)
class PassesOverParameters(HttpServer):
    """Takes gzip with a parameter for nothing that it would have to decode."""

    class request_length(RequestLength):
        def transfer_encoding(self, codings: list[bytes]) -> int:
            return super().transfer_encoding([coding for coding in codings if not coding.startswith(b"gzip;")])
