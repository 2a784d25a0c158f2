"""RFC 9112 §6.3  Message Body Length, by Content-Length or by its absence"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.framing import content_taken, ends_with_head, require_head_without_content
from conformance.http.helpers.twins import frames_nothing
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_05_field_syntax import ONE_LINE_ONE_FIELD
from conformance.http.rfc9112.test_09_connection_management import WHATEVER_THE_SEGMENTS
from conformance.http.strategies.well_formed import content, cut_off
from conformance.http.wire import Closed, Silent
from conformance.model import RECIPIENT, SERVER, inconclusive_unless

section = RFC9112.section("6.3", "Message Body Length")

TEN = UPLOAD + b"Content-Length: 10\r\n\r\n"

LENGTH_IN_OCTETS = section.implied(
    "content-length-in-octets",
    role=RECIPIENT,
    text="Without Transfer-Encoding, a valid Content-Length is the length of the content in octets.",
    hint="Read exactly that many octets, however many reads it takes; the next one begins the next request.",
)


@verifies(LENGTH_IN_OCTETS)
@pytest.mark.cause
@pytest.mark.parametrize("content", [b"", b"x", b"hello", bytes(range(256))], ids=len)
def test_content_has_as_many_octets_as_content_length_says(http: Http, content: bytes) -> None:
    exchange = http.exchange(UPLOAD + b"Content-Length: %d\r\n\r\n" % len(content) + content)
    assert content_taken(exchange, content)


@verifies(LENGTH_IN_OCTETS)
@pytest.mark.parametrize("content", [b"\r\n", b"\r\n\r\n", b"0\r\n\r\n", b"h\xc3\xa9llo", b"\xff\xfe\x00h"])
def test_content_is_counted_in_octets_whatever_they_are(http: Http, content: bytes) -> None:
    exchange = http.exchange(UPLOAD + b"Content-Length: %d\r\n\r\n" % len(content) + content)
    assert content_taken(exchange, content)


@verifies(LENGTH_IN_OCTETS)
@pytest.mark.cause
@pytest.mark.rests_on(WHATEVER_THE_SEGMENTS)
@pytest.mark.parametrize("count", [4096, 65536, 65537, 100_000])
def test_long_content_is_read_to_its_end(http: Http, count: int) -> None:
    content = (b"%07d\n" % count * (count // 8 + 1))[:count]
    exchange = http.pipeline(UPLOAD + b"Content-Length: %d\r\n\r\n" % count + content)
    inconclusive_unless(not exchange.still_waiting, "no answer within the patience")
    assert exchange.answer in ACCEPTED  # no sentinel: whoever closes with octets unread destroys a long answer
    assert exchange.content == content


@verifies(LENGTH_IN_OCTETS)
@pytest.mark.rests_on(WHATEVER_THE_SEGMENTS)
@pytest.mark.parametrize("at", range(11))
def test_content_may_come_in_two_pieces(http: Http, at: int) -> None:
    http.send(TEN + b"0123456789"[:at])
    http.pause()
    assert content_taken(http.exchange(b"0123456789"[at:], TEN), b"0123456789")


@verifies(LENGTH_IN_OCTETS)
@pytest.mark.rests_on(WHATEVER_THE_SEGMENTS)
@pytest.mark.parametrize("sent", [0, 5, 9])
def test_a_request_is_not_served_before_all_of_its_content_has_come(http: Http, sent: int) -> None:
    early = http.answer(TEN + b"0123456789"[:sent])
    assert early not in ACCEPTED
    if early == Silent():
        assert content_taken(http.exchange(b"0123456789"[sent:], TEN), b"0123456789")


@verifies(LENGTH_IN_OCTETS)
@examples(content)
def test_any_content_comes_back(http: Http, content: bytes) -> None:
    exchange = http.exchange(UPLOAD + b"Content-Length: %d\r\n\r\n" % len(content) + content)
    assert content_taken(exchange, content)


NO_LENGTH_NO_BODY = section.implied(
    "no-length-no-body",
    role=RECIPIENT,
    text="A request with neither Transfer-Encoding nor Content-Length has no body, whatever its method.",
    hint="The octet after the empty line begins the next request: never read on to the end of the connection.",
)


@verifies(NO_LENGTH_NO_BODY)
@pytest.mark.parametrize("start", [b"{upload}", b"GET {path}", b"HEAD {path}", b"OPTIONS {path}", b"FROB {path}"])
def test_what_follows_a_head_without_length_is_the_next_request(http: Http, start: bytes) -> None:
    exchange = http.exchange(start + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    require_head_without_content(exchange.answer, exchange.end)
    assert ends_with_head(exchange)
    if exchange.served_then_closed and start == b"{upload}":
        assert content_taken(exchange, b"")


NAME_IN_FULL = section.implied(
    "no-other-name-is-content-length",
    role=RECIPIENT,
    text="A field line whose name is not exactly Content-Length does not give the length of the body.",
    hint="Refuse names that are not tokens; strip nothing from a name before it is compared.",
    rests_on=(ONE_LINE_ONE_FIELD,),
)

NOT_SPACE = [b"\x00", b"\x01", b"\x0b", b"\x0c", b"\x1c", b"\x1f", b"\x7f", b"\x85", b"\xa0", b"\xc2\xa0"]


@verifies(NAME_IN_FULL)
@pytest.mark.parametrize("octets", NOT_SPACE)
@pytest.mark.parametrize("line", [b"Content-Length%b: 5", b"%bContent-Length: 5"], ids=["after", "before"])
def test_a_name_that_is_almost_content_length_frames_nothing(http: Http, line: bytes, octets: bytes) -> None:
    assert frames_nothing(http, line % octets)


@verifies(NAME_IN_FULL)
@pytest.mark.parametrize(
    "line",
    [
        b"Content-Length\r: 5",
        b"Content\xe2\x80\x90Length: 5",  # U+2010, a hyphen
        b"\xef\xbc\xa3ontent-Length: 5",  # U+FF23, a wide C
        b"Content Length: 5",
        b"Content-Length 5",
        b"Content-Length=5",
    ],
)
def test_a_line_that_only_looks_like_content_length_frames_nothing(http: Http, line: bytes) -> None:
    assert frames_nothing(http, line)


INCOMPLETE = section.must(
    "incomplete-content",
    role=SERVER,
    text="Take a request for incomplete, and close, when the client closes before all of Content-Length has come.",
    hint="An end of stream within the content is an error: do not hand the application what there is of it.",
    rests_on=(WHATEVER_THE_SEGMENTS,),  # who takes what has arrived for all of it does so before the end as well
)


@verifies(INCOMPLETE)
@pytest.mark.parametrize("sent", [0, 1, 5, 9])
def test_content_cut_off_by_the_client_is_not_served(http: Http, sent: int) -> None:
    http.send(TEN + b"0123456789"[:sent])
    http.half_close()
    answer = http.receive(TEN)
    assert answer not in ACCEPTED
    last = answer if answer.status is None else http.what_follows()
    assert isinstance(last, Closed), "the connection stays open although the client has closed it"


@verifies(INCOMPLETE)
@examples(cut_off)
def test_content_cut_off_anywhere_is_not_served(http: Http, cut_off: tuple[bytes, int]) -> None:
    content, sent = cut_off
    http.send(UPLOAD + b"Content-Length: %d\r\n\r\n" % len(content) + content[:sent])
    http.half_close()
    assert http.receive() not in ACCEPTED


LENGTH_REQUIRED = section.may(
    "length-required",
    role=SERVER,
    text="A server may answer 411 to a request that has a body and no Content-Length.",
    untestable="it is a permission: 411 and acceptance are both right wherever content is sent without a length",
)
