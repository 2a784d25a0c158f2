"""Servers that answer no ping: an echo shows that they are alive, and each of their faults is told at its home."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator
from functools import partial

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Target
from conformance.harness.targets.measurement import answers
from conformance.model import NotApplicable, Requirement, Verdict
from conformance.websocket.behaviour import sign_of_life
from conformance.websocket.facts import PONGS_HOME, SEGMENTS_HOME
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455.test_05_1_overview import UNMASKED_FRAMES
from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import ANY_SEGMENTS
from conformance.websocket.rfc6455.test_05_4_fragmentation import CONTROL_AMID, JOIN
from conformance.websocket.rfc6455.test_05_5_1_close import ANSWER_A_CLOSE
from conformance.websocket.rfc6455.test_05_5_2_ping import ANSWER_A_PING
from conformance.websocket.rfc6455.test_05_5_3_pong import SAME_PAYLOAD
from conformance.websocket.wire import CONTINUATION, TEXT, Frame, frame
from reference_impls.websocket.frames import Head, Message
from reference_impls.websocket.server import WebSocketServer
from tests.kit.hunt import BAD
from tests.kit.judging import cases_for, judge_in_process, one_of_each, rows_of
from tests.kit.measured import measured_in_process
from tests.kit.protocols import server
from tests.mutants.websocket.rfc6455.s05_1 import TakesUnmaskedFrames
from tests.mutants.websocket.rfc6455.s05_5_2 import AnswersNoPing
from tests.variants.websocket.frames import NeverAnswers

HELLO = frame(TEXT, b"Hello")
BEGUN = frame(TEXT, b"Hel", fin=False)


class TakesUnmaskedToo(AnswersNoPing, TakesUnmaskedFrames):
    """Answers no ping, and accepts frames that are not masked."""


class TakesOneFrameFromARead(AnswersNoPing):
    """Answers no ping, and takes what a read gives for one frame: what follows in the same segment is lost."""

    def read_frame(self) -> Generator[None, None, bool]:
        goes_on = yield from super().read_frame()
        self._in.clear()
        return goes_on


class SkipsContinuations(AnswersNoPing):
    """Answers no ping, takes a first fragment for the whole message, and ignores continuations."""

    def read_frame_head(self) -> Generator[None, None, Head]:
        return dataclasses.replace((yield from super().read_frame_head()), fin=True)

    def continued(self) -> Message:
        return Message(CONTINUATION, compressed=False)

    def received(self, opcode: int, payload: bytes) -> None:
        if opcode != CONTINUATION:
            super().received(opcode, payload)


class SendsPingsBackAsText(AnswersNoPing):
    """Does not look at the opcode of a ping: it comes back as a text message."""

    def pinged(self, payload: bytes) -> None:
        self.send_data(TEXT, payload)


class ClosesOnAPing(AnswersNoPing):
    """Ends the connection on a ping."""

    def control(self, opcode: int, payload: bytes) -> bool:
        return False


class SaysNothing(AnswersNoPing, NeverAnswers):
    """Answers neither pings nor messages."""


def accusers(core: type[WebSocketServer], *judged: Requirement) -> set[Requirement]:
    """The requirements that a server does not meet, by a row of each, and by all rows of those judged."""
    rows = [*one_of_each(cases_for("websocket"), 0), *(row for one in judged for row in rows_of(one))]
    chosen = list({row.name: row for row in rows if not row.sockets}.values())
    outcomes = judge_in_process(partial(server, core), "websocket", chosen)
    assert not [one for one in outcomes.values() if one.verdict is Verdict.INCONCLUSIVE]
    return {one.case.requirement for one in outcomes.values() if one.verdict in BAD}


@pytest.mark.parametrize(
    ("core", "homes"),
    [
        (AnswersNoPing, {ANSWER_A_PING}),
        (TakesUnmaskedToo, {ANSWER_A_PING, UNMASKED_FRAMES}),
        (TakesOneFrameFromARead, {ANSWER_A_PING, ANY_SEGMENTS}),
    ],
)
def test_each_fault_is_told_at_its_home_alone(core: type[WebSocketServer], homes: set[Requirement]) -> None:
    assert accusers(core, JOIN, ANSWER_A_CLOSE, *homes) == homes


def test_fragments_that_are_not_joined_are_told() -> None:
    told = accusers(SkipsContinuations, JOIN)
    assert told >= {ANSWER_A_PING, JOIN}
    assert not told & {UNMASKED_FRAMES, ANY_SEGMENTS, ANSWER_A_CLOSE}
    assert CONTROL_AMID not in accusers(SkipsContinuations, CONTROL_AMID)


@pytest.mark.parametrize("core", [AnswersNoPing, SendsPingsBackAsText, ClosesOnAPing])
def test_rows_that_need_a_pong_name_the_home_of_the_fault(core: type[WebSocketServer]) -> None:
    outcomes = judge_in_process(partial(server, core), "websocket", [*rows_of(ANSWER_A_PING), *rows_of(SAME_PAYLOAD)])
    behind = [one for one in outcomes.values() if one.case.requirement is SAME_PAYLOAD]
    assert {one.verdict for one in behind} == {Verdict.NOT_APPLICABLE}
    assert all(PONGS_HOME in one.message for one in behind)
    assert any(one.verdict is Verdict.VIOLATES for one in outcomes.values())


def test_the_homes_are_requirements() -> None:
    assert (ANSWER_A_PING.id, ANY_SEGMENTS.id) == (PONGS_HOME, SEGMENTS_HOME)


@pytest.mark.parametrize(
    ("core", "measured"),
    [
        (WebSocketServer, {}),
        (AnswersNoPing, {"pongs": "no", "segments": "yes"}),
        (TakesOneFrameFromARead, {"pongs": "no", "segments": "no"}),
        (SendsPingsBackAsText, {"pongs": "no", "segments": "yes"}),
        (ClosesOnAPing, {"pongs": "no", "segments": "yes"}),
    ],
)
def test_what_is_measured(core: type[WebSocketServer], measured: dict[str, str]) -> None:
    target = measured_target(core)
    assert (target.measured, target.baseline_error) == (measured, "")
    assert answers(target)
    assert sign_of_life(lambda: Attempt(dataclasses.replace(target, measured={}), target.patience)) == measured


def test_without_an_echo_the_baseline_fails() -> None:
    target = measured_target(SaysNothing)
    assert (target.measured, target.baseline_error) == ({}, "a ping is not answered by a pong: silence")


def test_amid_a_message_only_an_end_of_the_connection_shows_anything() -> None:
    """A text there would be wrong (§5.4), and what the target does then would say nothing of the octets before."""
    assert not connected(AnswersNoPing).fails(BEGUN)
    assert connected(AnswersNoPing).fails(BEGUN + frame(3))
    with pytest.raises(NotApplicable, match=PONGS_HOME):
        connected(AnswersNoPing).accepts(BEGUN)
    assert connected(AnswersNoPing).delivers(BEGUN + frame(CONTINUATION, b"lo"), Frame(TEXT, b"Hello"))


def test_frames_are_sent_one_by_one_where_a_read_is_taken_for_a_frame() -> None:
    assert connected(TakesOneFrameFromARead).delivers(2 * HELLO, *2 * [Frame(TEXT, b"Hello")])
    with pytest.raises(NotApplicable, match=SEGMENTS_HOME):
        connected(TakesOneFrameFromARead).send_in_pieces(HELLO[:3], HELLO[3:])
    in_segments = connected(TakesOneFrameFromARead)
    in_segments.keep_segments()
    assert not in_segments.delivers(2 * HELLO, *2 * [Frame(TEXT, b"Hello")])


def measured_target(core: type[WebSocketServer]) -> Target:
    target, _ = measured_in_process(partial(server, core), "websocket")
    return target


def connected(core: type[WebSocketServer]) -> WebSocket:
    target = measured_target(core)
    return WebSocket(Attempt(target, target.patience))
