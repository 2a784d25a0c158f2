"""Mutants for RFC 3986 §7.3: names of files."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from conformance.http.rfc3986.test_07_3_back_end_transcoding_names import DECODE, SPLIT_FIRST
from reference_impls.http.site import Site
from tests.kit.file_servers import FileServer
from tests.mutants import mutant


@mutant(DECODE)
class DecodesNothing(FileServer):
    """Looks for files whose names are the segments as they were sent."""

    class paths(Site):
        def decode(self, segment: bytes) -> bytes:
            return segment


@mutant(DECODE)
class DecodesAForm(FileServer):
    """Treats a plus as a space, as in a form."""

    class paths(Site):
        def decode(self, segment: bytes) -> bytes:
            return super().decode(segment.replace(b"+", b" "))


@mutant(SPLIT_FIRST)
class DecodesAndThenSplits(FileServer):
    """Decodes the path, and then looks for where it and its segments end."""

    class paths(Site):
        def split(self, path: bytes) -> list[bytes]:
            decoded = unquote_to_bytes(path.replace(b"+", b"\0"))  # what is not encoded ends nothing
            until = re.split(rb"[^\w/. %\0\x80-\xff-]", decoded, flags=re.ASCII)[0]
            return super().split(until.replace(b"\0", b"+"))

        def decode(self, segment: bytes) -> bytes:
            return segment
