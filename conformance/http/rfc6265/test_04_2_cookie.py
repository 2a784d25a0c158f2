"""RFC 6265 §4.2  Cookie"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import Draw, examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.twins import passed_with_tabs
from conformance.http.peer import Http
from conformance.http.rfc6265 import RFC6265
from conformance.http.strategies.well_formed import token
from conformance.model import SERVER

PAIRS = RFC6265.section("4.2.1", "Syntax").implied(
    "pairs-of-a-cookie",
    role=SERVER,
    text="Cookie holds pairs, divided by semicolons; a name ends at the first equals sign, the rest is the value.",
    hint="Split at semicolons, strip whitespace, then split each pair once. What is not in the grammar stays as it is.",
)


@verifies(PAIRS)
@pytest.mark.parametrize(
    "value",
    [
        b" a=b",
        b"a=b",
        b"\ta=b \t",
        b" a=b; c=d",
        b" a=b; c=d; e=f",
        b" a=",
        b" a=b=c",
        b" a==",
        b" a=b; c=",
        b" a.b-c_d!=~",
    ],
)
def test_every_pair_is_received(http: Http, value: bytes) -> None:
    received = listed(http, value) == sorted(value.strip(b" \t").split(b"; "))
    assert passed_with_tabs(http, value, received)


@verifies(PAIRS)
def test_a_value_in_quotes_is_received_with_them_or_without(http: Http) -> None:
    assert listed(http, b' a="b"; c=d') in ([b'a="b"', b"c=d"], [b"a=b", b"c=d"])


OCTETS = b"ab0=!#$%&'()*+-./:<>?@[]^_`{|}~"  # of a cookie-value (§4.1.1)


def pair(draw: Draw) -> bytes:
    return token(draw) + b"=" + draw.octets(OCTETS, 0, 12)


def pairs(draw: Draw) -> list[bytes]:
    """Pairs of different names."""
    found = {one.partition(b"=")[0].lower(): one for one in draw.some(pair, 1, 6)}
    return list(found.values())


@verifies(PAIRS)
@examples(pairs)
def test_any_pairs_are_received(http: Http, pairs: list[bytes]) -> None:
    assert listed(http, b" " + b"; ".join(pairs)) == sorted(pairs)


def listed(http: Http, value: bytes) -> list[bytes]:
    """The pairs as the target lists them, in any order."""
    http.require_no_own(b"Cookie")
    answer = http.answer(b"GET {cookie_echo} HTTP/1.1\r\nHost: {host}\r\nCookie:" + value + b"\r\n\r\n")
    return sorted(line.strip() for line in answer.content.splitlines()) if answer in ACCEPTED else []


NO_ORDER = RFC6265.section("4.2.2", "Semantics").should_not(
    "rely-on-order",
    role=SERVER,
    text="Do not rely on the order of the pairs in Cookie, of those with the same name in particular.",
    untestable="What an application relies on does not show in a list of what it received.",
)
