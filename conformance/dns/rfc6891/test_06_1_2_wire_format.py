"""RFC 6891 section 6.1.2  Wire Format"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from conformance.dns.codes import OPT, OPTIONS, called
from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import Replies
from conformance.dns.peer import Dns
from conformance.dns.rfc6891 import RFC6891
from conformance.dns.usual import KNOWN, asked_as_usual, said, usual
from conformance.dns.wire import Edns, Option
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC6891.section("6.1.2", "Wire Format")

UNASSIGNED = (100, 255, 256, 1000, 4096, 10000, 32768, 64000)  # or reserved, as 0 and 65535
LOCAL = (65001, 65534)  # for experiments

UNKNOWN_OPTIONS = section.must(
    "unknown-options-ignored",
    role=SERVER,
    text="Ignore options with codes that are not known.",
    hint="Skip an unknown option by its length: code (2 octets), length (2 octets), and as many octets of data.",
)


@verifies(UNKNOWN_OPTIONS)
@pytest.mark.parametrize("code", [0, *UNASSIGNED, *LOCAL, 65535])
def test_an_unknown_option_changes_nothing(dns: Dns, code: int) -> None:
    answered, expected = asked_as_usual(dns, Edns(options=[(code, b"\1\2\3\4")]))
    assert answered == expected


@verifies(UNKNOWN_OPTIONS)
@pytest.mark.parametrize("length", [0, 1, 2, 3, 5, 8, 16, 31, 32, 64, 127, 128, 200, 255, 256, 300, 400])
def test_an_unknown_option_of_any_length_is_skipped(dns: Dns, length: int) -> None:
    answered, expected = asked_as_usual(dns, Edns(options=[(LOCAL[0], dns.attempt.octets(length))]))
    assert answered == expected


@verifies(UNKNOWN_OPTIONS)
@pytest.mark.parametrize("data", [bytes(40), b"\xff" * 40, b"\0\n\0\3" * 10], ids=["zeros", "ones", "like options"])
def test_an_unknown_option_is_skipped_whatever_it_contains(dns: Dns, data: bytes) -> None:
    answered, expected = asked_as_usual(dns, Edns(options=[(LOCAL[0], data)]))
    assert answered == expected


NOT_ECHOED = section.implied(
    "unknown-options-not-echoed",
    role=SERVER,
    text="Send no option back that is not known: the client would take it for understood.",
    hint="Begin the OPT record of the reply without options, and add those that you answer.",
)


@verifies(NOT_ECHOED)
@pytest.mark.cause
@pytest.mark.parametrize("code", [0, 100, 4096, *LOCAL, 65535])
@pytest.mark.parametrize("version", [0, 1])
def test_an_unknown_option_is_not_sent_back(dns: Dns, code: int, version: int) -> None:
    usual(dns)
    reply = dns.ask(edns=Edns(version=version, options=[(code, b"\1\2\3\4")]))
    assert reply
    assert code not in dict(reply.options)


ORDER = section.implied(
    "order-of-options",
    role=SERVER,
    text="Answer options alike, in whatever order they stand, and whatever stands between them.",
    hint="Read all options in a loop until the data of the OPT record ends, and answer them afterwards.",
    rests_on=(UNKNOWN_OPTIONS,),
)


@verifies(ORDER)
@pytest.mark.parametrize(
    "options",
    list(itertools.permutations(KNOWN))[1:],
    ids=lambda one: " ".join(called(code, OPTIONS) for code, _ in one),
)
def test_the_order_of_options_does_not_matter(dns: Dns, options: Sequence[Option]) -> None:
    _are_answered_alike(dns, KNOWN, options)


@verifies(ORDER)
@pytest.mark.parametrize("known", KNOWN, ids=lambda option: called(option[0], OPTIONS))
@pytest.mark.parametrize("length", [0, 1, 100])
def test_an_option_behind_an_unknown_one_is_read(dns: Dns, known: Option, length: int) -> None:
    _are_answered_alike(dns, [known], [(LOCAL[0], bytes(length)), known])


def _are_answered_alike(dns: Dns, one: Sequence[Option], other: Sequence[Option]) -> None:
    usual(dns)
    expected, reply = (dns.ask(edns=Edns(options=options)) for options in (one, other))
    assert reply
    assert (said(reply), _codes(reply.options)) == (said(expected), _codes(expected.options))


def _codes(options: Sequence[Option]) -> set[int]:
    return {code for code, _ in options} & dict(KNOWN).keys()


OWNER = section.must(
    "root-owner",
    role=SERVER,
    text="Send OPT records whose owner is the root: one octet 0.",
    hint="Write the octet 00 before the type of the OPT record, no name and no pointer.",
)


@verifies(OWNER)
def test_every_opt_record_belongs_to_the_root(replies: Replies) -> None:
    replies.each(_has_another_owner, where=lambda exchange: exchange.reply.opt)


def _has_another_owner(exchange: Exchange) -> str | None:
    names = [one.name for one in exchange.reply.records if one.type == OPT]
    wrong = [name for name in names if name.labels or name.pointers]
    return f"an OPT record of {wrong[0].labels}" if wrong else None


OPTION_LENGTHS = section.implied(
    "options-fit",
    role=SERVER,
    text="Send options that fit into the data of the OPT record.",
    hint="Write the length of an option when its data is known, and that of the record when its options are.",
)


@verifies(OPTION_LENGTHS)
def test_the_options_of_every_reply_fit(replies: Replies) -> None:
    replies.each(_has_options_that_do_not_fit, where=lambda exchange: exchange.reply.opt)


def _has_options_that_do_not_fit(exchange: Exchange) -> str | None:
    opt = exchange.reply.opt
    length = sum(4 + len(data) for _, data in exchange.reply.options)
    return f"{len(opt.data) - length} octets that are no option" if opt and len(opt.data) != length else None
