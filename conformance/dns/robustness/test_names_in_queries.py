"""Robustness  Names in queries"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.dns.codes import A
from conformance.dns.names import LONGEST_LABEL, LONGEST_NAME, octets_of
from conformance.dns.odd_messages import (
    behind,
    chain,
    is_answered_as_plain,
    is_refused,
    labels_asked,
    odd_query,
    open_name,
    pointer,
)
from conformance.dns.peer import Dns
from conformance.dns.reader import HEADER
from conformance.dns.rfc1035.test_04_1_1_header_section_format import ID_COPIED
from conformance.dns.robustness import ROBUSTNESS
from conformance.dns.robustness.test_malformed_messages import CUT_MESSAGES
from conformance.dns.wire import Query, record
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = ROBUSTNESS.section("names", "Names in queries")

NULL = 10  # a type whose data are any octets (RFC 1035 section 3.3.10)
TOO_LONG = (LONGEST_NAME + 1, 257, 300, 511, 1000, 8000, 60000)  # octets of a name

Tail = Callable[[bytes], bytes]

LOOPS = section.robustness(
    "pointer-loops",
    role=SERVER,
    text="Answer a name whose pointers lead nowhere by an error or not at all, and go on serving.",
    hint="Follow a pointer only to a place before the one where the name began: then there is no loop (RFC 9267 "
    "section 2). A name that does not end is no name: answer FORMERR.",
    rests_on=(ID_COPIED, CUT_MESSAGES),
)

ENDLESS: dict[str, Tail] = {
    "to-itself": lambda opened: opened + pointer(behind(opened)),
    "to-the-first-label": lambda opened: opened + pointer(HEADER),
    "into-the-last-label": lambda opened: opened + b"\1a" + pointer(behind(opened)),
    "two-pointers": lambda opened: opened + pointer(behind(opened) + 2) + pointer(behind(opened)),
    "three-pointers": lambda opened: (
        opened + pointer(behind(opened) + 4) + pointer(behind(opened)) + pointer(behind(opened) + 2)
    ),
    "to-its-second-octet": lambda opened: opened + pointer(behind(opened) + 1),
}


@verifies(LOOPS)
@pytest.mark.parametrize("tail", ENDLESS.values(), ids=ENDLESS)
@pytest.mark.parametrize("labels", [False, True], ids=["alone", "behind-labels"])
def test_a_loop_of_pointers_is_no_name(dns: Dns, tail: Tail, labels: bool) -> None:
    name = tail(open_name(dns) if labels else b"")
    assert is_refused(dns, odd_query(dns, name).octets)


@verifies(LOOPS)
@pytest.mark.parametrize("labels", [False, True], ids=["alone", "behind-labels"])
def test_a_loop_by_a_later_place_is_no_name(dns: Dns, labels: bool) -> None:
    """The pointer behind type and class of the question leads back to the name."""
    opened = open_name(dns) if labels else b""
    assert is_refused(dns, odd_query(dns, opened + pointer(behind(opened) + 6), tail=pointer(HEADER)).octets)


@verifies(LOOPS)
@pytest.mark.parametrize("place", [0x0FF, 0x100, 0x3FF, 0x1000, 0x2000, 0x3FFF], ids=hex)
@pytest.mark.parametrize("labels", [False, True], ids=["alone", "behind-labels"])
def test_a_pointer_behind_the_end_is_no_name(dns: Dns, place: int, labels: bool) -> None:
    name = (open_name(dns) if labels else b"") + pointer(place)
    assert is_refused(dns, odd_query(dns, name).octets)


@verifies(LOOPS)
@pytest.mark.parametrize("distance", range(7))
def test_a_pointer_to_where_the_message_ends_is_no_name(dns: Dns, distance: int) -> None:
    """To its last octets, which begin a label that is cut, or just behind them."""
    opened = open_name(dns)
    end = behind(opened) + 2 + 4 + 6  # the pointer, type and class, and the octets behind them
    assert is_refused(dns, odd_query(dns, opened + pointer(end - distance), tail=b"\x3fabcde"[:6]).octets)


FINITE = section.robustness(
    "long-chains",
    role=SERVER,
    text="Answer a name with many pointers, or with one to a later place, in any way, and go on serving.",
    hint="Bound how many pointers you follow for one name, and how many octets you collect for it.",
    rests_on=(ID_COPIED, LOOPS),
)


@verifies(FINITE)
@pytest.mark.parametrize("links", [1, 2, 16, 64, 126, 127, 128, 1000, 8000])
def test_a_chain_of_pointers_is_survived(dns: Dns, links: int) -> None:
    """In an additional record, which leads back to the name in the question, step by step."""
    assert is_answered_as_plain(dns, _with_a_chain(dns, links, b""))


@verifies(FINITE)
@pytest.mark.parametrize("links", [50, 60, 126, 1000])
def test_a_name_that_pointers_make_too_long_is_survived(dns: Dns, links: int) -> None:
    """Each link adds a label of four octets, so that the last name has more than 255 octets."""
    assert is_answered_as_plain(dns, _with_a_chain(dns, links, b"\4aaaa"))


def _with_a_chain(dns: Dns, links: int, label: bytes) -> Query:
    """A plain query, a record whose data are a chain of pointers, and one whose name is the end of it."""
    name = octets_of(labels_asked(dns))
    octets, last = chain(behind(name) + 4 + 11, pointer(HEADER), links, label)
    additional = [record(b"\0", NULL, octets), record(pointer(last), A, bytes(4))]
    return odd_query(dns, name, sections=((), (), additional))


@verifies(FINITE)
@pytest.mark.parametrize("distance", [4, 5, 8, 100])
def test_a_pointer_to_a_later_place_is_survived(dns: Dns, distance: int) -> None:
    """The name stands behind type and class of the question."""
    name = octets_of(labels_asked(dns))
    query = odd_query(dns, pointer(HEADER + 2 + distance), tail=bytes(distance - 4) + name)
    assert is_answered_as_plain(dns, query)


LABELS = section.robustness(
    "label-kinds",
    role=SERVER,
    text="Answer a name with a label whose first two bits are 01 or 10 by an error or not at all, and go on serving.",
    hint="Look at the highest two bits of each length octet: 00 is a label, 11 a pointer, and all else FORMERR. Do not "
    "mask them away (RFC 1035 section 4.1.4; RFC 6891 section 5).",
    rests_on=(ID_COPIED, CUT_MESSAGES),
)

KINDS = [kind | value for kind in (0x40, 0x80) for value in (0, 1, 2, 3, 4, 8, 16, 32, 63)]


@verifies(LABELS)
@pytest.mark.parametrize("first", KINDS, ids=hex)
@pytest.mark.parametrize("labels", [False, True], ids=["alone", "behind-labels"])
def test_a_label_of_no_known_kind_is_refused(dns: Dns, first: int, labels: bool) -> None:
    """As many octets as the whole octet says follow it, and the end of the name."""
    label = bytes([first]) + first * b"a" + b"\0"
    assert is_refused(dns, odd_query(dns, (open_name(dns) if labels else b"") + label).octets)


@verifies(LABELS)
@pytest.mark.parametrize("kind", [0x40, 0x80], ids=hex)
@pytest.mark.parametrize("label", [0, -1], ids=["first", "last"])
def test_the_kind_of_a_label_is_no_part_of_its_length(dns: Dns, kind: int, label: int) -> None:
    """The name is one that the target answers, but for one bit of a length."""
    labels = [bytes([len(one)]) + one for one in labels_asked(dns)]
    labels[label] = bytes([labels[label][0] | kind]) + labels[label][1:]
    assert is_refused(dns, odd_query(dns, b"".join(labels) + b"\0").octets)


@verifies(LABELS)
@pytest.mark.parametrize("value", [1, 8, 32, 64, 128, 256])
def test_a_bit_string_label_is_refused(dns: Dns, value: int) -> None:
    """The kind 0x41 was tried for a while, with a count of bits behind it (RFC 6891 section 5)."""
    bits = b"\x41" + bytes([value & 255]) + -(-value // 8) * b"\x55"
    assert is_refused(dns, odd_query(dns, bits + octets_of(labels_asked(dns))).octets)


LENGTHS = section.robustness(
    "lengths",
    role=SERVER,
    text="Answer a name that is longer than the message, or than 255 octets, without records, or not at all.",
    hint="Before you take a label, compare its length with the octets that are left, and the name so far with 255 (RFC "
    "9267 section 3).",
    rests_on=(ID_COPIED, CUT_MESSAGES),
)


@verifies(LENGTHS)
@pytest.mark.parametrize("length", [8, 15, 16, 32, 62, 63])
@pytest.mark.parametrize("labels", [False, True], ids=["alone", "behind-labels"])
def test_a_label_that_is_longer_than_the_message_is_refused(dns: Dns, length: int, labels: bool) -> None:
    """The message ends in the label: one octet is missing, or all but three."""
    opened = (open_name(dns) if labels else b"") + bytes([length]) + min(length - 1, 3) * b"a"
    assert is_refused(dns, odd_query(dns, opened).octets[: behind(opened)])


@verifies(LENGTHS)
@pytest.mark.parametrize("length", TOO_LONG)
@pytest.mark.parametrize("label", [1, 31, 63])
def test_a_name_that_is_too_long_has_no_records(dns: Dns, length: int, label: int) -> None:
    """NXDOMAIN is as good as FORMERR: nobody has such a name."""
    opened = open_name(dns)
    name = _of_labels(length - len(opened) - 1, label) + opened + b"\0"
    replies = dns.tolerated(odd_query(dns, name).octets)
    assert [reply for reply in replies if reply.answers] == []


def _of_labels(length: int, most: int) -> bytes:
    """So many octets of labels, each of at most so many octets, but for one at the end, which may have one more."""
    octets = b""
    while (left := length - len(octets)) > 0:
        size = min(most, left - 1)
        if left - size == 2:  # one octet would be left, which is no label
            size += 1 if size < LONGEST_LABEL else -1
        octets += bytes([size]) + size * b"a"
    return octets
