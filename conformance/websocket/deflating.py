"""The harness as a WebSocket client that speaks permessage-deflate (RFC 7692)."""

from __future__ import annotations

from conformance.harness.case.attempt import Attempt
from conformance.model import Inconclusive, TargetGone, not_applicable
from conformance.text import show
from conformance.websocket.deflate import NAME, Deflater, window_of
from conformance.websocket.peer import WebSocket
from conformance.websocket.wire import RSV1, frame


class Deflating(WebSocket):
    """A connection on which permessage-deflate is agreed; not applicable if the target declines it.

    ``deflater`` compresses as was agreed.
    """

    def __init__(self, attempt: Attempt, offer: bytes = NAME) -> None:
        super().__init__(attempt, b"Sec-WebSocket-Extensions: %b\r\n" % offer)
        if (extension := self.extension()) is None:
            not_applicable(f"the target declines {show(offer, 80)}")
        self.agreed = extension
        self.deflater = Deflater(
            window_of(extension, b"client_max_window_bits"), takeover=b"client_no_context_takeover" not in extension
        )

    def reconnect(self, offer: bytes) -> Deflating:
        """Another connection instead of this one, with an offer of its own."""
        self.close()
        try:
            return Deflating(self.attempt, offer)
        except TargetGone:
            raise
        except Inconclusive as error:  # whether the target understands offers is judged by other cases
            not_applicable(f"the target does not go on with {show(offer, 80)}: {error}")

    def compressed(self, opcode: int, payload: bytes) -> bytes:
        """The frame of a compressed message."""
        return frame(opcode, self.deflater.message(payload), rsv=RSV1)

    def require_compressed(self) -> None:
        """Not applicable if the target compressed no message: it may choose not to."""
        if not any(one.rsv & RSV1 for one in self.conversation.frames):
            not_applicable("the target compresses no message of these")

    @property
    def ends_in_an_empty_block(self) -> bool:
        """Whether the last compressed message of the target did so (RFC 7692 §7.2.1)."""
        inflater = self._messages.inflater
        return inflater is not None and inflater.ends_in_an_empty_block()
