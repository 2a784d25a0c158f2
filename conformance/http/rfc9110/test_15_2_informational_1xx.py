"""RFC 9110 §15.2  Informational 1xx, with its subsection on 101"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.answered import require_response
from conformance.http.helpers.upgrade import require_switch
from conformance.http.peer import Http
from conformance.http.rfc8297.test_02_http_status_code_103_early_hints_responses import NEVER_FINAL
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Garbage, NoAnswer, Response
from conformance.model import SERVER, not_applicable

section = RFC9110.section("15.2", "Informational 1xx")

NOT_TO_1_0 = section.must_not(
    "not-to-http-1.0",
    role=SERVER,
    text="Send no 1xx response to an HTTP/1.0 client.",
    hint="HTTP/1.0 does not know 1xx: the client would take it for the response.",
)

# That Expect and Upgrade, which ask for a 1xx, are ignored in HTTP/1.0 is judged by §10.1.1 and §7.8.


@verifies(NOT_TO_1_0)
@pytest.mark.parametrize("path", [b"{path}", b"{early_hints}"])
def test_a_get_with_http_1_0_gets_no_1xx(http: Http, path: bytes) -> None:
    octets = b"GET " + path + b" HTTP/1.0\r\nHost: {host}\r\n\r\n"
    http.send(octets)
    answer = http.receive_any(octets)
    require_response(answer)
    assert answer.status not in range(100, 200)


NO_CONTENT = section.implied(
    "interim-ends-with-fields",
    role=SERVER,
    text="A 1xx response ends with the empty line after its fields; the final response begins there.",
    hint="Send neither content nor trailers with it.",
)


@verifies(NO_CONTENT)
@pytest.mark.cause
@pytest.mark.rests_on(NEVER_FINAL)
def test_the_final_response_follows_early_hints(http: Http) -> None:
    exchange = http.exchange(b"GET {early_hints} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    if isinstance(exchange.answer, Response) and not exchange.answer.interim:
        not_applicable("no interim response was sent", "--cap early_hints=/path")
    assert exchange.accepted


@verifies(NO_CONTENT)
@pytest.mark.cause
def test_nothing_follows_a_100_before_the_content_has_come(http: Http) -> None:
    octets = b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
    http.send(octets)
    first = http.receive_any(octets)
    if first.status != 100:
        not_applicable("the target did not ask for the content")
    http.pause()
    answer = http.answer(b"hello")
    if isinstance(answer, NoAnswer) and not isinstance(answer, Garbage):
        not_applicable("no final response follows the 100: see RFC 9110 §10.1.1")
    assert isinstance(answer, Response)


NAME_PROTOCOL = RFC9110.section("15.2.2", "101 Switching Protocols").must(
    "name-protocol",
    role=SERVER,
    text="A 101 names, in Upgrade, the protocol that is in effect after it.",
    hint="Repeat the name of the protocol that was chosen among those offered.",
)


@verifies(NAME_PROTOCOL)
def test_a_101_names_the_protocol(http: Http) -> None:
    assert require_switch(http).members("Upgrade")
