"""Mutants for RFC 9110 §8.4."""

from __future__ import annotations

from dataclasses import replace

from conformance.http.rfc9110.test_08_4_content_encoding import LABEL, X_GZIP
from reference_impls.http.codings import Codings
from reference_impls.http.files import File
from reference_impls.http.representations import Representations
from reference_impls.http.request import Request
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(LABEL)
class LabelsOnly(HttpServer):
    """Sends Content-Encoding: gzip with content that is not encoded."""

    class codings(Codings):
        def coded(self, file: File, request: Request) -> File:
            coded = super().coded(file, request)
            return replace(file, coding=coded.coding)


@mutant(LABEL)
class SendsGzipWithoutALabel(HttpServer):
    """Sends gzip to those who accept it, without Content-Encoding."""

    class representations(Representations):
        def representation_fields(self, file: File) -> list[Field]:
            return super().representation_fields(replace(file, coding=b""))


@mutant(X_GZIP)
class KnowsOnlyTheShortName(HttpServer):
    """Does not know x-gzip."""

    class codings(Codings):
        def weights(self, request: Request) -> dict[bytes, float]:
            return {name: weight for name, weight in super().weights(request).items() if name != b"x-gzip"}
