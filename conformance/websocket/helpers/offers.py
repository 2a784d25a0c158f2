"""For the cases on extension offers (RFC 7692 §5, §7): find out what the target agrees to."""

from __future__ import annotations

from conformance.http.wire import Answer, Closed, Response
from conformance.model import inconclusive_unless, not_applicable
from conformance.text import show
from conformance.websocket.deflate import NAME
from conformance.websocket.extensions import BadExtensions, Extension
from conformance.websocket.handshake import REQUEST, Conversation, Handshake, agreed, refusal

FIELD = b"Sec-WebSocket-Extensions: %b\r\n"


def answer_to_offer(handshake: Handshake, offer: bytes) -> Answer:
    """Return the answer to an opening handshake with this offer, or with several of them."""
    answer = handshake.answer(REQUEST[:-2] + FIELD % offer + b"\r\n")
    if answer.status == 101:
        lines = b", ".join(answer.values("Sec-WebSocket-Extensions"))
        handshake.attempt.observed(f"101, which agrees to {show(lines, 120) or 'no extension'}")
    return answer


def is_accepted_or_4xx(answer: Answer) -> bool:
    """Whether the handshake is accepted, with the offer or without, or refused as the client's error."""
    return answer.status == 101 or (answer.status is not None and 400 <= answer.status < 500)


def agreed_deflate(handshake: Handshake, offer: bytes) -> Extension | None:
    """Return permessage-deflate as the target agrees to it, or ``None`` if it does not: by a 101, or by none.

    The case is not applicable if an offer without parameters is declined too.
    """
    answer = answer_to_offer(handshake, offer)
    inconclusive_unless(
        isinstance(answer, Response | Closed), f"no answer that can be read: {handshake.attempt.actual}"
    )
    if answer.status == 101 and (wrong := refusal(answer, handshake.key)):
        not_applicable(wrong)
    found = deflate_in(answer) if answer.status == 101 else None
    if found is None:
        with handshake.attempt.aside():
            require_deflate(handshake.reconnect())
    return found


def require_deflate_agreed(handshake: Handshake, offer: bytes) -> Extension:
    """Return permessage-deflate as the target agrees to it; not applicable if it declines the offer."""
    answer = answer_to_offer(handshake, offer)
    if refusal(answer, handshake.key) or (found := deflate_in(answer)) is None:
        not_applicable(f"the target declines {offer.decode()}")
    return found


def require_deflate(handshake: Handshake) -> None:
    """Not applicable if the target declines permessage-deflate."""
    answer = answer_to_offer(handshake, NAME)
    if refusal(answer, handshake.key) or deflate_in(answer) is None:
        not_applicable("the target declines permessage-deflate")


def deflate_in(answer: Answer) -> Extension | None:
    """Return permessage-deflate as a 101 agrees to it; raises ``BadExtensions``."""
    return next((extension for extension in agreed(answer) if extension.name == NAME), None)


def deflate_of(conversation: Conversation) -> Extension | None:
    """Return permessage-deflate as a conversation agreed to it, if it did."""
    try:
        return deflate_in(conversation.response)
    except BadExtensions:
        return None


def window_bits(written: bytes | None) -> int:
    """Return the number that a value stands for (§7.1.2), or 0 unless it is 8 to 15 without leading zeros."""
    return int(written) if written in (b"8", b"9", b"10", b"11", b"12", b"13", b"14", b"15") else 0
