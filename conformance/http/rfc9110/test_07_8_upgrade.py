"""RFC 9110 §7.8  Upgrade"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.upgrade import ASKING, HANDSHAKE, protocol_of, require_switch, switches_nothing
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_10_1_1_expect import AT_ONCE, NOT_AFTER_CONTENT
from conformance.http.rfc9112.test_09_3_persistence_body import READ_OR_CLOSE
from conformance.model import RECIPIENT, SENDER, SERVER, not_applicable

section = RFC9110.section("7.8", "Upgrade")

ONLY_WHAT_WAS_OFFERED = section.must_not(
    "only-offered-protocol",
    role=SERVER,
    text="Switch to no protocol that the request's Upgrade field does not name.",
    hint="Compare the members of Upgrade with what you implement; without a match, answer in HTTP/1.1.",
)


@verifies(ONLY_WHAT_WAS_OFFERED)
@pytest.mark.parametrize(
    "lines",
    [
        b"Connection: upgrade\r\n",
        b"Connection: upgrade\r\nUpgrade: conformance\r\n",
        b"Connection: upgrade\r\nUpgrade: conformance/1.0\r\n",
        b"Connection: upgrade\r\nUpgrade: conformance, mance/2\r\n",
        b"Connection: upgrade\r\nUpgrade: HTTP/1.1\r\n",
        b"Connection: upgrade\r\nUpgrade:\r\n",
    ],
)
@pytest.mark.parametrize("path", [b"{path}", b"{upgrade}"])
def test_nothing_else_is_switched_to(http: Http, path: bytes, lines: bytes) -> None:
    answer = http.answer(b"GET " + path + b" HTTP/1.1\r\nHost: {host}\r\n" + HANDSHAKE + lines + b"\r\n")
    assert switches_nothing(http, answer)


@verifies(ONLY_WHAT_WAS_OFFERED)
def test_the_101_names_what_was_offered(http: Http) -> None:
    protocol = protocol_of(http)
    answer = http.open_another().answer(ASKING % (b"conformance, " + protocol))
    if answer.status != 101:
        not_applicable("the target did not switch protocols", "--cap upgrade=/path")
    assert set(answer.members("Upgrade")) <= {b"conformance", protocol}


# "its acceptance and use by the server is optional": no key word of BCP 14, hence not a MUST
UNKNOWN_IS_IGNORED = section.should(
    "unknown-protocol-ignored",
    role=SERVER,
    text="Serve a request whose Upgrade names no known protocol as if it had no Upgrade.",
    hint="Look for a protocol that you speak among the members of Upgrade; if there is none, ignore the field.",
)


@verifies(UNKNOWN_IS_IGNORED)
@pytest.mark.parametrize("protocol", [b"other", b"other/9", b"other/9, conformance/1.0", b"HTTP/1.1"])
def test_an_offer_that_nobody_knows_changes_nothing(http: Http, protocol: bytes) -> None:
    lines = b"Connection: upgrade, close\r\nUpgrade: " + protocol + b"\r\n"
    answer = http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + lines + b"\r\n")
    if answer.status == 101:
        not_applicable("the target switches to whatever protocol it is offered")
    assert answer in ACCEPTED


IGNORE_IN_1_0 = section.must(
    "ignore-in-http-1.0",
    role=SERVER,
    text="Ignore Upgrade in an HTTP/1.0 request.",
    hint="Look at the version of the request before you look at Upgrade.",
)


@verifies(IGNORE_IN_1_0)
@pytest.mark.parametrize("protocol", [b"websocket", b"h2c", b"HTTP/2.0", b"TLS/1.2"])
def test_an_http_1_0_client_is_not_switched(http: Http, protocol: bytes) -> None:
    lines = b"Connection: upgrade\r\nUpgrade: " + protocol + b"\r\n" + HANDSHAKE
    answer = http.answer(b"GET {path} HTTP/1.0\r\nHost: {host}\r\n" + lines + b"\r\n")
    assert switches_nothing(http, answer)


@verifies(IGNORE_IN_1_0)
def test_an_http_1_0_client_is_not_switched_where_others_are(http: Http) -> None:
    asking = ASKING.replace(b"HTTP/1.1", b"HTTP/1.0") % protocol_of(http)
    answer = http.open_another().answer(asking)
    assert switches_nothing(http, answer)


LISTED_IN_CONNECTION = section.must(
    "upgrade-listed-in-connection",
    role=SENDER,
    text="A response with Upgrade has the option `upgrade` in its Connection field.",
    hint="Send `Connection: upgrade` wherever you send Upgrade: in a 101, in a 426, in any other response.",
)


@verifies(LISTED_IN_CONNECTION)
def test_a_101_lists_upgrade_in_connection(http: Http) -> None:
    assert b"upgrade" in require_switch(http).members("Connection")


@verifies(LISTED_IN_CONNECTION)
def test_another_response_with_upgrade_lists_it_in_connection(http: Http) -> None:
    answer = http.answer(b"GET {upgrade} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    if not answer.values("Upgrade"):
        not_applicable("the response has no Upgrade field", "--cap upgrade=/path")
    assert b"upgrade" in answer.members("Connection")


PROTOCOL_CASE = section.should(
    "protocol-name-case-insensitive",
    role=RECIPIENT,
    text="Compare the names of protocols in Upgrade without regard to case.",
    hint="Bring both names to lower case.",
)


@verifies(PROTOCOL_CASE)
def test_a_protocol_is_known_in_any_case(http: Http) -> None:
    protocol = protocol_of(http)
    as_told = http.open_another()
    if as_told.answer(ASKING % protocol).status != 101:
        not_applicable("the target did not switch protocols", "--cap upgrade=/path")
    as_told.close()
    assert http.open_another().answer(ASKING % protocol.swapcase()).status == 101


CONTINUE_BEFORE_SWITCHING = section.must(
    "continue-before-switching",
    role=SERVER,
    text="To a request with Upgrade and `Expect: 100-continue`, send 100 before 101.",
    hint="Ask for the content first; the protocol cannot change within a message.",
    rests_on=(AT_ONCE, NOT_AFTER_CONTENT, READ_OR_CLOSE),  # who takes no content with GET has none to wait for
)


@verifies(CONTINUE_BEFORE_SWITCHING)
def test_100_comes_before_101(http: Http) -> None:
    expecting = b"Content-Length: 5\r\nExpect: 100-continue\r\n\r\n"
    asking = ASKING.removesuffix(b"\r\n") % protocol_of(http) + expecting
    connection = http.open_another()
    connection.send(asking)
    first = connection.receive_any(asking)
    last = first if first.status == 101 else connection.answer(b"hello")
    if last.status != 101:
        not_applicable("the target did not switch protocols with an expectation")
    assert first.status == 100


HONOURED = section.must_not(
    "semantics-honoured",
    role=SERVER,
    text="Switch to no protocol that cannot honour the semantics of the request.",
    hint="Decline Upgrade for a method that the new protocol cannot express.",
    untestable="it needs to know what the new protocol can express",
)

LAYERS = section.must(
    "layers-ascending",
    role=SERVER,
    text="Where several layers of protocols are switched to, list them in ascending order.",
    hint="The lowest layer comes first.",
    untestable="it needs a target that switches to several layers at once",
)
