"""RFC 9112 §9.6  Tear-down, and §9.8, which is its counterpart in TLS."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.exchange import Exchange
from conformance.http.helpers.answered import require_response
from conformance.http.helpers.framing import require_whole
from conformance.http.helpers.persistence import closes, closes_after_request, require_answer_in_1_1
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_09_3_persistence import CLOSE_WHERE_NOT_PERSISTENT
from conformance.http.wire import Closed, Response, Silent
from conformance.model import SERVER, inconclusive_unless, not_applicable

section = RFC9112.section("9.6", "Tear-down")

ASKING = [
    b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"HEAD {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"GET /conformance-no-such-path HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"{upload} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
    b"{upload} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"5\r\nhello\r\n0\r\n\r\n",
]
ASKED = pytest.mark.parametrize("octets", ASKING, ids=["GET", "HEAD", "missing", "content", "chunked"])

PROVOKING = [
    b"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n",
    b"GET {path} HTTP/1.1\r\n\r\n",
    b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-A : b\r\n\r\n",
    b"GET {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: x\r\n\r\n",
    b"conformance {path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET /conformance-no-such-path HTTP/1.1\r\nHost: {host}\r\n\r\n",
]
NAMES = ["HTTP/1.0", "no-Host", "bad-field", "bad-length", "unknown-method", "missing"]
UNFIT_TO_GO_ON = pytest.mark.parametrize("octets", PROVOKING[:4], ids=NAMES[:4])

CLOSE_WHEN_ASKED = section.must(
    "close-when-asked",
    role=SERVER,
    text="After the final response to a request with the option `close`, close the connection.",
    hint="Shut down the sending side after that response, whatever has been received beyond the request.",
)


@verifies(CLOSE_WHEN_ASKED)
@ASKED
def test_the_connection_closes_when_the_client_says_close(http: Http, octets: bytes) -> None:
    assert closes_after_request(http, octets)


SAY_CLOSE_WHEN_ASKED = section.should(
    "say-close-when-asked",
    role=SERVER,
    text="Send `Connection: close` in the final response to a request with the option `close`.",
    hint="It tells the client that no later request will be answered here.",
    rests_on=(
        CLOSE_WHEN_ASKED,
        CLOSE_WHERE_NOT_PERSISTENT,
    ),
)


@verifies(SAY_CLOSE_WHEN_ASKED)
@ASKED
def test_the_last_response_says_close(http: Http, octets: bytes) -> None:
    answer = http.answer(octets)
    require_answer_in_1_1(answer)
    require_response(answer)
    assert b"close" in answer.members("Connection")


CLOSE_AS_SAID = section.must(
    "close-as-said",
    role=SERVER,
    text="After a response with the option `close`, close the connection.",
    hint="The field is a promise: send it only where the connection is closed, and close it wherever it was sent.",
)


@verifies(CLOSE_AS_SAID)
@UNFIT_TO_GO_ON
def test_the_connection_closes_when_the_server_says_close(http: Http, octets: bytes) -> None:
    if b"close" not in http.answer(octets).members("Connection"):
        not_applicable("the response does not say `close`")
    assert closes(http)  # what else follows the response is the concern of §9.2


NOTHING_AFTER_SAID = section.must_not(
    "nothing-after-close-sent",
    role=SERVER,
    text="Process no request that comes on a connection after a response with the option `close`.",
    hint="Discard what is left in the buffer: after an error of framing it may not be a request at all.",
)


@verifies(NOTHING_AFTER_SAID)
@UNFIT_TO_GO_ON
def test_a_request_after_a_response_with_close_is_not_answered(http: Http, octets: bytes) -> None:
    exchange = http.exchange(octets)
    if b"close" not in exchange.answer.members("Connection"):
        not_applicable("the response does not say `close`")
    assert len(exchange.answers) == 1
    inconclusive_unless(not isinstance(exchange.end, Silent), "the next request was neither answered nor cut off")


NOTHING_AFTER_ASKED = section.must_not(
    "nothing-after-close-received",
    role=SERVER,
    text="Process no request that comes on a connection after one with the option `close`.",
    hint="Discard the octets that are left in the receive buffer of the connection.",
    rests_on=(CLOSE_WHEN_ASKED, NOTHING_AFTER_SAID),
)


@verifies(NOTHING_AFTER_ASKED)
@ASKED
def test_a_request_after_one_with_close_is_not_answered(http: Http, octets: bytes) -> None:
    exchange = http.exchange(octets)
    assert len(exchange.answers) <= 1
    inconclusive_unless(not isinstance(exchange.end, Silent), "the next request was neither answered nor cut off")


@verifies(NOTHING_AFTER_ASKED)
def test_a_request_after_one_with_close_has_no_effect(http: Http) -> None:
    path = http.fill(b"{put}" + http.own_name)
    store = b"PUT " + path + b" HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nhello"
    http.pipeline(ASKING[0], store)
    http.close()
    answer = http.open_another().answer(b"GET " + path + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")
    inconclusive_unless(isinstance(answer, Response), "there was no answer")
    assert answer.content != b"hello", "the file was stored"


ANNOUNCE = section.should(
    "announce-close",
    role=SERVER,
    text="Send `Connection: close` in a response after which you close the connection.",
    hint="Errors included: a client that is not told sends its next request into a closed connection.",
    rests_on=(SAY_CLOSE_WHEN_ASKED,),
)

PROVOKED = pytest.mark.parametrize("octets", PROVOKING, ids=NAMES)


@verifies(ANNOUNCE)
@PROVOKED
def test_a_response_before_a_close_says_so(http: Http, octets: bytes) -> None:
    exchange = http.exchange(octets)
    require_answer_in_1_1(exchange.answer)
    require_response(exchange.answer)
    require_whole(exchange.answer)
    assert b"close" in exchange.answer.members("Connection") or not cut_off(exchange)


@verifies(ANNOUNCE)
@pytest.mark.parametrize("count", [5, 20])
def test_pipelined_requests_are_answered_or_the_end_is_announced(http: Http, count: int) -> None:
    http.require_pair()
    exchange = http.pipeline(*[b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"] * count)
    require_answer_in_1_1(exchange.answer)
    require_response(exchange.answer)
    assert len(exchange.answers) == count or b"close" in exchange.answers[-1].members("Connection")


def cut_off(exchange: Exchange) -> bool:
    """Whether the connection ended after the first answer; inconclusive where nobody can tell."""
    inconclusive_unless(
        len(exchange.answers) == 2 or isinstance(exchange.end, Closed), "the connection is neither used nor closed"
    )
    return len(exchange.answers) == 1


# a note without key word, and §9.5 lets a server close at any time: never a violation
HALF_CLOSED = section.should(
    "answer-half-closed",
    role=SERVER,
    text="A client that has closed its side of the connection after a request may still want the response: send it.",
    hint="The end of the client's stream ends the requests, not the conversation: write what is owed, then close.",
)


@verifies(HALF_CLOSED)
@pytest.mark.parametrize(
    "octets",
    [
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
        b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nhello",
    ],
    ids=["GET", "close", "content"],
)
def test_a_half_closed_client_gets_its_response(http: Http, octets: bytes) -> None:
    http.send(octets)
    http.half_close()
    assert isinstance(http.receive(octets), Response)


IN_STAGES = section.should(
    "close-in-stages",
    role=SERVER,
    text="Close in stages (FIN, read on, close), lest a reset destroy the last response before the client reads it.",
    hint="Shut down the sending side, read until the client closes or some seconds have passed, then close the socket.",
    untestable="the RFC says only what servers typically do, and the loss is up to the TCP of the client: "
    "that of Linux keeps the octets that arrived before the reset",
)

CLOSURE_ALERT = RFC9112.section("9.8", "TLS Connection Closure").must(
    "closure-alert",
    role=SERVER,
    text="Send a TLS closure alert before closing the connection.",
    hint="Call the shutdown of the TLS library, not only that of the socket.",
    untestable="the TLS library that the harness uses does not tell an alert from a bare FIN",
)
