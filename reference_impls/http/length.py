"""Where the content of a message ends: Content-Length and Transfer-Encoding (RFC 9112 §6, RFC 9110 §8.6)."""

from __future__ import annotations

from collections.abc import Iterable

from reference_impls.http.request import Refused, Request
from reference_impls.http.syntax import (
    MAX_CONTENT,
    PARAMETER,
    TOKEN,
    Field,
    Malformed,
    check_content_size,
    matches,
    members,
    values,
)

CHUNKED = -1


class BodyLength:
    """What servers and clients decide alike about the length of a message."""

    def transfer_codings(self, fields: Iterable[Field]) -> list[bytes]:
        # RFC 9110 §10.1.4; RFC 9112 §7: case-insensitive
        codings = members(values(fields, b"transfer-encoding"))
        if not codings or not all(matches(rb"%b(?:%b)*" % (TOKEN, PARAMETER), coding) for coding in codings):
            raise Malformed("malformed Transfer-Encoding")
        return [coding.lower() for coding in codings]

    def coding_name(self, coding: bytes) -> bytes:
        return coding.partition(b";")[0].rstrip(b" \t")

    def content_length(self, lengths: list[bytes]) -> int:  # RFC 9110 §8.6: 1*DIGIT, of any magnitude, once
        if len(lengths) > 1 or not matches(rb"[0-9]+", lengths[0]):
            raise Malformed("malformed or repeated Content-Length")
        digits = lengths[0].lstrip(b"0") or b"0"
        return int(digits) if len(digits) <= len(str(MAX_CONTENT)) else MAX_CONTENT + 1


class RequestLength(BodyLength):
    """Decides how long the content of a request is."""

    def body_framing(self, request: Request) -> int:  # RFC 9112 §6.3
        """Return the number of octets to read, or CHUNKED."""
        lengths = request.values(b"content-length")
        if request.values(b"transfer-encoding"):
            self.transfer_encoding_with_length(lengths)
            self.transfer_encoding_by_version(request.version)
            return self.transfer_encoding(self.transfer_codings(request.fields))
        if not lengths:
            return 0
        size = self.content_length(lengths)
        check_content_size(size)
        return size

    def transfer_encoding_with_length(self, lengths: list[bytes]) -> None:  # RFC 9112 §6.1
        if lengths:
            raise Malformed("Transfer-Encoding and Content-Length")

    def transfer_encoding_by_version(self, version: tuple[int, int]) -> None:  # RFC 9112 §6.1
        if version < (1, 1):
            raise Malformed("Transfer-Encoding in HTTP/1.0")

    def transfer_encoding(self, codings: list[bytes]) -> int:  # RFC 9112 §6.1, §6.3
        if codings == [b"chunked"]:
            return CHUNKED
        if any(self.coding_name(coding) == b"chunked" for coding in codings[:-1]):
            raise Malformed("chunked is not the final transfer coding, or is applied twice")
        if self.coding_name(codings[-1]) == b"chunked" and codings[-1] != b"chunked":
            raise Malformed("chunked has no parameters")
        raise Refused(501, "unknown transfer coding")
