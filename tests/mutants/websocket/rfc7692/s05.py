"""Mutants for RFC 7692 §5."""

from __future__ import annotations

from collections.abc import Iterable

from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import OWN_RESERVED_BITS
from conformance.websocket.rfc7692.test_05_extension_negotiation import (
    AS_AGREED,
    EARLIER_FIRST,
    NO_ERROR,
    NONE_AGREED,
    ONE_OWNER,
)
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.http.syntax import Field
from reference_impls.sansio import Eof
from reference_impls.websocket.deflate import Deflate, Extension, Negotiation
from reference_impls.websocket.handshake import Handshake
from reference_impls.websocket.server import WebSocketServer
from tests.kit.negotiating import Negotiating
from tests.mutants import mutant


@mutant(ONE_OWNER)
class AgreesToEveryOffer(WebSocketServer):
    """Answers every offer of permessage-deflate with an element of its own."""

    class handshake(Handshake):
        def extension_field(self, offers: list[Extension]) -> list[Field]:
            answer_to = super().extension_field
            return [field for offer in offers for field in answer_to([offer])]


@mutant(NONE_AGREED, also={OWN_RESERVED_BITS: "it sends RSV1 where nothing is agreed"})
class CompressesUnasked(WebSocketServer):
    """Sets up compression for any offer, also where its answer names none."""

    def shake_hands(self, request: Request) -> Response:
        response = super().shake_hands(request)
        if response.status == 101 and self._handshake.extensions(request) and not self.deflate:
            self.deflate = Deflate()
        return response


@mutant(EARLIER_FIRST)
class TakesTheLastOffer(Negotiating):
    """Prefers the last of several offers."""

    class negotiation(Negotiation):
        def agree(self, offers: Iterable[Extension]) -> Extension | None:
            return super().agree(reversed(list(offers)))


@mutant(EARLIER_FIRST)
class LooksAtTheFirstOffer(Negotiating):
    """Looks at no offer but the first."""

    class negotiation(Negotiation):
        def agree(self, offers: Iterable[Extension]) -> Extension | None:
            return super().agree(list(offers)[:1])


@mutant(NO_ERROR)
class FailsOnAnOffer(Negotiating):
    """Answers 500 where it could decline an offer."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            if (answer := super().answer(offer)) is None:
                raise Refused(500, "this offer was not expected")
            return answer


@mutant(NO_ERROR)
class HangsUpOnAnOffer(Negotiating):
    """Closes the connection without an answer where it could decline an offer of permessage-deflate."""

    class negotiation(Negotiation):
        def answer(self, offer: Extension) -> Extension | None:
            answer = super().answer(offer)
            if answer is None and offer.name == b"permessage-deflate":
                raise Eof
            return answer


@mutant(AS_AGREED)
class DoesNotDoAsAgreed(WebSocketServer):
    """Compresses as if nothing was agreed where a window and no context takeover were agreed together."""

    class compression(Deflate):
        @classmethod
        def of_server(cls, agreed: Extension) -> Deflate:
            together = {b"server_no_context_takeover", b"server_max_window_bits"} <= dict(agreed.parameters).keys()
            return Deflate() if together else super().of_server(agreed)
