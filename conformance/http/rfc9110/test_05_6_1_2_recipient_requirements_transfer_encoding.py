"""RFC 9110 §5.6.1.2  Lists: Recipient Requirements, in Transfer-Encoding"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.chunked import HELLO, exchange_chunked
from conformance.http.helpers.twins import passed_with_tabs
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9110.test_05_6_1_2_recipient_requirements import EMPTY_MEMBERS
from conformance.http.rfc9112.test_06_3_message_body_length_chunked import DECODED_OR_REFUSED


@verifies(EMPTY_MEMBERS)
@pytest.mark.rests_on(DECODED_OR_REFUSED)
@pytest.mark.parametrize(
    "codings",
    [
        b",chunked",
        b", chunked",
        b"chunked,",
        b"chunked ,",
        b",chunked,",
        b",\t, chunked , ,",
        b"\r\nTransfer-Encoding: chunked",
    ],
)
def test_empty_members_do_not_hide_chunked(http: Http, codings: bytes) -> None:
    exchange = exchange_chunked(http, UPLOAD + b"Transfer-Encoding: " + codings + b"\r\n\r\n" + HELLO)
    assert passed_with_tabs(http, codings, exchange.accepted)
    assert exchange.content == b"hello"
