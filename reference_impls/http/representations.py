"""What a server says about the representation of a resource (RFC 9110 §3.2, §8; RFC 9111 §5)."""

from __future__ import annotations

from collections.abc import Callable

from reference_impls.http.dates import imf_fixdate
from reference_impls.http.files import File
from reference_impls.http.site import Resource
from reference_impls.http.syntax import Field

FRESH_SECONDS = 60


class Representations:
    """Decides about the fields that describe a file; ``clock`` gives seconds since 1970."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock

    def fields(self, resource: Resource, file: File) -> list[Field]:
        return self.caching_fields(resource) + self.representation_fields(file)

    def caching_fields(self, resource: Resource) -> list[Field]:  # RFC 9110 §12.5.5; RFC 9111 §5.2, §5.3
        vary = [(b"Vary", b"Accept-Encoding")] if resource.negotiated else []
        expires = (b"Expires", imf_fixdate(self.clock() + FRESH_SECONDS))
        return [*vary, (b"Cache-Control", b"max-age=%d" % FRESH_SECONDS), expires]

    def representation_fields(self, file: File) -> list[Field]:  # RFC 9110 §8.3, §8.4
        coding = [(b"Content-Encoding", file.coding)] if file.coding else []
        return [(b"Content-Type", file.media_type), *coding]
