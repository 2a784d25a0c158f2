"""RFC 6455 §4.2.1  Reading the Client's Opening Handshake: the request line, Host, Upgrade and Connection"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Answer, Response
from conformance.model import SERVER, not_applicable
from conformance.websocket.handshake import REQUEST, Handshake, accepts
from conformance.websocket.rfc6455 import RFC6455

section = RFC6455.section("4.2.1", "Reading the Client's Opening Handshake")

GET_ONLY = section.must(
    "get-only",
    role=SERVER,
    text="Do not switch to WebSocket on a request with another method than GET.",
    hint="Methods are case-sensitive: `get` is not GET.",
)


@verifies(GET_ONLY)
@pytest.mark.parametrize("method", [b"POST", b"HEAD", b"PUT", b"DELETE", b"OPTIONS", b"get", b"GETX"])
def test_only_get_is_upgraded(handshake: Handshake, method: bytes) -> None:
    assert handshake.declines(REQUEST.replace(b"GET", method, 1))


VERSION_1_1 = section.must(
    "http-1.1",
    role=SERVER,
    text="Do not switch to WebSocket on a request of an HTTP version below 1.1, or of none.",
    hint="Look at the version of the request line before you look at Upgrade.",
)


@verifies(VERSION_1_1)
@pytest.mark.parametrize("version", [b" HTTP/1.0", b" HTTP/0.9", b""], ids=["1.0", "0.9", "none"])
def test_an_older_http_is_not_upgraded(handshake: Handshake, version: bytes) -> None:
    assert handshake.declines(REQUEST.replace(b" HTTP/1.1", version, 1), garbage=True)


ABSOLUTE_FORM = section.implied(
    "absolute-form",
    role=SERVER,
    text="Take an absolute URI in the request line for the resource that it names.",
    hint="Strip scheme and authority from the request-target, and go on as with a path.",
)


@verifies(ABSOLUTE_FORM)
def test_an_absolute_uri_names_the_same_resource(handshake: Handshake) -> None:
    assert handshake.opens(REQUEST.replace(b"GET ", b"GET {http}://{host}", 1))


HOST = section.must(
    "host",
    role=SERVER,
    text="Do not switch to WebSocket on a request without one valid Host field.",
    hint="Answer 400 to a request with no Host, with two, or with one that is not a host.",
)


@verifies(HOST)
@pytest.mark.parametrize(
    "lines",
    [b"", b"Host: {host}\r\nHost: {host}\r\n", b"Host: a b\r\n", b"Host: {host}, {host}\r\n"],
    ids=["none", "two", "not-a-host", "list"],
)
def test_one_valid_host_is_needed(handshake: Handshake, lines: bytes) -> None:
    assert handshake.declines(REQUEST.replace(b"Host: {host}\r\n", lines))


UPGRADE_NEEDED = section.must(
    "upgrade-names-websocket",
    role=SERVER,
    text="Do not switch to WebSocket on a request whose Upgrade field does not name `websocket`.",
    hint="Compare whole members of the list: `websocketx` is another protocol.",
)


@verifies(UPGRADE_NEEDED)
@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"Upgrade: foo\r\n",
        b"Upgrade: websocketx\r\n",
        b"Upgrade: web socket\r\n",
        b"Upgrade: xwebsocket\r\n",
        b"Upgrade:\r\n",
    ],
)
def test_without_the_protocol_in_upgrade_nothing_is_switched(handshake: Handshake, line: bytes) -> None:
    assert handshake.declines(REQUEST.replace(b"Upgrade: websocket\r\n", line))


@verifies(UPGRADE_NEEDED)
def test_a_plain_get_is_ordinary_http(handshake: Handshake) -> None:
    assert handshake.declines(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n{origin}{fields}\r\n")


UPGRADE_CASE = section.implied(
    "upgrade-case-insensitive",
    role=SERVER,
    text="Know `websocket` in the Upgrade field in any case.",
    hint="Bring the name of the protocol to lower case before you compare it.",
)


@verifies(UPGRADE_CASE)
@pytest.mark.parametrize("name", [b"WebSocket", b"WEBSOCKET", b"wEBsOCKET"])
def test_the_protocol_is_known_in_any_case(handshake: Handshake, name: bytes) -> None:
    answer = handshake.answer(REQUEST.replace(b": websocket", b": " + name))
    require_names(answer)
    assert accepts(answer, handshake.key)


UPGRADE_LIST = section.may(  # RFC 9110 §7.8: it is a list, and a server may ignore all of it
    "upgrade-list",
    role=SERVER,
    text="Where `websocket` stands among other protocols, accept the handshake properly, or do not switch.",
    hint="Split all lines of the field at commas; what is switched to is WebSocket, and nothing else.",
)


@verifies(UPGRADE_LIST)
@pytest.mark.parametrize(
    "lines",
    [b"Upgrade: foo, websocket\r\n", b"Upgrade: websocket,foo\r\n", b"Upgrade: foo\r\nUpgrade: websocket\r\n"],
)
def test_the_protocol_may_be_known_among_others(handshake: Handshake, lines: bytes) -> None:
    answer = handshake.answer(REQUEST.replace(b"Upgrade: websocket\r\n", lines))
    assert accepts(answer, handshake.key) or (isinstance(answer, Response) and answer.status != 101)


CONNECTION_NEEDED = section.must(
    "connection-names-upgrade",
    role=SERVER,
    text="Do not switch to WebSocket on a request whose Connection field does not have the token `Upgrade`.",
    hint="Compare whole tokens: `Upgraded` is not `Upgrade`.",
)


@verifies(CONNECTION_NEEDED)
@pytest.mark.parametrize(
    "line", [b"", b"Connection: keep-alive\r\n", b"Connection: Upgraded\r\n", b"Connection: not-upgrade\r\n"]
)
def test_without_upgrade_in_connection_nothing_is_switched(handshake: Handshake, line: bytes) -> None:
    assert handshake.declines(REQUEST.replace(b"Connection: Upgrade\r\n", line))


CONNECTION_LIST = section.implied(
    "connection-list",
    role=SERVER,
    text="Know `Upgrade` in the Connection field in any case, and among other tokens.",
    hint="Split all lines of the field at commas, strip whitespace, and bring each token to lower case.",
)


@verifies(CONNECTION_LIST)
@pytest.mark.parametrize(
    "lines",
    [
        b"Connection: upgrade\r\n",
        b"Connection: UPGRADE\r\n",
        b"Connection: keep-alive, Upgrade\r\n",
        b"Connection: Upgrade,keep-alive\r\n",
        b"Connection: keep-alive\t,\t Upgrade\r\n",
        b"Connection: keep-alive\r\nConnection: Upgrade\r\n",
    ],
)
def test_upgrade_is_known_in_any_case_and_among_others(handshake: Handshake, lines: bytes) -> None:
    answer = handshake.answer(REQUEST.replace(b"Connection: Upgrade\r\n", lines))
    require_names(answer)
    assert accepts(answer, handshake.key)


def require_names(answer: Answer) -> None:
    """Not applicable if a 101 lacks Upgrade, or its option: cases of §4.2.2 judge that, by the same requests."""
    if answer.status == 101 and not (answer.members("Upgrade") and b"upgrade" in answer.members("Connection")):
        not_applicable("the 101 does not name Upgrade, or not Connection: Upgrade, which cases of §4.2.2 judge")
