"""RFC 9112 §9.5  Failures and Timeouts, and RFC 9110 §15.5.9, which is about what follows a timeout."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.persistence import CUT_OFF, closes
from conformance.http.peer import Http
from conformance.http.requests import GET
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_09_3_persistence import PERSISTENT
from conformance.http.rfc9112.test_09_6_tear_down import ANNOUNCE
from conformance.model import SERVER, not_applicable

section = RFC9112.section("9.5", "Failures and Timeouts")

OWN_TIME_OUT = "it waits for the server's own timeout, which may be minutes or none at all"

GRACEFUL_TIMEOUT = section.should(
    "graceful-timeout",
    role=SERVER,
    text="End an idle connection that is given up by a graceful close: FIN, not RST.",
    hint="Shut down the sending side, then close.",
    untestable=OWN_TIME_OUT,
)

TIMEOUT_408 = RFC9110.section("15.5.9", "408 Request Timeout").implied(
    "close-after-408",
    role=SERVER,
    text="After a 408 for an incomplete request close the connection: where the next request begins is lost.",
    hint="Send `Connection: close` with the 408, and close.",
    untestable=OWN_TIME_OUT,
)

CLOSURE_SIGNAL = section.should(
    "respond-to-closure",
    role=SERVER,
    text="Watch open connections for the client's FIN, and close the other side in response.",
    hint="A read of zero octets is the end of the client's stream: finish what is owed, then close the socket.",
)


@verifies(CLOSURE_SIGNAL)
@pytest.mark.parametrize("octets", [*CUT_OFF.values(), GET], ids=[*CUT_OFF, "request"])
def test_a_connection_that_the_client_closes_is_closed(http: Http, octets: bytes) -> None:
    http.send(octets)
    http.half_close()
    assert closes(http)


@verifies(CLOSURE_SIGNAL)
def test_an_idle_connection_that_the_client_closes_is_closed(http: Http) -> None:
    http.answer(GET)
    http.half_close()
    assert closes(http)


SUSTAIN = section.should(
    "sustain-connections",
    role=SERVER,
    text="Keep a persistent connection for as long as it is used, rather than end it without notice.",
    hint="Where there is a limit to the requests on a connection, say `Connection: close` in the last response.",
    rests_on=(
        PERSISTENT,
        ANNOUNCE,
    ),
)

REQUESTS = 100


@verifies(SUSTAIN)
def test_a_hundred_requests_are_served_on_one_connection(http: Http) -> None:
    for count in range(1, REQUESTS + 1):
        answer = http.answer(GET)
        http.require_whole_answers(answer)
        assert answer in ACCEPTED
        if not answer.persists:
            not_applicable(f"the target announces the end of the connection in response {count}")
