"""The judge's own end of permessage-deflate (RFC 7692 §7)."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterator

from conformance.model import Endless
from conformance.websocket.bounds import BOUND
from conformance.websocket.extensions import Extension

NAME = b"permessage-deflate"
TAIL = b"\x00\x00\xff\xff"  # what a sender takes off the end of a message, and a recipient puts back (§7.2)
LARGEST = 15  # bits of a window: DEFLATE cannot look back further
STEP = 64  # octets given to zlib at a time
PROBE = b"\x00\x01\x00\xfe\xff?"  # a block without compression


class BadDeflate(Exception):
    """What the target sent does not inflate; the text says why."""


def deflated(payload: bytes, window: int = 15) -> bytes:
    """One message compressed by itself, as the payload of its frames (§7.2.1)."""
    return Deflater(window).message(payload)


class Deflater:
    """Compresses messages one after the other, with the context of those before (§7.1.1)."""

    def __init__(self, window: int = 15, *, takeover: bool = True) -> None:
        self.window, self.takeover = window, takeover
        self._context = self._fresh()

    def _fresh(self) -> zlib._Compress:
        if self.window < 9:  # zlib has no such window for raw DEFLATE, but can look back by one octet only
            return zlib.compressobj(wbits=-9, strategy=zlib.Z_RLE)
        return zlib.compressobj(wbits=-self.window)

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
        self._seen = self._not_given = b""  # the octets in the window; those after the end of a stream
        self._context = self._fresh()

    def _fresh(self) -> zlib._Decompress:
        return zlib.decompressobj(-self.window, zdict=self._seen)

    def message(self, octets: bytes, most: int = BOUND) -> bytes:
        """Return the message; raises ``BadDeflate`` if it is not DEFLATE, ``Endless`` beyond ``most`` octets."""
        if not self.takeover:
            self._seen = b""
            self._context = self._fresh()
        payload, left = bytearray(), octets + TAIL
        while left:
            piece = self._inflate(left, most - len(payload) + 1)
            payload += piece
            if len(payload) > most:
                raise Endless(f"the target sent a message that inflates to more than {most} octets")
            self._seen = (self._seen + piece)[-(1 << self.window) :]
            left = self._context.unused_data + self._not_given
            if self._context.eof:  # a final block ends a stream, not the window: another stream follows (§7.2.3.4)
                self._context = self._fresh()
        return bytes(payload)

    def _inflate(self, octets: bytes, most: int) -> bytes:
        self._not_given = b""
        try:
            if self.window == LARGEST:
                return self._context.decompress(octets, most)
            return b"".join(itertools.islice(self._octet_by_octet(octets), most))
        except zlib.error as error:
            raise BadDeflate(f"not DEFLATE in a window of 2**{self.window} octets: {error}") from error

    def _octet_by_octet(self, octets: bytes) -> Iterator[bytes]:
        """Inflate one octet a call: within a call, zlib looks back beyond the window, at what the call has returned."""
        for at in range(0, len(octets), STEP):
            left = octets[at : at + STEP]
            while octet := self._context.decompress(left, 1):
                yield octet
                left = self._context.unconsumed_tail
            if self._context.eof:
                self._not_given = octets[at + STEP :]
                return

    def ends_in_an_empty_block(self) -> bool:
        """Whether the last message, with the tail put back, ended in an empty block without compression (§7.2.1)."""
        try:
            return self._context.copy().decompress(PROBE) == b"?"
        except zlib.error:
            return False


def window_of(agreed: Extension, parameter: bytes) -> int:
    """Return the bits of the window that was agreed for one end of the connection: 15 by default (§7.1.2)."""
    value = agreed.get(parameter) or b"15"
    return int(value) if value.isdigit() and 8 <= int(value) <= 15 else 15
