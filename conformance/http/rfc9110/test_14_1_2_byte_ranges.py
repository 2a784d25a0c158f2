"""RFC 9110 §14.1.2  Byte Ranges"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import Draw, example, examples
from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.byte_ranges import RangedResource, require_ranges
from conformance.http.helpers.resources import answered
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Answer
from conformance.model import RECIPIENT, SERVER, not_applicable

section = RFC9110.section("14.1.2", "Byte Ranges")

NO_MORE = section.implied(
    "no-octets-that-were-not-asked-for",
    role=SERVER,
    text="Offsets begin at 0 and positions are inclusive; `n-` is the rest, `-n` the last n: no part has more.",
    hint="From first to last + 1, where last is at most the length - 1; for `-n`, from the length - n, at least 0.",
)

SATISFIABLE = {
    b"bytes=0-0": (0, 0),
    b"bytes=1-3": (1, 3),
    b"bytes=0-{last}": (0, -1),
    b"bytes={last}-{last}": (-1, -1),
    b"bytes=2-": (2, -1),
    b"bytes={last}-": (-1, -1),
    b"bytes=-1": (-1, -1),
    b"bytes=-3": (-3, -1),
    b"bytes=-{length}": (0, -1),
    b"bytes=-{length}0": (0, -1),
    b"bytes=2-{length}": (2, -1),
    b"bytes=2-{length}0": (2, -1),
    b"bytes=01-003": (1, 3),
}


PLAIN = pytest.param(b"bytes=1-3", marks=pytest.mark.cause)


@verifies(NO_MORE)
@pytest.mark.parametrize("written", [PLAIN if written == b"bytes=1-3" else written for written in SATISFIABLE])
def test_a_part_has_no_other_octets(http: Http, written: bytes) -> None:
    resource = require_ranges(http)
    answer = resource.get(written)
    assert resource.is_whole(answer) or within(resource, answer, SATISFIABLE[written])


def any_range(draw: Draw) -> tuple[int | None, int | None]:
    """First and last position; without a last one the rest, without a first one so many octets of the end."""
    first, more = draw.number(0, 99), draw.number(0, 99)
    return draw.one_of(((first, first + more), (first, None), (None, 1 + more)))


@verifies(NO_MORE)
@example((1, 3))
@examples(any_range)
def test_any_range_is_a_slice_of_the_whole(http: Http, positions: tuple[int | None, int | None]) -> None:
    resource, (first, last) = require_ranges(http), positions
    end = len(resource.content) - 1
    answer = resource.get(b"bytes=%b-%b" % (numeral(first), numeral(last)))
    if first is None:
        first, last = max(0, end + 1 - (last or 0)), end
    bounds = first, end if last is None else min(last, end)
    assert resource.is_whole(answer) or (
        answered(answer).status != 206 if first > end else within(resource, answer, bounds)
    )


@verifies(NO_MORE)
@pytest.mark.parametrize("written", [b"bytes={length}-", b"bytes={length}0-", b"bytes={length}-{length}9", b"bytes=-0"])
def test_where_nothing_was_asked_for_no_part_is_sent(http: Http, written: bytes) -> None:
    assert answered(require_ranges(http).get(written)).status != 206


def numeral(position: int | None) -> bytes:
    return b"" if position is None else b"%d" % position


LARGE = section.must(
    "large-positions",
    role=RECIPIENT,
    text="Anticipate decimal numerals of any magnitude: a position never wraps around.",
    hint="Count the digits before you convert, or use integers without a limit.",
    rests_on=(NO_MORE,),
)

HUGE = [b"18446744073709551616", b"18446744073709551619", b"9223372036854775811", b"4294967299", b"1" + b"0" * 60]


@verifies(LARGE)
@pytest.mark.parametrize("position", HUGE)
@pytest.mark.parametrize(
    ("form", "bounds"),
    [(b"bytes=1-%b", (1, -1)), (b"bytes=-%b", (0, -1)), (b"bytes=%b-", None), (b"bytes=0-1,%b-", (0, 1))],
    ids=["last", "suffix", "first", "second-range"],
)
def test_a_large_position_does_not_wrap_around(
    http: Http, form: bytes, bounds: tuple[int, int] | None, position: bytes
) -> None:
    resource = require_ranges(http)
    answer = resource.get(form % position)
    refused = answer.status is not None and 400 <= answer.status < 500
    assert refused or resource.is_whole(answer) or (bounds and spans(resource, answer) == [bounds])


@verifies(LARGE)
@pytest.mark.parametrize(
    "written",
    [
        b"bytes=-{length}0,-9223372036854775808",
        b"bytes=-{length},-9223372036854774000",
    ],
)
def test_no_part_lies_outside_of_the_representation(http: Http, written: bytes) -> None:
    resource = require_ranges(http)
    answer = resource.get(written)
    if not is_right(resource, answer) and not is_right(resource, resource.get(b"bytes=-{length},-3")):
        not_applicable("the target answers small suffixes that overlap no better, which other cases judge")
    assert is_right(resource, answer)


def is_right(resource: RangedResource, answer: Answer) -> bool:
    """Whether an answer is a refusal, the whole, or a 206 whose parts are what they say."""
    refused = answer.status is not None and 400 <= answer.status < 500
    return refused or resource.is_whole(answer) or (answer.status == 206 and within(resource, answer, (0, -1)))


def spans(resource: RangedResource, answer: Answer) -> list[tuple[int, int]]:
    """First and last position of each part of a 206, the last octet being -1."""
    end = len(resource.content) - 1
    return [(part.first, -1 if part.last == end else part.last) for part in resource.parts(answer)]


def within(resource: RangedResource, answer: Answer, bounds: tuple[int, int]) -> bool:
    """Whether the parts of a 206 are what they say, and lie within bounds; negative ones count from the end.

    Where another answer comes, a 416 say, there is no part that could have too much.
    """
    if answered(answer).status != 206:
        return True
    first, last = (bound % len(resource.content) for bound in bounds)
    sent = resource.parts(answer)
    return all(resource.has_octets_of(part) and first <= part.first and part.last <= last for part in sent)
