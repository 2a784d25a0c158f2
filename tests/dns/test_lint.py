"""What the cases on all replies of a run look at."""

from __future__ import annotations

import pytest

from conformance.dns.exchange import Exchange
from conformance.dns.reader import read
from tests.dns.scripted import reply_to

QUERY = bytes.fromhex("1234 0100 0001 0000 0000 0002 0000010001 0000291000000000000000 0000291000000000000000")


@pytest.mark.parametrize(
    ("reply", "is_its_own"),
    [
        (reply_to(QUERY, rcode=1), False),
        (reply_to(QUERY, rcode=5), False),
        (reply_to(QUERY), True),
        (reply_to(QUERY[:-1] + b"\1", rcode=1), True),
    ],
    ids=["formerr", "refused", "noerror", "another end"],
)
def test_a_query_that_is_refused_and_sent_back_is_not_a_message_of_the_server(reply: bytes, is_its_own: bool) -> None:
    assert Exchange(QUERY, read(reply), is_plain=True).is_own == is_its_own
