"""What a WebSocket server is not accused of: what follows from another fault of it, or what no RFC forbids."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from conformance.model import Requirement, Verdict
from conformance.websocket.rfc6455.test_04_2_2_sending_the_servers_opening_handshake import (
    CONNECTION,
    SUBPROTOCOL_OFFERED,
    UPGRADE,
)
from conformance.websocket.rfc6455.test_04_2_2_sending_the_servers_opening_handshake_switch import NO_LONGER_HTTP
from conformance.websocket.rfc6455.test_04_4_supporting_multiple_versions import TRY_AGAIN
from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import ANY_SEGMENTS
from conformance.websocket.rfc6455.test_05_4_fragmentation import CONTROL_AMID, JOIN
from conformance.websocket.rfc6455.test_05_5_control_frames import UP_TO_125
from conformance.websocket.rfc6455.test_06_2_receiving_data import REMOVE_MASKING
from conformance.websocket.rfc6455.test_07_1_1_close_the_websocket_connection import CLEANLY
from conformance.websocket.rfc6455.test_11_3_header_fields import ACCEPT_ONCE, PROTOCOL_ONCE
from conformance.websocket.rfc7692.test_07_the_permessage_deflate_extension import INVALID, REPEATED, UNDEFINED
from conformance.websocket.rfc9110.test_07_8_upgrade_handshake import CONTINUE_FIRST
from conformance.websocket.wire import TEXT
from reference_impls.http.expectations import Expectations
from reference_impls.http.request import Refused, Request
from reference_impls.http.response import Response
from reference_impls.sansio import Eof
from reference_impls.websocket.frames import Failed, Head
from reference_impls.websocket.server import WebSocketServer
from tests.kit.judging import judge_kind, rows_of
from tests.mutants.websocket.rfc6455.s04_2_1_key import SpeaksEveryVersion
from tests.mutants.websocket.rfc7692.s05 import FailsOnAnOffer, HangsUpOnAnOffer


class AnswersNoClose(WebSocketServer):
    """Closes TCP on a Close, and says nothing."""

    def answer_close(self, code: int | None) -> None:
        return


class TakesNoLengthOfEightOctets(WebSocketServer):
    """Refuses frames whose length is written in eight octets, in however many segments they come."""

    def check_size_field(self, size: int, octets: int) -> None:
        if octets == 8:
            raise Failed(1009, "too long")


class ReadsLengthsInTheWrongOrder(WebSocketServer):
    """Takes the last octet of a length for the first one, and sends everything back as text, so that it is no echo."""

    def read_size(self, size: int, opcode: int) -> Generator[None, None, int]:
        if size < 126:
            return size
        return int.from_bytes((yield from self.read_exactly(2 if size == 126 else 8)), "little")

    def received(self, opcode: int, payload: bytes) -> None:
        self.send_data(TEXT, payload)


class JudgesWholeFrames(WebSocketServer):
    """Looks at a frame once all of it has come."""

    def read_frame_head(self) -> Generator[None, None, Head]:
        head = yield from self.read_exactly(2)
        size = (head[1] & 0x7F) + 4 * (head[1] >> 7)
        rest = yield from self.read_exactly(size)
        self._in[:0] = head + rest
        return (yield from super().read_frame_head())


class TakesARequestForPartOfAFrame(WebSocketServer):
    """Takes a request behind the 101 for the first octets of a frame, and waits for more (Mojolicious)."""

    def switched_protocol(self) -> Generator[None, None, bool]:
        if (yield from self.peek()) == b"G":
            yield from self.read_exactly(1 << 30)
        return (yield from super().switched_protocol())


class NeverSaysContinue(WebSocketServer):
    """Waits for the content of a handshake, and does not ask for it (Mojolicious)."""

    class expectations(Expectations):
        def expects_continue(self, request: Request, size: int) -> bool:
            return False


class SaysNothingAmidMuch(WebSocketServer):
    """Closes TCP with FIN, and sends no Close, where much has come behind a wrong frame (libwebsockets)."""

    def fail(self, reason: Failed) -> None:
        if len(self._in) > 1000:
            raise Eof
        super().fail(reason)


class Choosy(WebSocketServer):
    """Refuses handshakes that it could accept: other spellings, more options, subprotocols that it does not speak."""

    def shake_hands(self, request: Request) -> Response:
        if request.values(b"upgrade") != [b"websocket"] or request.values(b"connection") != [b"Upgrade"]:
            raise Refused(400, "not as expected")
        if {*self._handshake.subprotocols(request)} - {b"chat", b"superchat"}:
            raise Eof
        return super().shake_hands(request)


@pytest.mark.parametrize(
    ("core", "requirement"),
    [
        *((Choosy, one) for one in (UPGRADE, CONNECTION, SUBPROTOCOL_OFFERED, ACCEPT_ONCE, PROTOCOL_ONCE)),
        *((one, other) for one in (FailsOnAnOffer, HangsUpOnAnOffer) for other in (UNDEFINED, INVALID, REPEATED)),
        (SpeaksEveryVersion, TRY_AGAIN),
        (AnswersNoClose, UP_TO_125),
        (AnswersNoClose, CONTROL_AMID),
        (TakesNoLengthOfEightOctets, ANY_SEGMENTS),
        *((ReadsLengthsInTheWrongOrder, one) for one in (ANY_SEGMENTS, JOIN, REMOVE_MASKING)),
        (JudgesWholeFrames, NO_LONGER_HTTP),
        (TakesARequestForPartOfAFrame, NO_LONGER_HTTP),
        (NeverSaysContinue, CONTINUE_FIRST),
        (SaysNothingAmidMuch, CLEANLY),
    ],
)
def test_it_is_not_accused(core: type[WebSocketServer], requirement: Requirement) -> None:
    outcomes = judge_kind(core, rows_of(requirement))
    assert {outcome.verdict for outcome in outcomes.values()} <= {Verdict.NOT_APPLICABLE, Verdict.CONFORMS}
