"""Mutants for RFC 9110 §8.8.2.1."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_8_2_1_generation import LAST_MODIFIED
from conformance.http.rfc9110.test_08_8_2_1_generation_responses import NOT_IN_THE_FUTURE
from reference_impls.http.conditions import Conditions
from reference_impls.http.files import File
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Field
from tests.mutants import mutant


@mutant(NOT_IN_THE_FUTURE)
class BelievesTheFileSystem(HttpServer):
    """Sends the modification time of a file though it lies in the future."""

    class conditions(Conditions):
        def last_modified(self, file: File) -> float:
            return file.modified


@mutant(LAST_MODIFIED)
class TagsOnly(HttpServer):
    """Sends no Last-Modified with a file."""

    class conditions(Conditions):
        def validators(self, file: File) -> list[Field]:
            return [field for field in super().validators(file) if field[0] != b"Last-Modified"]
