"""The questions of RFC 8906 section 8: one line that says how each is answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conformance.dns.codes import AA, RD, Z
from conformance.dns.operators import UNKNOWN_FLAG, UNKNOWN_OPTION, closing
from conformance.dns.reader import read
from conformance.dns.wire import Edns
from conformance.harness.targets.measurement import measure_behaviour
from reference_impls.dns.server import DnsServer
from reference_impls.sansio import Connection
from tests.dns.scripted import target_of
from tests.dns.test_recognition import reference
from tests.kit.virtual_clock import VirtualClock

NAMES = "dns type1000 cd ad zflag rd edns edns1 ednsopt ednsflags edns1flags edns1opt edns@512 do edns1do optlist"
NAMES += " opcode tcp"
OPT_LENGTH = 11  # octets of an OPT record without options
Change = Callable[[bytes, bytes], bytes | None]  # of a query and its reply


def answers_of(core: DnsServer) -> dict[str, str]:
    """What the line says of each question."""
    given = {"zone": "example.test", "name": "example.test", "profile": "authoritative"}
    target = measure_behaviour(target_of(core, VirtualClock(), **given)).target
    (line,) = closing(target)
    head, _, found = line.partition(": ")
    assert head == "RFC 8906 section 8"
    return dict(one.split("=") for one in found.split())


def changed(change: Change) -> DnsServer:
    """The reference, with all replies changed."""

    class Changed(DnsServer):
        def respond(self, octets: bytes, *, over_stream: bool = False, client: bytes = b"") -> bytes | None:
            reply = super().respond(octets, over_stream=over_stream, client=client)
            return reply and change(octets, reply)

    return reference(Changed)


def test_the_reference_answers_all_as_the_rfc_expects() -> None:
    assert answers_of(reference()) == dict.fromkeys(NAMES.split(), "ok")


def test_nothing_is_concluded_of_a_target_that_no_longer_answers() -> None:
    """One that has just ended is not said to lack EDNS and TCP, on which rows would rest."""
    target = measure_behaviour(target_of(changed(lambda query, reply: None), VirtualClock())).target
    assert target.measured == {}
    assert closing(target) == []


def with_flags(reply: bytes, flags: int) -> bytes:
    return reply[:2] + flags.to_bytes(2, "big") + reply[4:]


def flags_of(octets: bytes) -> int:
    return int.from_bytes(octets[2:4], "big")


def toggles(bits: int) -> Change:
    return lambda query, reply: with_flags(reply, flags_of(reply) ^ bits)


def without_records(query: bytes, reply: bytes) -> bytes:
    """The header and the question; OPT goes as well."""
    asked = read(query)
    end = 12 + (len("example.test") + 2 + 4) * len(asked.questions)
    return reply[:6] + bytes(6) + reply[12:end]


def as_plain(query: bytes, reply: bytes) -> bytes | None:
    """The answer to the same question without OPT, with the identifier of the query."""
    end = 12 + len("example.test") + 2 + 4
    return reference().respond(query[:6] + bytes(6) + query[12:end]) if read(query).opt else reply


def with_opt(edns: Edns) -> Change:
    """Replies with this OPT record instead of theirs."""

    def change(query: bytes, reply: bytes) -> bytes | None:
        plain = as_plain(query, reply)
        return plain and plain[:11] + b"\1" + plain[12:] + edns.octets

    return change


@pytest.mark.parametrize(
    ("question", "said", "change"),
    [
        ("optlist", "timeout", lambda query, reply: None if len(read(query).options) > 1 else reply),
        ("opcode", "timeout", lambda query, reply: None if read(query).opcode else reply),
        ("dns", "noaa", toggles(AA)),
        ("dns", "nosoa", without_records),
        ("dns", "refused", toggles(5)),
        ("dns", "malformed", lambda query, reply: reply[:-1]),
        ("dns", "rd", toggles(RD)),
        ("rd", "nord", toggles(RD)),
        ("type1000", "mbz", toggles(Z)),
        ("opcode", "noerror", toggles(4)),
        ("opcode", "opcode", toggles(1 << 11)),
        ("edns", "noopt", as_plain),
        ("edns1", "noerror,noopt", as_plain),
        ("edns@512", "noopt", as_plain),
        ("dns", "opt", with_opt(Edns())),
        ("edns", "version", with_opt(Edns(version=1))),
        ("ednsflags", "mbz", with_opt(Edns(flags=UNKNOWN_FLAG))),
        ("ednsopt", "echoed", with_opt(Edns(options=[(UNKNOWN_OPTION, b"")]))),
        ("edns1", "soa,aa", with_opt(Edns(rcode=1))),
        ("edns1opt", "noerror", with_opt(Edns())),
    ],
)
def test_what_is_not_as_expected_is_said(question: str, said: str, change: Change) -> None:
    assert answers_of(changed(change))[question] == said


class HasNoTcp(DnsServer):
    def connection(self) -> Connection | None:
        return None


def test_no_tcp_is_a_timeout() -> None:
    assert answers_of(reference(HasNoTcp)) == dict.fromkeys(NAMES.split(), "ok") | {"tcp": "timeout"}
