"""The contract between core and shell."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reference_impls.sansio import HIGH_WATER, Connection, TimedOut, TooLong, Wait
from tests.reference.driving import SPLITS, Split, drain, feed


class Lines(Connection):
    """Says each line back, or the first octets of one that is too long."""

    def run(self) -> Wait:
        try:
            while True:
                self.send((yield from self.read_until(b"\r\n", 8)))
        except TooLong as too_long:
            self.send(b"!" + too_long.octets)


class Flood(Connection):
    """Says much, and waits for its peer to read."""

    said = 0

    def run(self) -> Wait:
        for _ in range(10):
            self.send(b"x" * HIGH_WATER + b"!")
            self.said += 1
            yield from self.flush()


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (b"a\r\nbc\r\n", b"a\r\nbc\r\n"),
        (b"123456\r\n", b"123456\r\n"),
        (b"1234567\r\n", b"!1234567\r"),
        (b"123456789", b"!12345678"),
        (b"\r\r\n", b"\r\r\n"),
        (b"a\rb\n", b""),
    ],
)
def test_read_until_is_the_same_over_segments_of_any_size(split: Split, octets: bytes, said: bytes) -> None:
    assert feed(Lines(), octets, split) == said


@pytest.mark.parametrize("split", SPLITS)
def test_a_pattern_may_look_one_octet_ahead(split: Split) -> None:
    class Pattern(Connection):
        def run(self) -> Wait:
            self.send((yield from self.read_until(re.compile(rb"\n|\r[^\n]"), 100)))

    assert feed(Pattern(), b"abc\r\ndef", split) == b"abc\r\n"
    assert feed(Pattern(), b"abc\rdef", split) == b"abc\rd"


def reading_exactly(core: Connection) -> Wait:
    core.send((yield from core.read_exactly(3)))


def reading_some(core: Connection) -> Wait:
    core.send((yield from core.read_some()))


def peeking(core: Connection) -> Wait:
    core.send((yield from core.peek()) + (yield from core.read_some()))


def core_of(run: Callable[[Connection], Wait]) -> Connection:
    core: Connection = type("Core", (Connection,), {"run": run})()
    return core


@pytest.mark.parametrize(("run", "said"), [(reading_exactly, b"abc"), (reading_some, b"abcd"), (peeking, b"aabcd")])
def test_reads_take_what_they_say(run: Callable[[Connection], Wait], said: bytes) -> None:
    core = core_of(run)
    assert feed(core, b"abcd") == said
    assert core.closing


def test_fin_ends_a_core_that_wants_more() -> None:
    core = core_of(reading_exactly)
    core.receive(b"ab")
    assert not core.closing
    core.receive(b"")
    assert core.closing


def test_silence_is_told_to_the_core() -> None:
    def run(core: Connection) -> Wait:
        try:
            yield from core.peek()
        except TimedOut:
            core.send(b"too late")

    core = core_of(run)
    assert drain(core) == b""
    core.expire()
    assert (drain(core), core.closing) == (b"too late", True)


def test_a_core_waits_for_a_peer_that_does_not_read() -> None:
    core = Flood()
    assert core.said == 0
    assert len(core.to_send()) > HIGH_WATER
    assert core.said == 1
    core.receive(b"more")
    assert core.said == 2
    core.receive(b"more")
    assert core.said == 2
    assert len(drain(core)) == 9 * (HIGH_WATER + 1)
    assert core.closing


def test_octets_after_the_end_are_ignored() -> None:
    core = core_of(reading_exactly)
    assert feed(core, b"abc") == b"abc"
    core.receive(b"def")
    core.expire()
    assert core.to_send() == b""
