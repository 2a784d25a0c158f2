"""Mutants for RFC 9112 §6.3: an invalid Content-Length."""

from __future__ import annotations

import re

from conformance.http.rfc9112.test_06_3_message_body_length_invalid import (
    CONFLICTING_LENGTHS,
    EQUAL_LENGTHS,
    INVALID_LENGTH,
)
from reference_impls.http.length import RequestLength
from reference_impls.http.server import HttpServer
from reference_impls.http.syntax import Malformed, members
from tests.mutants import mutant


@mutant(INVALID_LENGTH)
class AcceptsWhatIntAccepts(HttpServer):
    """Converts the value by int(), which accepts signs, underscores, white space and digits of all scripts."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            if len(lengths) > 1 or len(lengths[0]) > 10:
                return super().content_length(lengths)
            try:
                size = int(lengths[0].decode("utf-8", "replace"))
            except ValueError:
                raise Malformed("not a number") from None
            return size if size >= 0 else super().content_length(lengths)

    def field_value(self, value: bytes) -> bytes:
        return (
            value.strip(b" \t") if value.strip(b" \t\x0b\x0c\x1c\x1d\x1e\x1f").isdigit() else super().field_value(value)
        )


@mutant(CONFLICTING_LENGTHS)
class FirstOfThree(HttpServer):
    """Compares the first two lengths only."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            listed = members(lengths)
            return super().content_length(listed[:1] if len(listed) > 2 and listed[0] == listed[1] else lengths)


@mutant(EQUAL_LENGTHS)
class ReadsNothingByAList(HttpServer):
    """Takes a request with a list of lengths for one without content, and what follows for the next request."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            return 0 if set(members(lengths)) == {b"5"} and lengths != [b"5"] else super().content_length(lengths)


@mutant(EQUAL_LENGTHS)
class JoinsTheDigits(HttpServer):
    """Joins equal lengths without a comma: 5 and 5 are 55."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            equal = len(set(lengths)) == 1
            return super().content_length([b"".join(lengths)] if equal else lengths)


@mutant(INVALID_LENGTH)
class SkipsSymbols(HttpServer):
    """Skips a few symbols between the digits."""

    class request_length(RequestLength):
        def content_length(self, lengths: list[bytes]) -> int:
            return super().content_length(
                [re.sub(rb"(?<=[0-9])[!#$&*^|~<>?@\[\]{}](?=[0-9])", b"", at) for at in lengths]
            )
