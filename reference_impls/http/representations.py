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
        names = self.selecting_fields(resource)
        vary = [(b"Vary", b", ".join(names))] if names else []
        expires = (b"Expires", imf_fixdate(self.clock() + FRESH_SECONDS))
        return [*vary, (b"Cache-Control", b"max-age=%d" % FRESH_SECONDS), expires]

    def selecting_fields(self, resource: Resource) -> list[bytes]:
        """Return the names of the request fields on which the choice of a representation depends."""
        by_coding = [b"Accept-Encoding"] if resource.negotiated else []
        return [*by_coding, b"Accept-Language"] if resource.languages else by_coding

    def representation_fields(self, file: File) -> list[Field]:  # RFC 9110 §8.3 to §8.5
        coding = [(b"Content-Encoding", file.coding)] if file.coding else []
        language = [(b"Content-Language", file.language)] if file.language else []
        return [(b"Content-Type", file.media_type), *coding, *language]
