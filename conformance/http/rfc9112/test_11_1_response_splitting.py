"""RFC 9112 §11.1  Response Splitting"""

from __future__ import annotations

import re

import pytest

from conformance.harness.case.properties import example, examples
from conformance.harness.runner.plugin import verifies
from conformance.http.exchange import Exchange
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.strategies.injections import injecting_request, request_full_of
from conformance.http.wire import Closed, Garbage, Silent
from conformance.model import SERVER

section = RFC9112.section("11.1", "Response Splitting")

SPLIT = re.compile(rb"[\r\n]X-Split:", re.IGNORECASE)

NO_SPLITTING = section.robustness(
    "response-splitting",
    role=SERVER,
    text="No encoded CR or LF in a request-target becomes a line end in the response.",
    hint="Do not put the decoded target into a field value; and have the function that writes field lines refuse CR "
    "and LF.",
)

LINE_ENDS = [b"%0d%0a", b"%0D%0A", b"%0a", b"%0d", b"%E5%98%8D%E5%98%8A", b"%250d%250a"]


@verifies(NO_SPLITTING)
@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize(
    "before", [b"{path}?a=", b"/", b"//conformance.example/", b"/a/%2e%2e/", b"{redirect}?a=", b"{redirect}/"]
)
def test_an_encoded_line_end_does_not_split_the_response(http: Http, before: bytes, line_end: bytes) -> None:
    exchange = http.exchange(b"GET " + before + line_end + b"X-Split:%20yes HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert not is_split(exchange)


NOTHING_BECOMES_A_FIELD = section.robustness(
    "nothing-becomes-a-field-line",
    role=SERVER,
    text="Nothing that a request holds, wherever it stands and however it is encoded, becomes a field line of the "
    "response.",
    hint="An application may decode what it likes: have the one function that writes field lines refuse CR and LF.",
    rests_on=(NO_SPLITTING,),
)


@verifies(NOTHING_BECOMES_A_FIELD)
@pytest.mark.parametrize("path", [b"{path}", b"{redirect}"])
@example(request_full_of(b"%0d%0a"))
@examples(injecting_request)
def test_no_value_becomes_a_field_line(http: Http, path: bytes, octets: bytes) -> None:
    assert not is_split(http.exchange(octets.replace(b"{path}", path)))


def is_split(exchange: Exchange) -> bool:
    """Whether a line in the head of an answer, or in what came of one, is what the request meant to inject."""
    heads = [answer.head for answer in exchange.answers]
    if isinstance(exchange.end, Closed | Silent | Garbage):
        heads.append(exchange.end.partial.partition(b"\r\n\r\n")[0])
    return any(SPLIT.search(head) is not None for head in heads)
