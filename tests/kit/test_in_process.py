"""The targets in this process: what they do stands for what a shell and a kernel would do."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from conformance.harness.net.segmentation import CUT, Segments
from conformance.harness.net.stream import FIN, RST, SILENCE, Stream
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from reference_impls.sansio import HIGH_WATER, Connection, TimedOut, Wait
from reference_impls.services.echo import EchoOverTcp
from reference_impls.services.service import Site
from reference_impls.shells import LINGER, READ_SIZE
from tests.kit.in_process import BUFFER, RATE, InProcess
from tests.kit.scripted_cores import (
    Script,
    Scripted,
    answers_once,
    answers_the_end,
    fails,
    gives_up,
    never_stops,
    resets,
    silent,
)
from tests.kit.virtual_clock import VirtualClock


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


def opened(core: Connection, clock: VirtualClock, size: int = 0) -> Stream:
    transcript, url = Transcript(clock), Url("http", "127.0.0.1", 80)
    return InProcess(lambda: core, clock, size).open(url, transcript, 2.0, 1, None, 0)


def received(stream: Stream, clock: VirtualClock) -> list[bytes | str]:
    """What comes within two seconds, up to the end or silence."""
    heard: list[bytes | str] = []
    while not heard or isinstance(heard[-1], bytes):
        heard.append(stream.receive(clock.now() + 2))
    return heard


# how conversations end


def test_a_core_that_is_done_ends_with_fin(clock: VirtualClock) -> None:
    stream = opened(Scripted(answers_once), clock)
    stream.send(b"a")
    assert received(stream, clock) == [b"answer", FIN]
    assert stream.let_read()


def test_a_core_that_raises_an_oserror_ends_with_rst(clock: VirtualClock) -> None:
    stream = opened(Scripted(resets), clock)
    stream.send(b"a")
    assert received(stream, clock) == [RST]


@pytest.mark.parametrize(("lingers", "end"), [(True, FIN), (False, RST)])
def test_octets_after_the_end_are_reset_unless_the_shell_lingers(clock: VirtualClock, lingers: bool, end: str) -> None:
    stream = opened(Scripted(answers_once, lingers=lingers), clock)
    stream.send(b"a")
    stream.send(b"b")
    assert received(stream, clock) == [b"answer", end]


def test_a_shell_lingers_for_a_while_only(clock: VirtualClock) -> None:
    stream = opened(Scripted(answers_once), clock)
    stream.send(b"a")
    clock.sleep(LINGER)
    stream.send(b"b")
    assert received(stream, clock) == [b"answer", RST]


def test_after_a_half_close_the_core_may_still_answer(clock: VirtualClock) -> None:
    stream = opened(Scripted(answers_the_end), clock)
    stream.half_close()
    assert received(stream, clock) == [b"bye", FIN]


def test_a_core_reads_the_end_when_the_judge_closes(clock: VirtualClock) -> None:
    core = Scripted(silent, patience=60)
    stream = opened(core, clock)
    stream.close()
    assert core.given == [b""]
    assert not clock.conversations


def test_a_reset_ends_the_conversation_at_once(clock: VirtualClock) -> None:
    core = Scripted(gives_up, patience=1)
    stream = opened(core, clock)
    stream.reset()
    assert not clock.conversations
    clock.sleep(2)
    assert not core.closing
    assert stream.receive(clock.now() + 2) == RST


def test_an_error_in_a_core_is_printed_and_ends_its_own_conversation_only(
    clock: VirtualClock, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = opened(Scripted(fails), clock), opened(Scripted(answers_once), clock)
    first.send(b"a")
    second.send(b"a")
    assert received(first, clock) == [FIN]
    assert received(second, clock) == [b"answer", FIN]
    assert "ValueError: a defect" in capsys.readouterr().err


# time


def test_silence_lasts_to_the_deadline_and_no_longer(clock: VirtualClock) -> None:
    stream = opened(Scripted(silent), clock)
    assert stream.receive(2.5) == SILENCE
    assert clock.now() == 2.5


def test_the_patience_of_the_core_may_end_first(clock: VirtualClock) -> None:
    stream = opened(Scripted(gives_up, patience=1), clock)
    assert stream.receive(5) == b"too late"
    assert clock.now() == 1 + len(b"too late") / RATE


def test_octets_renew_the_patience_of_the_core(clock: VirtualClock) -> None:
    stream = opened(Scripted(gives_up, patience=1), clock)
    clock.sleep(0.75)
    stream.send(b"a")
    assert stream.receive(1.5) == SILENCE


def test_what_is_due_on_several_connections_happens_in_order(clock: VirtualClock) -> None:
    expired: list[tuple[str, float]] = []

    def notes(name: str) -> Script:
        def script(core: Scripted) -> Wait:
            try:
                yield from silent(core)
            except TimedOut:
                expired.append((name, clock.now()))

        return script

    for name, patience in {"late": 2, "first of two": 1, "second of two": 1}.items():
        opened(Scripted(notes(name), patience), clock)
    assert opened(Scripted(silent), clock).receive(5) == SILENCE
    assert expired == [("first of two", 1), ("second of two", 1), ("late", 2)]


def test_while_octets_arrive_nothing_else_happens(clock: VirtualClock) -> None:
    core = Scripted(gives_up, patience=1)
    opened(core, clock)
    clock.pass_by(3)
    assert (clock.now(), core.closing) == (3, False)
    clock.sleep(0)
    assert (clock.now(), core.closing) == (3, True)


def test_tasks_run_one_after_the_other_in_their_order(clock: VirtualClock) -> None:
    began: list[int] = []

    def task(number: int) -> Callable[[], int]:
        def run() -> int:
            began.append(number)
            clock.sleep(1)
            return number

        return run

    assert clock.side_by_side([task(number) for number in (2, 1, 3)], 2) == began == [2, 1, 3]
    assert clock.now() == 3


def test_the_time_of_day_is_not_behind_that_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files get theirs from the machine."""
    machine = [1000.0]
    monkeypatch.setattr(time, "time", lambda: machine[0])
    clock = VirtualClock()
    clock.sleep(60)
    assert clock.today() == 1060
    machine[0] = 2000
    assert clock.today() == 2000


