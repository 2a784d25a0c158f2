"""The judge's reader of messages: it repairs nothing, reads on where it can, and takes a bounded time."""

from __future__ import annotations

import pytest

from conformance.dns.bounds import RECORDS
from conformance.dns.codes import MX, OPT, TXT, A
from conformance.dns.message import Message
from conformance.dns.names import labels_of, octets_of, text_of
from conformance.dns.reader import read
from conformance.dns.wire import Edns, Query, header, record

NAME = octets_of((b"a", b"example"))


def reply(*records: bytes, count: int | None = None, name: bytes = NAME) -> bytes:
    counts = (1, len(records) if count is None else count, 0, 0)
    return header(7, 0x8400, counts) + name + b"\0\1\0\1" + b"".join(records)


def first_fault(message: Message) -> tuple[str, bool]:
    return message.faults[0].what, message.faults[0].ends


def test_a_whole_reply() -> None:
    message = read(reply(record(b"\xc0\x0c", MX, b"\0\x05\x04mail\xc0\x0e", ttl=60)))
    assert (message.id, message.aa, message.rcode, message.trouble) == (7, True, 0, "")
    [mx] = message.answers
    assert mx.name.labels == (b"a", b"example")
    assert mx.name.pointers == ((message.answers[0].at, 12),)
    assert mx.expanded == b"\0\x05" + octets_of((b"mail", b"example"))


@pytest.mark.parametrize("length", range(12))
def test_a_header_that_is_cut(length: int) -> None:
    message = read(reply()[:length])
    assert (message.rcode, message.has_header, message.is_whole) == (-1, False, False)
    assert message
    assert message.id == (7 if length >= 2 else -1)


@pytest.mark.parametrize("length", range(12, 25))
def test_what_is_cut_is_said_with_its_place(length: int) -> None:
    message = read(reply()[:length])
    assert message.faults[-1].ends
    assert message.faults[-1].at <= length


def test_octets_behind_the_end_are_kept() -> None:
    message = read(reply() + b"xyz")
    assert message.left_over == b"xyz"
    assert message.trouble == "3 octets behind the last record"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (b"\xc0\x0c", "question 1 of 1: pointers form a loop"),
        (b"\xc0\x0e\xc0\x0c", "question 1 of 1: pointers form a loop"),
        (b"\xff\xff", "question 1 of 1: a pointer points behind the end, to 16383"),
    ],
)
def test_bad_pointers_do_not_end_the_reading(name: bytes, what: str) -> None:
    message = read(header(7, 0x8000, (1, 0, 0, 0)) + name + b"\0\1\0\1")
    assert first_fault(message) == (what, False)


def test_a_label_of_an_unknown_kind_ends_the_reading() -> None:
    assert first_fault(read(reply(name=b"\x41\0"))) == ("question 1 of 1: a label begins with 0x41", True)


def test_a_name_that_is_too_long_is_read_and_said() -> None:
    message = read(reply(name=octets_of([b"x" * 63] * 4)))
    assert message.questions[0].name.labels == (b"x" * 63,) * 4
    assert message.trouble.endswith("its name has 257 octets, more than 255")
    assert not read(reply(name=octets_of([b"x" * 63] * 3 + [b"x" * 61]))).faults


def test_data_that_a_name_does_not_fit_into_is_left_as_it_is() -> None:
    message = read(reply(record(NAME, MX, b"\0\5\x04ma"), record(NAME, A, b"1234")))
    assert [one.expanded for one in message.answers] == [b"\0\5\x04ma", b"1234"]
    assert not message.faults[0].ends


def test_options_and_the_long_code() -> None:
    query = Query(1, (b"a",), edns=Edns(rcode=1, options=[(3, b"x"), (65001, b"")]))
    message = read(query.octets)
    assert message.options == [(3, b"x"), (65001, b"")]
    assert message.rcode == 16
    assert message.additional == []
    assert message.opt


def test_an_option_that_is_longer_than_its_record() -> None:
    message = read(Query(1, edns=Edns(data=b"\0\3\0\x09x")).octets)
    assert message.trouble.endswith("an option is longer than the data of its OPT record")


def test_many_records_and_pointers_take_a_bounded_time() -> None:
    chain = b"".join(b"\xc0" + bytes([12 + 2 * number]) for number in range(60))
    octets = header(1, 0x8000, (0, 65535, 0, 0)) + chain + 16000 * b"\xc0\x80\xc0\x82"
    assert read(octets[:65535]).faults
    small = reply(*(RECORDS + 1) * [record(b"\0", TXT, b"")])
    where = f"answer {RECORDS + 1} of {RECORDS + 1}"
    assert first_fault(read(small)) == (f"{where}: more than {RECORDS} are not read", True)


@pytest.mark.parametrize("text", ["www.example", r"a\.b.example", r"\000\255.x", ".", r"a\\.b", "A.b"])
def test_names_as_text(text: str) -> None:
    assert text_of(labels_of(text)) == text
    assert OPT == 41
