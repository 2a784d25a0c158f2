"""Which language of a text is sent (RFC 9110 §12.4.2, §12.5.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reference_impls.http.files import File
from reference_impls.http.request import Request
from reference_impls.http.syntax import members

MEMBER = rb"([A-Za-z0-9*-]+)(?:[ \t]*;[ \t]*[qQ]=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?"


class Languages:
    """Decides which of several files, each in another language, is sent."""

    def chosen(self, files: Sequence[File], request: Request) -> File:  # RFC 9110 §12.5.4: one that is not asked for
        weights = self.weights(request)  # is better than none, so the first is sent where no other is wanted more
        return max(files, key=lambda file: weights.get(file.language, 0.0))

    def weights(self, request: Request) -> dict[bytes, float]:
        """Return the weight of each language that the client names; of de-CH, that of de, as files have no regions."""
        listed = members(request.values(b"accept-language"))
        found = [match for member in listed if (match := re.fullmatch(MEMBER, member))]
        return {match[1].lower().partition(b"-")[0]: float(match[2] or 1) for match in reversed(found)}