# octets


def test_what_a_core_sends_arrives_in_parts(clock: VirtualClock) -> None:
    stream = opened(Scripted(answers_once), clock, size=4)
    stream.send(b"a")
    assert received(stream, clock) == [b"answ", b"er", FIN]


def test_only_the_first_octets_arrive_in_parts(clock: VirtualClock) -> None:
    stream = opened(Scripted(never_stops), clock, size=CUT // 2)
    assert [len(stream.receive(5)) for _ in range(3)] == [CUT // 2, CUT // 2, READ_SIZE]


def test_what_is_sent_reaches_the_core_in_segments(clock: VirtualClock) -> None:
    core = Scripted(silent)
    stream = opened(core, clock)
    stream.segments = Segments(size=2, first=3)
    stream.send(b"abcd")
    stream.send(b"ef")
    assert core.given == [b"abc", b"d", b"e", b"f"]


def test_a_core_that_never_stops_is_read_as_far_as_there_is_room(clock: VirtualClock) -> None:
    core = Scripted(never_stops)
    stream = opened(core, clock)
    assert BUFFER <= core.made < BUFFER + 2 * HIGH_WATER
    taken = sum(len(stream.receive(clock.now() + 2)) for _ in range(100))
    assert taken <= core.made < taken + BUFFER + 2 * HIGH_WATER
    assert clock.now() == pytest.approx(taken / RATE)


def test_a_shell_gives_up_where_nobody_reads(clock: VirtualClock) -> None:
    core = Scripted(never_stops, patience=1)
    stream = opened(core, clock)
    clock.sleep(1)
    assert received(stream, clock)[-1] == RST
    assert core.made < BUFFER + 2 * HIGH_WATER


def test_a_shell_reads_no_more_while_nobody_reads_what_it_sends(clock: VirtualClock) -> None:
    stream = opened(EchoOverTcp(Site(bytes), clock.today), clock)
    assert stream.offer(bytes(4 * BUFFER), 1.0) == BUFFER
    assert clock.now() == 1.0
    assert sum(len(octets) for octets in received(stream, clock)[:-1]) == BUFFER
    assert stream.offer(b"more", 1.0) == 4


def test_urgent_data_is_refused(clock: VirtualClock) -> None:
    stream = opened(Scripted(silent), clock)
    with pytest.raises(NotImplementedError, match="mark the case"):
        stream.send_urgent(b"!")
