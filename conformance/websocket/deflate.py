"""The judge's own end of permessage-deflate (RFC 7692 §7)."""

from __future__ import annotations

import zlib

from conformance.websocket.extensions import Extension

NAME = b"permessage-deflate"
TAIL = b"\x00\x00\xff\xff"  # what a sender takes off the end of a message, and a recipient puts back (§7.2)
BOUND = 16 << 20  # octets that a message may inflate to


class BadDeflate(Exception):
    """What the target sent does not inflate; the text says how."""


def deflated(payload: bytes, window: int = 15) -> bytes:
    """One message compressed by itself, as the payload of its frames (§7.2.1)."""
    return Deflater(window).message(payload)


class Deflater:
    """Compresses messages one after the other, with the context of those before (§7.1.1)."""

    def __init__(self, window: int = 15, *, takeover: bool = True) -> None:
        self.window, self.takeover = window, takeover
        self._context = self._fresh()

    def _fresh(self) -> zlib._Compress:
        return zlib.compressobj(wbits=-max(9, self.window))  # zlib has no window of 256 octets for raw DEFLATE

    def message(self, payload: bytes) -> bytes:
        """The payload of the frames of one message."""
        if not self.takeover:
            self._context = self._fresh()
        octets = self._context.compress(payload) + self._context.flush(zlib.Z_SYNC_FLUSH)
        return octets.removesuffix(TAIL) or b"\x00"


class Inflater:
    """Inflates messages one after the other, in a window of 2**``window`` octets and not one more."""

    def __init__(self, window: int = 15, *, takeover: bool = True) -> None:
        self.window, self.takeover = window, takeover
        self._seen = b""  # the octets in the window
        self._context = self._fresh()

    def _fresh(self) -> zlib._Decompress:
        return zlib.decompressobj(-self.window, zdict=self._seen)

    def message(self, octets: bytes) -> bytes:
        """The message; raises ``BadDeflate`` for what is not DEFLATE, or inflates to more than ``BOUND`` octets."""
        if not self.takeover:
            self._seen = b""
            self._context = self._fresh()
        payload, left = b"", octets + TAIL
        while left:
            payload += self._inflate(left, BOUND - len(payload) + 1)
            left = self._context.unused_data
            if (
                self._context.eof
            ):  # a block with BFINAL ends a stream, not the window: another stream follows (§7.2.3.4)
                self._context = self._fresh()
        return payload

    def _inflate(self, octets: bytes, most: int) -> bytes:
        try:
            payload = self._context.decompress(octets, most)
        except zlib.error as error:
            raise BadDeflate(f"not DEFLATE in a window of 2**{self.window} octets: {error}") from error
        if len(payload) >= most:
            raise BadDeflate(f"a message of more than {BOUND} octets")
        self._seen = (self._seen + payload)[-(1 << self.window) :]
        return payload


def window_of(agreed: Extension, parameter: bytes) -> int:
    """The window that an agreed extension gives an end of the connection: 15 bits unless it says less (§7.1.2)."""
    value = agreed.get(parameter) or b"15"
    return int(value) if value.isdigit() and 8 <= int(value) <= 15 else 15
