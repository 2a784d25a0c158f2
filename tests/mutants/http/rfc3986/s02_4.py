"""Mutants for RFC 3986 §2.4."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from conformance.http.rfc3986.test_02_4_when_to_encode_or_decode import DECODE_ONCE
from reference_impls.http.site import Site
from tests.kit.file_servers import FileServer
from tests.mutants import mutant


@mutant(DECODE_ONCE)
class DecodesTillTheEnd(FileServer):
    """Decodes a path until nothing is left to decode, and still refuses paths that lead upwards."""

    class paths(Site):
        def split(self, path: bytes) -> list[bytes]:
            while path != (path := unquote_to_bytes(path)):
                continue
            return super().split(path)
