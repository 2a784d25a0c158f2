"""Conditional requests: which preconditions hold (RFC 9110 §13)."""

from __future__ import annotations

import re

from reference_impls.http.dates import parse_date
from reference_impls.http.request import Request, RequestReader

CREATES = (b"PUT", b"PATCH")
ENTITY_TAG = rb'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'


class Conditions(RequestReader):
    """The preconditions of a request, given the validators of the resource; without an entity tag there is none."""

    def precondition(self, request: Request, tag: bytes | None, modified: float) -> int:  # RFC 9110 §13.2.2
        """200 to go on, 304 or 412 to answer."""
        reads = request.method in (b"GET", b"HEAD")
        if tag is None and request.method not in CREATES:
            return 200  # it will be 404, and preconditions are ignored (RFC 9110 §13.2.1)
        if request.values(b"if-match"):
            if not self.if_match(request, tag):
                return 412
        elif self.modified_since(request, b"if-unmodified-since", modified) is True:
            return 412
        if request.values(b"if-none-match"):
            return 200 if self.if_none_match(request, tag) else (304 if reads else 412)
        if reads and self.modified_since(request, b"if-modified-since", modified) is False:
            return 304
        return 200

    def if_match(self, request: Request, tag: bytes | None) -> bool:  # RFC 9110 §13.1.1: strong comparison
        return tag is not None and bool({b"*", tag} & set(self.tags(request, b"if-match")))

    def if_none_match(self, request: Request, tag: bytes | None) -> bool:  # RFC 9110 §13.1.2: weak comparison
        if tag is None:
            return True
        tags = {listed.removeprefix(b"W/") for listed in self.tags(request, b"if-none-match")}
        return not {b"*", tag} & tags

    def tags(self, request: Request, name: bytes) -> list[bytes]:  # RFC 9110 §8.8.3: a comma may be part of a tag
        value = b",".join(request.values(name))
        return [b"*"] if value == b"*" else re.findall(ENTITY_TAG, value)

    def modified_since(self, request: Request, name: bytes, modified: float) -> bool | None:
        """Whether it was modified after the date; None without a valid date (RFC 9110 §13.1.3, §13.1.4)."""
        dates = request.values(name)
        date = self.date(dates[0]) if len(dates) == 1 else None
        return None if date is None else int(modified) > date

    def date(self, octets: bytes) -> int | None:  # RFC 9110 §5.6.7: any of three formats
        return parse_date(octets, self.now())

    def now(self) -> float:
        """Seconds since 1970."""
        raise NotImplementedError
