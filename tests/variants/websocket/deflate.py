"""Legal variants of the reference WebSocket server in their use of permessage-deflate."""

from __future__ import annotations

import zlib

from reference_impls.http.syntax import Malformed
from reference_impls.websocket.deflate import Deflate, Extension, Negotiation
from reference_impls.websocket.server import WebSocketServer
from tests.kit.negotiating import Negotiating
from tests.variants.variant import Variant


class Economical(Negotiating):
    """Agrees to as little memory as it may, asked or not (RFC 7692 §7.1), and compresses long messages only (§6.1)."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            if super().answer(offer) is None:
                return None
            flags = ((b"server_no_context_takeover", None), (b"client_no_context_takeover", None))
            windows = [name for name in (b"client_max_window_bits",) if name in dict(offer.parameters)]
            return Extension(offer.name, (*flags, *((name, b"8") for name in (b"server_max_window_bits", *windows))))

    def compresses(self, payload: bytes) -> bool:
        return len(payload) > 1000


class RefusesBadOffers(Negotiating):
    """Refuses the opening handshake where it could decline an offer."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            if (answer := super().answer(offer)) is None:
                raise Malformed("no such offer")
            return answer


class FinalBlocks(WebSocketServer):
    """Compresses each message by itself, in blocks of which the last is marked as final (RFC 7692 §7.2.3.4)."""

    class compression(Deflate):
        def deflate(self, payload: bytes) -> bytes:
            compressor = self.compressor()
            return compressor.compress(payload) + compressor.flush(zlib.Z_FINISH) + b"\x00"


VARIANTS = [
    Variant(Economical, deviates=("rfc7692/7.3/window-of-1024-octets",)),
    Variant(RefusesBadOffers, deviates=("rfc7692/5/earlier-offer-first",)),
    Variant(FinalBlocks),
]
