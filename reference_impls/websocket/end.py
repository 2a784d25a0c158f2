"""One end of a WebSocket after the opening handshake: messages, pings, closing (RFC 6455 §5.4 to §8).

Only the client masks (§5.1), and the server closes the TCP connection first (§7.1.1).
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from reference_impls.sansio import Eof, TimedOut, Wait
from reference_impls.websocket.deflate import BadDeflate
from reference_impls.websocket.frames import CLOSE, CONTINUATION, PING, PONG, TEXT, Failed, Framing, Head, Message

MAX_MESSAGE = 16 * 1024 * 1024
MAX_FRAGMENTS = 64 * 1024
# The beginning of a character that the decoder still waits for, but that cannot become valid UTF-8 (RFC 3629 §3):
# an overlong form, a surrogate, or a code point beyond U+10FFFF.
CANNOT_BECOME_UTF_8 = re.compile(rb"\xe0[\x80-\x9f]|\xed[\xa0-\xbf]|\xf0[\x80-\x8f]|\xf4[\x90-\xbf]")


class WebSocketEnd(Framing):
    """Reads frames and answers them. Each small method is one decision that an RFC asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.close_sent = False

    def talk(self) -> Wait:
        """Hold the conversation until it is closed, from either end."""
        try:
            while (yield from self.read_frame()):
                yield from self.flush()
        except Failed as reason:
            self.fail(reason)
        except TimedOut:
            self.send_close(1001, "no octets for too long")
        except Eof:
            return

    def fail(self, reason: Failed) -> None:  # §7.1.7: send a Close with the reason, process nothing more
        self.send_close(reason.code, str(reason))

    def read_frame(self) -> Generator[None, None, bool]:
        """Read one frame and act on it; return whether another may follow."""
        head = yield from self.read_frame_head()
        if head.control:
            self.check_control(head)
            return self.control(head.opcode, self.unmask(head, (yield from self.read_exactly(head.size)), 0))
        message = self.message_of(head)
        self.check_size(message, head.size)
        yield from self.read_data(head, message)
        if head.fin:
            self.message = None
            self.finish(message)
            self.received(message.opcode, bytes(message.payload))
        return True

    def read_data(self, head: Head, message: Message) -> Wait:
        """Read the payload as it arrives, so that invalid octets are refused before the frame is complete."""
        at = 0
        while at < head.size:
            octets = yield from self.read_up_to(head.size - at)
            self.add_payload(message, self.unmask(head, octets, at))
            at += len(octets)

    def check_size(self, message: Message, more: int) -> None:  # §10.4
        if len(message.payload) + more > MAX_MESSAGE:
            raise Failed(1009, "message too large")
        if message.fragments > MAX_FRAGMENTS:
            raise Failed(1008, "too many fragments")

    # messages

    def add_payload(self, message: Message, octets: bytes) -> None:
        """Add some octets to a message."""
        payload = self.inflate(octets) if message.compressed else octets
        self.check_size(message, len(payload))
        message.payload += payload
        if message.opcode == TEXT:
            self.check_text(message, payload, final=False)

    def finish(self, message: Message) -> None:
        """Complete a message whose last fragment has arrived."""
        if message.compressed and self.deflate:
            self.add_payload(message, self.deflate.tail)
            self.deflate.end_of_message()
        if message.opcode == TEXT:
            self.check_text(message, b"", final=True)

    def check_text(self, message: Message, octets: bytes, *, final: bool) -> None:  # §8.1: as early as possible
        try:
            message.text.decode(octets, final)
        except UnicodeDecodeError:
            raise Failed(1007, "text that is not UTF-8") from None
        if CANNOT_BECOME_UTF_8.match(message.text.getstate()[0]):
            raise Failed(1007, "text that is not UTF-8")

    def inflate(self, octets: bytes) -> bytes:  # RFC 7692 §7.2.2
        assert self.deflate, "RSV1 has passed check_reserved_bits"
        try:
            return self.deflate.inflate(octets, MAX_MESSAGE + 1)
        except BadDeflate as reason:
            raise Failed(1007, str(reason)) from None

    def received(self, opcode: int, payload: bytes) -> None:
        """Act on a complete message; the application defines this."""
        raise NotImplementedError

    # control frames

    def control(self, opcode: int, payload: bytes) -> bool:
        """Act on a control frame; return whether another frame may follow."""
        if opcode == PING:
            self.pinged(payload)
        elif opcode == PONG:
            self.ponged(payload)
        else:
            return self.closed(payload)
        return True

    def pinged(self, payload: bytes) -> None:  # §5.5.2, §5.5.3: the same payload
        self.send_frame(PONG, payload)

    def ponged(self, payload: bytes) -> None:  # §5.5.3: no answer
        """Ignore it."""

    def closed(self, payload: bytes) -> bool:  # §5.5.1: answer and close
        code, reason = self.close_code(payload)
        self.check_close_code(code)
        self.check_close_reason(reason)
        self.answer_close(code)
        return self.stays_after_close()

    def close_code(self, payload: bytes) -> tuple[int | None, bytes]:  # §5.5.1: empty, or two octets and a reason
        if len(payload) == 1:
            raise Failed(1002, "a status code of one octet")
        return (int.from_bytes(payload[:2]), payload[2:]) if payload else (None, b"")

    def check_close_code(self, code: int | None) -> None:  # §7.4: defined ones, and 3000 to 4999
        if code is not None and not (1000 <= code <= 1003 or 1007 <= code <= 1014 or 3000 <= code <= 4999):
            raise Failed(1002, f"status code {code}")

    def check_close_reason(self, reason: bytes) -> None:  # §5.5.1, §8.1
        try:
            reason.decode()
        except UnicodeDecodeError:
            raise Failed(1007, "a reason that is not UTF-8") from None

    def answer_close(self, code: int | None) -> None:  # §5.5.1: once, with the code received
        if not self.close_sent:
            self.send_close(code)

    def stays_after_close(self) -> bool:  # §7.1.1: the server closes the TCP connection at once
        return False

    # sending

    def send_data(self, opcode: int, payload: bytes) -> None:
        """Send a message, compressed if both ends have agreed to that."""
        rsv = 0
        if self.deflate and self.compresses(payload):
            payload, rsv = self.deflate.deflate(payload), 4
        for part, last in self.fragments(payload):
            self.send_frame(opcode, part, fin=last, rsv=rsv)
            opcode, rsv = CONTINUATION, 0

    def compresses(self, payload: bytes) -> bool:  # RFC 7692 §6.1: the sender chooses for each message
        return True

    def fragments(self, payload: bytes) -> Iterator[tuple[bytes, bool]]:  # §5.4: the sender chooses
        """Yield the fragments of a message, each with whether it is the last."""
        yield payload, True

    def send_close(self, code: int | None, reason: str = "") -> None:  # §5.5.1
        self.close_sent = True
        self.send_frame(CLOSE, b"" if code is None else code.to_bytes(2) + reason.encode()[:123])
