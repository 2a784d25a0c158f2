"""permessage-deflate (RFC 7692): its negotiation in the opening handshake, and the compression of messages."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reference_impls.http.syntax import QUOTED_STRING, TOKEN, Malformed, matches

NAME = b"permessage-deflate"
EXTENSION_PARAMETER = rb"[ \t]*;[ \t]*(%b)(?:[ \t]*=[ \t]*(%b|%b))?" % (TOKEN, TOKEN, QUOTED_STRING)
WINDOW = 15  # bits, unless both ends agree on fewer


class BadDeflate(Exception):
    """The payload of a compressed message is not DEFLATE data."""


@dataclass(frozen=True)
class Extension:
    """An element of Sec-WebSocket-Extensions (RFC 6455 §9.1): a name, and parameters with or without values."""

    name: bytes
    parameters: tuple[tuple[bytes, bytes | None], ...] = ()

    @staticmethod
    def parse(element: bytes) -> Extension:
        """Parse an element. Raise Malformed if it does not follow the grammar."""
        found = re.fullmatch(rb"(%b)((?:%b)*)" % (TOKEN, EXTENSION_PARAMETER), element)
        if not found:
            raise Malformed("malformed extension")
        parameters = re.findall(EXTENSION_PARAMETER, found[2])
        return Extension(found[1], tuple((name, unquoted(value) if value else None) for name, value in parameters))

    def __bytes__(self) -> bytes:
        texts = (name if value is None else name + b"=" + value for name, value in self.parameters)
        return b"; ".join((self.name, *texts))


def unquoted(value: bytes) -> bytes:  # RFC 6455 §9.1: without its quotes, the value must be a token
    if value.startswith(b'"'):
        value = re.sub(rb"\\(.)", rb"\1", value[1:-1], flags=re.DOTALL)
        if not matches(TOKEN, value):
            raise Malformed("a parameter that is not a token")
    return value


class Negotiation:
    """Decides what a server agrees to (RFC 7692 §5.1, §7.1)."""

    def agree(self, offers: Iterable[Extension]) -> Extension | None:  # §5.1: the first acceptable offer
        answers = (self.answer(offer) for offer in offers if self.known(offer.name))
        return next((answer for answer in answers if answer), None)

    def known(self, name: bytes) -> bool:  # RFC 6455 §9.1: ignore unknown extensions
        return name == NAME

    def answer(self, offer: Extension) -> Extension | None:
        """Return the answer to an offer, or None to decline it (§7.1)."""
        names = [name for name, _ in offer.parameters]
        if self.repeats(names) or not all(self.valid(*parameter) for parameter in offer.parameters):
            return None
        return Extension(NAME, tuple(p for p in offer.parameters if self.confirms(p[0])))

    def repeats(self, names: Sequence[bytes]) -> bool:  # §7.1: no parameter twice
        return len(set(names)) < len(names)

    def valid(self, name: bytes, value: bytes | None) -> bool:  # §7.1.1, §7.1.2
        if name in (b"server_no_context_takeover", b"client_no_context_takeover"):
            return value is None
        if name == b"server_max_window_bits":
            return value is not None and self.window(value)
        return name == b"client_max_window_bits" and (value is None or self.window(value))

    def window(self, value: bytes) -> bool:  # §7.1.2: 8 to 15, without leading zeros
        return matches(rb"[89]|1[0-5]", value)

    def confirms(self, name: bytes) -> bool:  # §7.1: all but the hint of client_max_window_bits
        return name != b"client_max_window_bits"


class Deflate:
    """Both directions of a connection on which permessage-deflate was agreed."""

    tail = b"\x00\x00\xff\xff"
    """The sender removes these octets from the end of a message, the recipient appends them again (§7.2)."""

    def __init__(self, window: int = WINDOW, *, keeps_context: bool = True, peer_keeps_context: bool = True) -> None:
        self.window, self.keeps_context, self.peer_keeps_context = window, keeps_context, peer_keeps_context
        self._deflating, self._inflating, self._seen = self.compressor(), zlib.decompressobj(-WINDOW), b""

    @classmethod
    def of_server(cls, agreed: Extension) -> Deflate:
        """Return the server's end of a connection with this agreement."""
        parameters = dict(agreed.parameters)
        window = int(parameters.get(b"server_max_window_bits") or WINDOW)
        own, peers = b"server_no_context_takeover", b"client_no_context_takeover"
        return cls(window, keeps_context=own not in parameters, peer_keeps_context=peers not in parameters)

    def compressor(self) -> zlib._Compress:  # §7.2.1
        if self.window == 8:  # zlib has no such window for raw DEFLATE; Huffman coding alone needs no window
            return zlib.compressobj(wbits=-9, strategy=zlib.Z_HUFFMAN_ONLY)
        return zlib.compressobj(wbits=-self.window)

    def deflate(self, payload: bytes) -> bytes:  # §7.2.1
        if not self.keeps_context:  # §7.1.1
            self._deflating = self.compressor()
        octets = self._deflating.compress(payload) + self._deflating.flush(zlib.Z_SYNC_FLUSH)
        return self.without_tail(octets)

    def without_tail(self, octets: bytes) -> bytes:  # §7.2.1, §7.2.3.6: an empty message is one octet of 0
        return octets[: -len(self.tail)] or b"\x00"

    def inflate(self, octets: bytes, most: int) -> bytes:  # §7.2.2
        """Inflate octets of a message, to ``most`` octets at most. Raise BadDeflate if they are not DEFLATE data."""
        payload = b""
        while octets and len(payload) < most:
            try:
                piece = self._inflating.decompress(octets, most - len(payload))
            except zlib.error as error:
                raise BadDeflate(str(error)) from None
            payload += piece
            self._seen = (self._seen + piece)[-(1 << WINDOW) :]
            octets = self._inflating.unused_data or self._inflating.unconsumed_tail
            if self._inflating.eof:  # §7.2.3.4: a final block ends the DEFLATE stream, not the message
                self._inflating = zlib.decompressobj(-WINDOW, zdict=self._seen)
        return payload

    def end_of_message(self) -> None:
        if not self.peer_keeps_context:  # §7.1.1
            self._inflating, self._seen = zlib.decompressobj(-WINDOW), b""
