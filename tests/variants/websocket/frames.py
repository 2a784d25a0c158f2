"""Legal variants of the reference WebSocket server in frames, text and closing."""

from __future__ import annotations

from collections.abc import Generator

from reference_impls.http.request import Request
from reference_impls.http.response import Response
from reference_impls.http.site import Resource
from reference_impls.websocket.frames import BINARY, Failed, Message
from reference_impls.websocket.server import WebSocketServer
from tests.kit.failing import WaitsForTheClientsClose
from tests.variants.variant import Variant


class ClosesWith1000(WebSocketServer):
    """Answers every good Close with 1000, whatever code it has: an endpoint only typically echoes it (§5.5.1)."""

    def answer_close(self, code: int | None) -> None:
        super().answer_close(1000)


class ClosesWithoutACode(WebSocketServer):
    """Answers every good Close with an empty one (§5.5.1)."""

    def answer_close(self, code: int | None) -> None:
        super().answer_close(None)


class HangsUpOnFailure(WebSocketServer):
    """Fails a connection without a Close, against a SHOULD (§7.1.7)."""

    def fail(self, reason: Failed) -> None:
        return


class ChecksTextAtItsEnd(WebSocketServer):
    """Checks a text message when it is complete (§5.6)."""

    def check_text(self, message: Message, octets: bytes, *, final: bool) -> None:
        if final:
            super().check_text(message, bytes(message.payload), final=True)


class LimitOf64kB(WebSocketServer):
    """Takes no message of 64 kB and more (§10.4)."""

    def check_size(self, message: Message, more: int) -> None:
        if len(message.payload) + more >= 1 << 16:
            raise Failed(1009, "message too large")


class TextOnly(WebSocketServer):
    """Takes no binary messages (§7.4.1)."""

    def received(self, opcode: int, payload: bytes) -> None:
        if opcode == BINARY:
            raise Failed(1003, "text only")
        super().received(opcode, payload)


class AnswersTheLastPing(WebSocketServer):
    """Answers only the last of several pings that have arrived (§5.5.3)."""

    last: bytes | None = None

    def pinged(self, payload: bytes) -> None:
        self.last = payload

    def read_frame(self) -> Generator[None, None, bool]:
        more = yield from super().read_frame()
        if self.last is not None and not self._in:
            super().pinged(self.last)
            self.last = None
        return more


class Lenient(WebSocketServer):
    """Refuses no more than it must: takes long lengths, any code, and waits for whatever is declared (§10.4, §10.7)."""

    def check_size_field(self, size: int, octets: int) -> None:
        if size >= 1 << 63:
            raise Failed(1002, "malformed payload length")

    def check_close_code(self, code: int | None) -> None:
        return

    def answer_close(self, code: int | None) -> None:
        super().answer_close(1000)

    def check_size(self, message: Message, more: int) -> None:
        return


class TakesAReservedCode(WebSocketServer):
    """Sends 1004 back: it is reserved, but nothing forbids it (§7.4.1)."""

    def check_close_code(self, code: int | None) -> None:
        if code != 1004:
            super().check_close_code(code)


class Unknown(WebSocketServer):
    """Has no manifest, so that the judge must find out what it offers."""

    def answer_from(self, resource: Resource, request: Request) -> Response:
        if resource.upgrade != b"websocket":
            return self.error(404, "there is nothing here")
        return super().answer_from(resource, request)


class NeverAnswers(Unknown):
    """Takes messages, and sends none: an endpoint need not be an echo."""

    def received(self, opcode: int, payload: bytes) -> None:
        return


class AnswersOnce(Unknown):
    """Takes one message, and closes: servers may close whenever they like (§7.3)."""

    def received(self, opcode: int, payload: bytes) -> None:
        raise Failed(1000, "that is all")


class AnswersItsOwnWay(Unknown):
    """Answers every message, but not with an echo."""

    def received(self, opcode: int, payload: bytes) -> None:
        super().received(opcode, b"received: %d" % len(payload))


CODE, EARLY = "rfc6455/7.1.7/close-with-a-code", "rfc6455/8.1/fail-early"
SLACK = ("rfc6455/10.7/refuse-long-lengths", "rfc6455/10.7/refuse-bad-closes", "rfc6455/10.4/limit-a-frame")

VARIANTS = [
    Variant(ClosesWith1000),
    Variant(ClosesWithoutACode),
    Variant(HangsUpOnFailure, deviates=(CODE,)),
    Variant(WaitsForTheClientsClose, deviates=("rfc6455/7.1.1/close-tcp-at-once",)),
    Variant(ChecksTextAtItsEnd, deviates=(EARLY,)),
    Variant(LimitOf64kB),
    Variant(TextOnly),
    Variant(AnswersTheLastPing),
    Variant(TakesAReservedCode),
    Variant(Lenient, deviates=(*SLACK, CODE)),
    Variant(NeverAnswers),
    Variant(AnswersOnce),
    Variant(AnswersItsOwnWay),
]
