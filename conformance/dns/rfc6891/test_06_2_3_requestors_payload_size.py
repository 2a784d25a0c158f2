"""RFC 6891 section 6.2.3  Requestor's Payload Size"""

from __future__ import annotations

import pytest

from conformance.dns.codes import ANY, DO, MX, NS, TXT
from conformance.dns.exchange import Exchange
from conformance.dns.facts import require_whole
from conformance.dns.lint.replies import Replies, query_of
from conformance.dns.peer import Dns
from conformance.dns.rfc6891 import RFC6891
from conformance.dns.usual import said, usual
from conformance.dns.wire import Edns
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER, not_applicable

section = RFC6891.section("6.2.3", "Requestor's Payload Size")

DNSKEY = 48  # a type whose records are often long
LEAST = 512  # octets: smaller sizes count as this one

WITHIN_SIZE = section.implied(
    "within-size",
    role=SERVER,
    text="Send no more octets by UDP than the OPT record of the query says that the client can take.",
    hint="Compare the length of the whole reply, its OPT record too, with max(512, the size in the query).",
)


@verifies(WITHIN_SIZE)
def test_no_reply_exceeds_the_size_in_the_query(replies: Replies) -> None:
    replies.each(_is_too_long, where=lambda exchange: not exchange.reply.over_tcp and query_of(exchange).opt)


def _is_too_long(exchange: Exchange) -> str | None:
    opt, length = query_of(exchange).opt, len(exchange.reply.octets)
    size = max(LEAST, opt.klass) if opt else LEAST
    return f"{length} octets by UDP to a client that takes {size}" if length > size else None


@verifies(WITHIN_SIZE)
@pytest.mark.parametrize("size", [512, 513, 520, 540, 576, 600, 640, 700, 768, 800, 900, 1000, 1100, 1200, 1231, 1232])
def test_the_size_holds_for_whatever_is_asked(dns: Dns, size: int) -> None:
    """Of all types that often have long answers; the size is that of the whole message."""
    usual(dns)
    for flags in (0, DO):
        queries = [dns.query(type=kind, edns=Edns(size, flags=flags)) for kind in (TXT, ANY, MX, NS, DNSKEY)]
        lengths = [len(reply.octets) for reply in dns.flight(queries) if reply]
        if not lengths:
            not_applicable("none of these queries is answered, which other rows report")
        assert max(lengths) <= size


LEAST_SIZE = section.must(
    "least-size",
    role=SERVER,
    text="Take a size of less than 512 for 512.",
    hint="Compute the limit as max(512, CLASS of the OPT record).",
)


@verifies(LEAST_SIZE)
@pytest.mark.parametrize("size", [0, 1, 12, 30, 50, 64, 100, 128, 200, 255, 256, 400, 500, 510, 511])
@pytest.mark.parametrize("is_plain", [True, False], ids=["the plainest question", "TXT"])
def test_a_smaller_size_is_taken_for_512(dns: Dns, size: int, is_plain: bool) -> None:
    usual(dns)
    least, smaller = (dns.ask(type=None if is_plain else TXT, edns=Edns(number)) for number in (LEAST, size))
    require_whole(least)
    assert smaller
    assert (smaller.tc, said(smaller)) == (least.tc, said(least))
