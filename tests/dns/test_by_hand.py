"""The commands that repeat a query by hand."""

from __future__ import annotations

from conformance.dns.transport import DNS_SOCKETS
from conformance.dns.wire import Edns, Query
from conformance.harness.net.transcript import Transcript
from conformance.harness.net.url import Url
from tests.kit.virtual_clock import VirtualClock

URL = Url("dns", "127.0.0.1", 5300)


def by_hand(*sent: bytes) -> str:
    transcript = Transcript(VirtualClock())
    for octets in sent:
        transcript.datagram(">", 1, octets)
    return DNS_SOCKETS.by_hand(transcript, URL, None)


def test_a_plain_query_is_a_line_for_dig() -> None:
    line = "dig @127.0.0.1 -p 5300 -q www.example -t MX -c IN +norec +noedns +noad +qr +ignore"
    query = Query(1, (b"www", b"example"), 15).octets
    assert by_hand(query) == by_hand(query, query) == line


def test_a_query_over_tcp_says_so() -> None:
    query = Query(1, (b"a;b",), 65280, flags=0x100).octets
    line = by_hand(len(query).to_bytes(2, "big") + query)
    assert line == r"dig @127.0.0.1 -p 5300 -q 'a\;b' -t TYPE65280 -c IN +rec +noedns +noad +qr +tcp"


def test_a_plain_query_behind_an_odd_message_is_left_out() -> None:
    plain = Query(1, (b"a",)).octets
    assert by_hand(b"odd", plain, plain) == "printf 'odd' | nc -u -w 1 127.0.0.1 5300"
    assert by_hand(b"odd", b"another", plain) == by_hand(plain, Query(2, (b"a",)).octets) == ""


def test_all_others_are_octets() -> None:
    assert by_hand(Query(1, (b"a",), edns=Edns()).octets).endswith("| nc -u -w 1 127.0.0.1 5300")
    assert by_hand(b"\0\1") == r"printf '\000\001' | nc -u -w 1 127.0.0.1 5300"
