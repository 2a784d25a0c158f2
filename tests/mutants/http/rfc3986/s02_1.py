"""Mutants for RFC 3986 §2.1."""

from __future__ import annotations

import re

from conformance.http.rfc3986.test_02_1_percent_encoding import HEX_DIGITS
from reference_impls.http.site import Site
from tests.kit.file_servers import FileServer
from tests.mutants import mutant


@mutant(HEX_DIGITS)
class KnowsUpperCaseOnly(FileServer):
    """Decodes only what is encoded in upper case."""

    class paths(Site):
        def decode(self, segment: bytes) -> bytes:
            return re.sub(rb"%([0-9A-F]{2})", lambda found: bytes([int(found[1], 16)]), segment)
