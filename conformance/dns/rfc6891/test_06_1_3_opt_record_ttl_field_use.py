"""RFC 6891 section 6.1.3  OPT Record TTL Field Use"""

from __future__ import annotations

import pytest

from conformance.dns.codes import AAAA, ANY, BADVERS, COOKIE, DO, MX, NS, NSID, SOA, TXT, TYPES, A, called
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.rfc6891 import RFC6891
from conformance.dns.rfc6891.test_06_1_1_basic_elements import OPT_IN_RESPONSE
from conformance.dns.usual import CLIENT_COOKIE, usual
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC6891.section("6.1.3", "OPT Record TTL Field Use")

NEWEST = 0  # of the versions that there are today
NOBODY = "nobody-has-this.invalid"

BAD_VERSION = section.must(
    "badvers",
    role=SERVER,
    text="Answer BADVERS to a query with a version of EDNS that is not implemented.",
    hint="Compare the second octet of the OPT record's TTL with 0: if greater, put 1 into the first and 0 into RCODE.",
    rests_on=(OPT_IN_RESPONSE,),
)


@verifies(BAD_VERSION)
@pytest.mark.parametrize(
    "version", [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 31, 32, 63, 64, 100, 127, 128, 129, 192, 200, 240, 253, 254, 255]
)
def test_a_version_that_is_not_implemented_is_refused(dns: Dns, version: int) -> None:
    usual(dns)
    _is_refused(dns.ask(edns=Edns(version=version)))


@verifies(BAD_VERSION)
@pytest.mark.parametrize("bit", range(16))
def test_a_version_is_refused_with_any_flag(dns: Dns, bit: int) -> None:
    usual(dns)
    _is_refused(dns.ask(edns=Edns(version=1, flags=1 << bit)))


@verifies(BAD_VERSION)
@pytest.mark.parametrize(
    "option",
    [(100, b""), (65001, bytes(200)), (NSID, b""), (COOKIE, CLIENT_COOKIE)],
    ids=["an unknown option", "an unknown option of 200 octets", "NSID", "a cookie"],
)
def test_a_version_is_refused_with_any_option(dns: Dns, option: tuple[int, bytes]) -> None:
    usual(dns)
    _is_refused(dns.ask(edns=Edns(version=1, options=[option])))


@verifies(BAD_VERSION)
@pytest.mark.parametrize("name", [NOBODY, "example.net", "."])
def test_a_version_is_refused_before_a_name_is_looked_up(dns: Dns, name: str) -> None:
    usual(dns)
    _is_refused(dns.ask(name, A, edns=Edns(version=1)))


@verifies(BAD_VERSION)
@pytest.mark.parametrize("type_", [NS, SOA, MX, TXT, AAAA, 65280, ANY], ids=lambda type_: called(type_, TYPES, "TYPE"))
def test_a_version_is_refused_whatever_type_is_asked_for(dns: Dns, type_: int) -> None:
    usual(dns)
    _is_refused(dns.ask(type=type_, edns=Edns(version=1)))


@verifies(BAD_VERSION)
@pytest.mark.parametrize("size", [0, 512, 4096, 65535])
def test_a_version_is_refused_with_any_size(dns: Dns, size: int) -> None:
    usual(dns)
    _is_refused(dns.ask(edns=Edns(size, version=1)))


@verifies(BAD_VERSION)
def test_a_version_is_refused_over_tcp(dns: Dns) -> None:
    usual(dns)
    _is_refused(dns.stream().ask(edns=Edns(version=1)))


def _is_refused(reply: Message) -> None:
    assert reply.rcode == BADVERS


OWN_VERSION = section.should(
    "own-version",
    role=SERVER,
    text="Send the highest implemented version in every response, those with BADVERS too: today that is 0.",
    hint="Write 0 into the second octet of the OPT record's TTL; do not copy it from the query.",
)


@verifies(OWN_VERSION)
@pytest.mark.parametrize("version", [1, 2, 100, 255])
def test_a_refusal_has_the_own_version(dns: Dns, version: int) -> None:
    usual(dns)
    reply = dns.ask(edns=Edns(version=version, flags=DO))
    assert not reply.opt or _version(reply) == NEWEST


@verifies(OWN_VERSION)
def test_every_reply_has_the_own_version(replies: Replies) -> None:
    replies.each(_has_another_version, where=lambda exchange: exchange.reply.opt)


def _has_another_version(exchange: Exchange) -> str | None:
    version = _version(exchange.reply)
    return None if version == NEWEST else f"version {version}, and there is none above {NEWEST}"


def _version(reply: Message) -> int:
    return reply.opt.ttl >> 16 & 0xFF if reply.opt else -1
