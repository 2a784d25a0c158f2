"""Messages out of the frames that the target sends them in (RFC 6455 §5.4, RFC 7692 §6.2)."""

from __future__ import annotations

from conformance.http.wire import Garbage
from conformance.model import Endless
from conformance.websocket.bounds import KEPT, MESSAGES
from conformance.websocket.deflate import BadDeflate, Inflater, window_of
from conformance.websocket.extensions import Extension
from conformance.websocket.wire import CONTINUATION, RSV1, Frame


class Messages:
    """Joins frames into messages; inflates the compressed ones if ``deflate``, permessage-deflate, was agreed."""

    def __init__(self, deflate: Extension | None) -> None:
        self.inflater = _inflater(deflate) if deflate else None
        self._parts: list[Frame] = []
        self._size = self._total = 0  # octets of the parts, and of all messages so far

    def join(self, part: Frame, limit: int) -> Frame | Garbage | None:
        """Add a data frame; return the message if it is now complete. Raises ``Endless`` beyond ``limit`` octets."""
        if bool(self._parts) != (part.opcode == CONTINUATION):
            return Garbage(f"{part} out of place")
        self._parts.append(part)
        self._size += len(part.payload)
        if self._size > limit:
            raise Endless(f"the target sent a message of more than {limit} octets")
        return self._counted(self._joined(limit), limit) if part.fin else None

    def _counted(self, message: Frame | Garbage, limit: int) -> Frame | Garbage:
        """Bound the octets of all messages together: a compressed one takes few on the wire."""
        self._total += len(message.payload) if isinstance(message, Frame) else 0
        if self._total > MESSAGES * limit:
            raise Endless(f"the target sent messages of more than {MESSAGES * limit} octets")
        return message

    def _joined(self, limit: int) -> Frame | Garbage:
        first, payload = self._parts[0], b"".join(one.payload for one in self._parts)
        self._parts, self._size = [], 0
        if not (first.rsv & RSV1 and self.inflater):
            return Frame(first.opcode, payload, rsv=first.rsv)
        try:
            return Frame(first.opcode, self.inflater.message(payload, limit), rsv=first.rsv & ~RSV1)
        except BadDeflate as error:
            return Garbage(str(error), payload[:KEPT])


def _inflater(deflate: Extension) -> Inflater:
    """Return an inflater with the parameters that were agreed for the server (RFC 7692 §7.1)."""
    window = window_of(deflate, b"server_max_window_bits")
    return Inflater(window, takeover=b"server_no_context_takeover" not in deflate)
