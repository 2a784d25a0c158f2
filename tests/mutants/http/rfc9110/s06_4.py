"""Mutants for RFC 9110 §6.4."""

from __future__ import annotations

from conformance.http.rfc9110.test_06_4_content import ANY_OCTETS
from conformance.http.rfc9110.test_09_3_4_put import CREATED
from reference_impls.http.server import HttpServer
from reference_impls.sansio import Eof, Needs
from tests.mutants import mutant

OF_PUT = {CREATED: "a PUT of other octets than text is not answered either"}


@mutant(ANY_OCTETS, also=OF_PUT)
class DecodesAllContent(HttpServer):
    """Ends the connection without an answer where content is not UTF-8, as a thread does that an exception ends."""

    codec = "utf-8"

    def read_body(self, size: int) -> Needs:
        content = yield from super().read_body(size)
        try:
            content.decode(self.codec)
        except UnicodeDecodeError as error:
            raise Eof from error
        return content


@mutant(ANY_OCTETS, also=OF_PUT)
class TakesContentForAscii(DecodesAllContent):
    """Ends the connection without an answer where content is not ASCII."""

    codec = "ascii"
