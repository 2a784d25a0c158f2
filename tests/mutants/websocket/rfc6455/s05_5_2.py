"""Mutants for RFC 6455 §5.5.2."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from conformance.websocket.rfc6455.test_04_2_2_sending_the_servers_opening_handshake_switch import NO_DESYNC
from conformance.websocket.rfc6455.test_05_5_2_ping import ANSWER_A_PING, PROMPT
from conformance.websocket.robustness.test_3_large_and_many_floods import PINGS
from reference_impls.websocket.frames import PING, PONG, Message
from reference_impls.websocket.server import WebSocketServer
from tests.mutants import mutant


@mutant(ANSWER_A_PING)
class AnswersNoPing(WebSocketServer):
    """Ignores every ping, so that only its echoes show that it is alive."""

    def pinged(self, payload: bytes) -> None:
        return


@mutant(ANSWER_A_PING, also={NO_DESYNC: "an early ping is followed by another", PINGS: "of many, too"})
class AnswersNoPingAfterAPing(WebSocketServer):
    """Does not answer a ping that follows another one."""

    before = 0

    def control(self, opcode: int, payload: bytes) -> bool:
        before, self.before = self.before, opcode
        return opcode == before == PING or super().control(opcode, payload)

    def finish(self, message: Message) -> None:
        self.before = 0
        super().finish(message)


@mutant(ANSWER_A_PING)
class AnswersTheFirstPing(WebSocketServer):
    """Of the pings that arrive together it answers the first, not the last."""

    answered = False

    def receive(self, octets: bytes) -> None:
        self.answered = False
        super().receive(octets)

    def pinged(self, payload: bytes) -> None:
        if not self.answered:
            super().pinged(payload)
        self.answered = True


@mutant(ANSWER_A_PING)
class AnswersNoPingAmidFragments(WebSocketServer):
    """Never answers a ping that comes between the fragments of a message."""

    def pinged(self, payload: bytes) -> None:
        if self.message is None:
            super().pinged(payload)


@mutant(ANSWER_A_PING)
class SendsPingsAmidFragmentsBack(WebSocketServer):
    """Sends pings between fragments, and all pongs, back as they came: the pong to its ping answers nothing."""

    def pinged(self, payload: bytes) -> None:
        self.send_frame(PONG if self.message is None else PING, payload)

    def ponged(self, payload: bytes) -> None:
        self.send_frame(PONG, payload)


@mutant(PROMPT)
class AnswersTheLastPingFirst(WebSocketServer):
    """Answers the pings that arrive together in reverse."""

    def __init__(self, *known: Any) -> None:
        super().__init__(*known)
        self.pings: list[bytes] = []

    def pinged(self, payload: bytes) -> None:
        self.pings.append(payload)

    def read_frame(self) -> Generator[None, None, bool]:
        more = yield from super().read_frame()
        while self.pings and not self._in:
            super().pinged(self.pings.pop())
        return more


@mutant(PROMPT)
class AnswersPingsAfterTheMessage(WebSocketServer):
    """Answers a ping only when the message that is under way has come to its end."""

    def __init__(self, *known: Any) -> None:
        super().__init__(*known)
        self.waiting: list[bytes] = []

    def pinged(self, payload: bytes) -> None:
        self.waiting.append(payload)
        self.answer_pings()

    def finish(self, message: Message) -> None:
        super().finish(message)
        self.answer_pings()

    def answer_pings(self) -> None:
        while self.waiting and self.message is None:
            super().pinged(self.waiting.pop(0))
