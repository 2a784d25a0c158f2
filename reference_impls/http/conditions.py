"""Conditional requests: validators, and the preconditions that compare them (RFC 9110 §8.8, §13)."""

from __future__ import annotations

import re
from collections.abc import Callable

from reference_impls.http.dates import imf_fixdate, parse_date
from reference_impls.http.files import File, entity_tag
from reference_impls.http.request import Request
from reference_impls.http.syntax import Field

READS, CREATES = (b"GET", b"HEAD"), (b"PUT", b"PATCH")
ENTITY_TAG = rb'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'


class Conditions:
    """Decides whether the preconditions of a request hold; ``clock`` gives seconds since 1970.

    A resource without an entity tag (None) has no representation.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock

    def precondition(self, request: Request, tag: bytes | None, modified: float) -> int:  # RFC 9110 §13.2.2
        """Return 200 if the request is to be performed, otherwise the status of the answer: 304 or 412."""
        if tag is None and request.method not in CREATES:
            return 200  # the answer will be 404, and preconditions are ignored then (RFC 9110 §13.2.1)
        if not self.is_as_expected(request, tag, modified):
            return 412
        if self.is_known(request, tag, modified):
            return 304 if request.method in READS else 412
        return 200

    def is_as_expected(self, request: Request, tag: bytes | None, modified: float) -> bool:
        """Return whether the file is still the one that the client expects (RFC 9110 §13.2.2, steps 1 and 2)."""
        if request.values(b"if-match"):
            return self.if_match(request, tag)
        return self.modified_since(request, b"if-unmodified-since", modified) is not True

    def is_known(self, request: Request, tag: bytes | None, modified: float) -> bool:
        """Return whether the client has the file already (RFC 9110 §13.2.2, steps 3 and 4)."""
        if request.values(b"if-none-match"):
            return not self.if_none_match(request, tag)
        reads = request.method in READS
        return reads and self.modified_since(request, b"if-modified-since", modified) is False

    def if_match(self, request: Request, tag: bytes | None) -> bool:  # RFC 9110 §13.1.1: strong comparison
        return tag is not None and bool({b"*", tag} & set(self.tags(request, b"if-match")))

    def if_none_match(self, request: Request, tag: bytes | None) -> bool:  # RFC 9110 §13.1.2: weak comparison
        if tag is None:
            return True
        tags = {listed.removeprefix(b"W/") for listed in self.tags(request, b"if-none-match")}
        return not {b"*", tag} & tags

    def if_range(self, request: Request, file: File) -> bool:  # RFC 9110 §13.1.5: exact, by strong comparison
        lines = request.values(b"if-range")
        if len(lines) != 1:
            return not lines
        return lines[0] == (self.tag(file) if b'"' in lines[0][:3] else self.strong_date(file))

    def tags(self, request: Request, name: bytes) -> list[bytes]:  # RFC 9110 §8.8.3: a tag may contain a comma
        value = b",".join(request.values(name))
        return [b"*"] if value == b"*" else re.findall(ENTITY_TAG, value)

    def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
        """Return whether ``modified`` is later than the date; None without a valid date (RFC 9110 §13.1.3, §13.1.4)."""
        dates = request.values(name)
        date = self.date(dates[0]) if len(dates) == 1 else None
        return None if date is None else int(modified) > date

    def date(self, octets: bytes) -> int | None:  # RFC 9110 §5.6.7: any of three formats
        return parse_date(octets, self.clock())

    # validators

    def validators(self, file: File) -> list[Field]:  # RFC 9110 §8.8
        return [(b"ETag", self.tag(file)), (b"Last-Modified", imf_fixdate(self.last_modified(file)))]

    def last_modified(self, file: File) -> float:  # RFC 9110 §8.8.2.1: never in the future
        return min(file.modified, self.clock())

    def tag(self, file: File) -> bytes:  # RFC 9110 §8.8.3
        return entity_tag(file)

    def strong_date(self, file: File) -> bytes | None:
        # RFC 9110 §8.8.2.2: a date is strong if the file could not change again within the same second
        return imf_fixdate(file.modified) if self.clock() - file.modified >= 1 else None
