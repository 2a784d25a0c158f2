"""RFC 9110 §7.8  Upgrade, where the protocol is not changed"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.exchange import Exchange
from conformance.http.helpers.framing import (
    EMBEDDED,
    is_closing,
    require_head_without_content,
    with_length,
)
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, not_applicable

section = RFC9110.section("7.8", "Upgrade")

CONTINUES_WITH_HTTP = section.implied(
    "continue-with-http",
    role=SERVER,
    text="A server that ignores Upgrade goes on with HTTP: it reads the content and serves what comes next, or closes.",
    hint="Only a 101 ends HTTP on a connection; before that, Upgrade changes nothing in how requests are read.",
)

FIELDS = b"Connection: upgrade\r\nUpgrade: conformance\r\n"


@verifies(CONTINUES_WITH_HTTP)
@pytest.mark.parametrize("size", [0, 1], ids=["no-content", "content"])
@pytest.mark.parametrize("start", [b"GET {path}", b"HEAD {path}", b"POST /conformance-no-such-path", b"{upload}"])
def test_a_connection_that_was_not_upgraded_is_still_http(http: Http, start: bytes, size: int) -> None:
    content = http.fill(EMBEDDED) * size
    exchange = http.exchange(with_length(start, content, FIELDS), extra=1)
    if exchange.answer.status == 101:
        not_applicable("the target switches to whatever protocol it is offered")
    require_head_without_content(exchange.answer, exchange.end)
    goes_on = went_on(exchange)  # before the comparison, which closes this connection
    if not goes_on and not went_on(http.compare(with_length(start, content), extra=1)):
        not_applicable("the target does not go on after such a request without Upgrade either: see RFC 9112 §9.3")
    assert goes_on


def went_on(exchange: Exchange) -> bool:
    """Whether another request was answered, or the end came; which request it was is judged in RFC 9112 §9.3."""
    return len(exchange.answers) > 1 or is_closing(exchange)
