"""RFC 6455 §9.1  Negotiating Extensions"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.wire import Closed, Response
from conformance.model import SERVER
from conformance.websocket.handshake import REQUEST, Handshake
from conformance.websocket.peer import WebSocket
from conformance.websocket.rfc6455 import RFC6455
from conformance.websocket.robustness.test_2_handshakes import LARGE

section = RFC6455.section("9.1", "Negotiating Extensions")

MALFORMED = section.must(
    "malformed-extensions",
    role=SERVER,
    text="Fail the connection where Sec-WebSocket-Extensions does not have the grammar of a list of extensions.",
    hint="An extension is a token, then parameters, each with a semicolon before it: a token, perhaps with a value.",
)


@verifies(MALFORMED)
@pytest.mark.parametrize(
    "line",
    [
        b";",
        b"x-foo;;",
        b"x-foo; =",
        b"x-foo; =1",
        b"x-foo; a=",
        b'x-foo; a="b',
        b"x-foo bar",
        b"x-foo; a b",
        b"x-foo; a=b c",
        b'x-foo; a="b c"',
        b'x-foo; a=""',
        b"x/foo",
        b"permessage-deflate;;",
        b"permessage-deflate; client_max_window_bits=",
    ],
)
def test_malformed_extensions_fail_the_connection(handshake: Handshake, line: bytes) -> None:
    answer = handshake.answer(offering(line))
    switched = answer.status == 101 and not WebSocket(handshake.attempt, handshake=handshake).fails(b"")
    assert isinstance(answer, Response | Closed)
    assert not switched


UNKNOWN = section.implied(
    "unknown-extensions",
    role=SERVER,
    text="Pass over extensions that are not known: they are but offers.",
    hint="Decline what you do not know by not naming it; do not refuse the handshake.",
)


@verifies(UNKNOWN)
@pytest.mark.parametrize(
    "line", [b"x-foo", b"x-foo; a=1; b", b"x-foo, x-bar", b"x-foo, permessage-deflate", b"permessage-deflat"]
)
def test_unknown_extensions_are_passed_over(handshake: Handshake, line: bytes) -> None:
    answer = handshake.answer(offering(line))
    selected = {member.partition(b";")[0].strip() for member in answer.members("Sec-WebSocket-Extensions")}
    assert answer.status == 101
    assert selected <= {b"permessage-deflate"} & set(line.split(b", "))


GRAMMAR = section.implied(
    "legal-grammar",
    role=SERVER,
    text="Take whatever the grammar allows: values in quotes, empty members of the list, several lines.",
    hint="Join all lines of the field with commas first.",
    rests_on=(UNKNOWN,),
)


@verifies(GRAMMAR)
@pytest.mark.parametrize(
    "lines",
    [
        (b'x-foo; a="b"',),
        (b'permessage-deflate; client_max_window_bits="10"',),
        (b"x-foo, , x-bar",),
        (b", x-foo,",),
        (b"x-foo", b"permessage-deflate"),
        (b"x-foo;a=1\t;\tb",),
        (b"!#$%&'*+-.^_`|~",),
    ],
    ids=["quoted", "quoted-bits", "empty-member", "empty-ends", "two-lines", "whitespace", "every-tchar"],
)
def test_whatever_the_grammar_allows_is_taken(handshake: Handshake, lines: tuple[bytes, ...]) -> None:
    assert handshake.opens(offering(*lines))


LINEAR = section.robustness(
    "time-is-linear",
    role=SERVER,
    text="Reading the fields of a handshake takes no more time than their length is worth.",
    hint="Do not match quoted strings or runs of whitespace with a regular expression that backtracks.",
    rests_on=(LARGE,),
)


@verifies(LINEAR)
@pytest.mark.parametrize("size", [6000, 30000])
@pytest.mark.parametrize(
    ("start", "repeated"),
    [(b'x-foo; a="', b"\\c"), (b"x-foo; a=b", b" "), (b"x-foo", b"; a"), (b"x", b","), (b'x; a="', b'\\"')],
    ids=["backslashes", "spaces", "parameters", "commas", "escaped-quotes"],
)
def test_a_long_extension_field_is_answered_in_time(
    handshake: Handshake, start: bytes, repeated: bytes, size: int
) -> None:
    assert isinstance(handshake.answer(offering(start + repeated * (size // len(repeated)))), Response | Closed)


@verifies(LINEAR)
@pytest.mark.parametrize("size", [6000, 30000])
@pytest.mark.parametrize("repeated", [b" ", b"a,", b", ", b"a "], ids=["spaces", "names", "empty", "words"])
def test_a_long_subprotocol_field_is_answered_in_time(handshake: Handshake, repeated: bytes, size: int) -> None:
    line = b"Sec-WebSocket-Protocol: a" + repeated * (size // len(repeated)) + b"b\r\n\r\n"
    assert isinstance(handshake.answer(REQUEST[:-2] + line), Response | Closed)


def offering(*lines: bytes) -> bytes:
    """A handshake that offers the extensions of each line."""
    return REQUEST[:-2] + b"".join(b"Sec-WebSocket-Extensions: " + line + b"\r\n" for line in lines) + b"\r\n"
