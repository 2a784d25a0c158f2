"""Robustness  Counts"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from conformance.dns.names import octets_of
from conformance.dns.odd_messages import is_answered_as_plain, labels_asked, odd_query
from conformance.dns.peer import Dns
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.robustness.test_malformed_messages import CUT_MESSAGES
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("counts", "Counts")

SECTIONS = {"questions": 0, "answers": 1, "authority": 2, "additional": 3}
MORE = (2, 3, 12, 255, 256, 0x7FFF, 0x8000, 0xFFFF)  # than there are

LYING_COUNTS = section.robustness(
    "lying-counts",
    role=SERVER,
    text="Answer a message that has less or more than its header counts as a plain one, by an error, or not at all.",
    hint="Read entry by entry, stop at the end of the datagram, and reserve no memory for what is only counted "
    "(RFC 9267 section 6).",
    rests_on=(ID_COPIED, CUT_MESSAGES),
)


@verifies(LYING_COUNTS)
@pytest.mark.parametrize("count", MORE)
@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_more_is_counted_than_there_is(dns: Dns, section: int, count: int) -> None:
    counts = [1, 0, 0, 0]
    counts[section] = count
    assert _is_survived(dns, counts)


@verifies(LYING_COUNTS)
@pytest.mark.parametrize("section", [1, 2, 3], ids=[*SECTIONS][1:])
def test_one_record_is_counted_and_none_is_there(dns: Dns, section: int) -> None:
    assert _is_survived(dns, [1, *(int(section == one) for one in (1, 2, 3))])


@verifies(LYING_COUNTS)
@pytest.mark.parametrize("count", MORE)
def test_more_additional_records_are_counted_than_the_opt_record(dns: Dns, count: int) -> None:
    assert _is_survived(dns, [1, 0, 0, count], Edns())


@verifies(LYING_COUNTS)
@pytest.mark.parametrize(
    "counts",
    [(0, 0, 0, 0), (0, 1, 0, 0), (0, 0, 0, 1), (0, 0, 0, 0xFFFF), (2, 2, 2, 2), (256, 0, 0, 0), (0xFFFF,) * 4],
    ids=str,
)
def test_counts_do_not_fit_the_question(dns: Dns, counts: Sequence[int]) -> None:
    """There is one question, and nothing else."""
    assert _is_survived(dns, counts)


@verifies(LYING_COUNTS)
def test_an_opt_record_is_not_counted(dns: Dns) -> None:
    assert _is_survived(dns, (1, 0, 0, 0), Edns())


def _is_survived(dns: Dns, counts: Sequence[int], edns: Edns | None = None) -> bool:
    """Whether a plain query with such counts is answered as one, by an error or not at all."""
    return is_answered_as_plain(dns, odd_query(dns, octets_of(labels_asked(dns)), counts=counts, edns=edns))
