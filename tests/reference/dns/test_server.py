"""The reference's DNS server: what it answers, read by nobody's reader but its client's."""

from __future__ import annotations

import pytest

from reference_impls.dns.client import Asked, DnsClientOverUdp, DnsResponse, new_question
from reference_impls.dns.codes import CNAME, MX, SOA, TXT, A
from reference_impls.dns.errors import BadZone
from reference_impls.dns.example import EXAMPLE
from reference_impls.dns.message import AA, TC, Question
from reference_impls.dns.names import parse, shown
from reference_impls.dns.server import DnsServer, Site
from reference_impls.dns.zone_file import read_zone
from reference_impls.sansio import Peer

SERVER, CLIENT = Peer("192.0.2.53", 53), Peer("192.0.2.1", 4000)
NOERROR, FORMERR, NXDOMAIN, NOTIMP, REFUSED = 0, 1, 3, 4, 5


def server() -> DnsServer:
    return DnsServer(Site([read_zone(EXAMPLE)], secret=bytes(16)), lambda: 0.0)


def answer(octets: bytes) -> DnsResponse:
    reply = server().respond(octets)
    assert reply is not None
    return DnsResponse(reply)


def ask(name: str, kind: int) -> DnsResponse:
    return answer(Asked(1, Question(parse(name), kind)).octets)


@pytest.mark.parametrize(
    ("name", "kind", "code", "types"),
    [
        ("www.example.test", A, NOERROR, [A]),
        ("WWW.example.TEST", A, NOERROR, [A]),
        ("alias2.example.test", A, NOERROR, [CNAME, CNAME, A]),
        ("outside.example.test", A, NOERROR, [CNAME]),
        ("dangling.example.test", A, NXDOMAIN, [CNAME]),
        ("loop1.example.test", A, NOERROR, [CNAME, CNAME]),
        ("a.wild.example.test", A, NOERROR, [A]),
        ("x.host.wild.example.test", A, NXDOMAIN, []),
        ("deep.example.test", A, NOERROR, []),
        ("nope.example.test", A, NXDOMAIN, []),
        ("www.old.example.test", A, NOERROR, [39, CNAME, A]),
        ("www.example.org", A, REFUSED, []),
        ("www.example.test", 200, NOTIMP, []),
        ("example.test", 252, REFUSED, []),
        ("unknown.example.test", 65280, NOERROR, [65280]),
    ],
)
def test_questions(name: str, kind: int, code: int, types: list[int]) -> None:
    reply = ask(name, kind)
    assert (reply.rcode, [record.type for record in reply.answers]) == (code, types)


def test_a_delegation_is_no_authoritative_answer() -> None:
    reply = ask("x.sub.example.test", A)
    assert (reply.answers, reply.flags & AA, [one.type for one in reply.records]) == ([], 0, [2, 2, A])


def test_a_negative_answer_has_the_soa_with_its_minimum() -> None:
    [soa] = ask("nope.example.test", MX).records
    assert (soa.type, soa.ttl) == (SOA, 300)


def test_what_does_not_fit_is_cut_by_udp_and_whole_by_tcp() -> None:
    query = Asked(1, Question(parse("many.example.test"), TXT)).octets
    assert (answer(query).flags & TC, answer(query).answers) == (TC, [])
    whole = DnsResponse(server().respond(query, over_stream=True) or b"")
    assert (whole.flags & TC, len(whole.answers)) == (0, 7)


def test_a_response_is_not_answered() -> None:
    query = bytearray(Asked(1, Question(parse("www.example.test"), A)).octets)
    query[2] |= 0x80
    assert server().respond(bytes(query)) is None


@pytest.mark.parametrize("length", range(12, 34))
def test_a_message_that_is_cut_is_a_format_error(length: int) -> None:
    assert answer(Asked(1, Question(parse("www.example.test"), A)).octets[:length]).rcode == FORMERR


def test_a_client_asks_again_and_ignores_what_is_no_reply() -> None:
    asked = new_question(parse("www.example.test"), A, bytes)
    client = DnsClientOverUdp(SERVER, asked)
    client.expire(0.0)
    client.expire(client.deadline)
    assert [datagram for datagram, _ in client.to_send()] == [asked.octets] * 2
    right = server().respond(asked.octets) or b""
    for wrong in (b"", b"\1" + right[1:], asked.octets, right[:20], right.replace(b"\3www", b"\3xxx")):
        client.receive(wrong, SERVER, 1.0)
        assert not client.closing
    client.receive(right, CLIENT, 1.0)
    assert not client.closing
    client.receive(right, SERVER, 1.0)
    assert client.reply
    assert client.reply.lines() == ["NOERROR", "www.example.test. 3600 IN A 192.0.2.80"]


@pytest.mark.parametrize(
    "text",
    [
        "$ORIGIN a.\n@ A 192.0.2.1\n",
        "$ORIGIN a.\n@ SOA a a 1 2 3 4 5\nb.c. A 192.0.2.1\n",
        "$ORIGIN a.\n@ SOA a a ( 1 2 3 4 5\n",
        "$ORIGIN a.\n@ SOA a a 1 2 3 4\n",
        "$ORIGIN a.\n@ SOA a a 1 2 3 4 5\nx HINFO a b\n",
        "$ORIGIN a.\n@ SOA a a 1 2 3 4 5\nx A 192.0.2\n",
        f"$ORIGIN a.\n@ SOA a a 1 2 3 4 5\n{64 * 'x'} A 192.0.2.1\n",
        "$ORIGIN a.\n@ SOA a a 1 2 3 4 5\nx TYPE65280 \\# 3 0102\n",
    ],
    ids=["no-soa", "outside", "parenthesis", "few-times", "unknown-type", "no-address", "long-label", "wrong-length"],
)
def test_what_is_no_zone_is_refused(text: str) -> None:
    with pytest.raises(BadZone):
        read_zone(text)


@pytest.mark.parametrize("name", [r"a\.b.example.", r"\000\255.x.", ".", r"\032a."])
def test_names_are_shown_as_they_are_read(name: str) -> None:
    assert shown(parse(name)) == name
