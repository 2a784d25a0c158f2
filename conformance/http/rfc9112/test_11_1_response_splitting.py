"""RFC 9112 §11.1  Response Splitting"""

from __future__ import annotations

import re

import pytest

from conformance.harness.plugin import verifies
from conformance.http.peer import Http
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Closed, Garbage, Silent

section = RFC9112.section("11.1", "Response Splitting")

NO_SPLITTING = section.robustness(
    "response-splitting",
    role="server",
    text="No encoded CR or LF in a request-target becomes a line end in the response.",
    hint="Do not put the decoded target into a field value; and have the function that writes field lines refuse CR "
    "and LF.",
)

SPLIT = re.compile(rb"[\r\n]X-Split:", re.IGNORECASE)
LINE_ENDS = [b"%0d%0a", b"%0D%0A", b"%0a", b"%0d", b"%E5%98%8D%E5%98%8A", b"%250d%250a"]


@verifies(NO_SPLITTING)
@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize(
    "before", [b"{path}?a=", b"/", b"//conformance.example/", b"/a/%2e%2e/", b"{redirect}?a=", b"{redirect}/"]
)
def test_an_encoded_line_end_does_not_split_the_response(http: Http, before: bytes, line_end: bytes) -> None:
    exchange = http.exchange(b"GET " + before + line_end + b"X-Split:%20yes HTTP/1.1\r\nHost: {host}\r\n\r\n")
    heads = [answer.head for answer in exchange.answers]
    if isinstance(exchange.end, Closed | Silent | Garbage):
        heads.append(exchange.end.partial.partition(b"\r\n\r\n")[0])
    assert not any(SPLIT.search(head) for head in heads)
