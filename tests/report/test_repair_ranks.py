"""The place of a requirement in the order of repair."""

from __future__ import annotations

from functools import partial

from conformance.harness.targets.protocols import STAGE, URGENT, rank_of, repair_rank
from conformance.http.repair_order import REPAIR_ORDER
from conformance.http.rfc9110.test_08_6_content_length import LARGE
from conformance.http.rfc9112.test_09_3_persistence_body import READ_OR_CLOSE


def test_ranks_follow_from_the_section() -> None:
    http, websocket = partial(rank_of, protocol="HTTP/1.1"), partial(rank_of, protocol="WebSocket")
    assert http("rfc9112/2.1/x") < http("rfc9112/9/x") < http("rfc9112/9.3/x")
    assert http("rfc9112/9.3.2/x") == http("rfc9112/9.3/x")
    assert http("rfc9110/9.3.6/x") > http("rfc9110/9.3/x")
    assert http("rfc9999/1/x") == http("rfc6455/5.2/x") == len(REPAIR_ORDER) * STAGE
    assert websocket("rfc6455/5.2/x") < websocket("rfc6455/5.5.2/x") < websocket("rfc6455/5.2/x", malformed=True)
    assert websocket("rfc6455/5.2/x") < websocket("rfc6455/5.1/x") < websocket("rfc6455/5.1/x", malformed=True)
    assert websocket("rfc6455/5.1/x", malformed=True) < websocket("rfc6455/4.2.2/x") < websocket("rfc6455/4.2.1/x")
    assert websocket("rfc6455/5.6/x") == websocket("rfc6455/5.6/x", malformed=True)
    assert websocket("rfc9112/6.3/x") > websocket("rfc7692/7/x")
    assert http("rfc9112/9/x") < http("rfc9110/5.1/x") < http("rfc9112/6.3/x") < http("rfc9112/7.1/x")
    assert http("rfc9112/7.1/x") < http("rfc9112/6.3/x", malformed=True) < http("rfc9110/9.3.2/x")


def test_a_cause_has_no_later_rank_than_what_rests_on_it() -> None:
    assert READ_OR_CLOSE in LARGE.rests_on
    assert URGENT <= repair_rank(READ_OR_CLOSE) == repair_rank(LARGE) < rank_of("rfc9112/7.1/x", "HTTP/1.1")
    assert rank_of("rfc9112/7.1/x", "HTTP/1.1") < rank_of(READ_OR_CLOSE.id, "HTTP/1.1")
