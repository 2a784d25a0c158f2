"""Content codings: whether the client wants gzip (RFC 9110 §8.4, §12.4.2, §12.5.3)."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace

from reference_impls.http.files import File
from reference_impls.http.request import Request
from reference_impls.http.syntax import members

MEMBER = rb"([^ \t;]+)(?:[ \t]*;[ \t]*[qQ]=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?"


class Codings:
    """Decides between a file as it is and the same file in the coding gzip."""

    def coded(self, file: File, request: Request) -> File:
        """Return the representation to send. The gzip one is another representation, with another entity tag."""
        if not self.wants_gzip(request):
            return file
        return replace(file, content=gzip.compress(file.content, mtime=0), coding=b"gzip")

    def wants_gzip(self, request: Request) -> bool:  # RFC 9110 §12.5.3: weight 0 means "not acceptable"
        weights = self.weights(request)
        weight = weights.get(b"gzip", weights.get(b"x-gzip", weights.get(b"*", 0.0)))
        return weight > 0 and weight >= weights.get(b"identity", 0.0)

    def weights(self, request: Request) -> dict[bytes, float]:  # RFC 9110 §12.4.2: 1 if the client states none
        listed = members(request.values(b"accept-encoding"))
        found = [match for member in listed if (match := re.fullmatch(MEMBER, member))]
        return {match[1].lower(): float(match[2] or 1) for match in found}
