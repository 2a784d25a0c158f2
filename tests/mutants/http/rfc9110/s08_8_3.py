"""Mutants for RFC 9110 §8.8.3."""

from __future__ import annotations

from conformance.http.rfc9110.test_08_8_3_etag import WEAK_IF_NOT_UNIQUE
from reference_impls.http.conditions import Conditions
from reference_impls.http.files import File
from reference_impls.http.server import HttpServer
from tests.mutants import mutant


@mutant(WEAK_IF_NOT_UNIQUE)
class TagsTime(HttpServer):
    """Makes a strong entity tag of the time, to ten seconds."""

    class conditions(Conditions):
        def tag(self, file: File) -> bytes:
            return b'"%x"' % int(file.modified / 10)


@mutant(WEAK_IF_NOT_UNIQUE)
class TagsTextsInAllLanguages(HttpServer):
    """Makes one strong entity tag for a text in all languages."""

    class conditions(Conditions):
        def tag(self, file: File) -> bytes:
            return b'"text"' if file.language else super().tag(file)
