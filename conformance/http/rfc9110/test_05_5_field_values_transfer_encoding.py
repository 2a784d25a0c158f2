"""RFC 9110 §5.5  Field Values, of Transfer-Encoding"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.chunked import HELLO, exchange_chunked
from conformance.http.helpers.twins import passed_with_tabs
from conformance.http.peer import Http
from conformance.http.requests import UPLOAD
from conformance.http.rfc9110.test_05_5_field_values import TRIMMED
from conformance.http.rfc9112.test_06_3_message_body_length_chunked import DECODED_OR_REFUSED


@verifies(TRIMMED)
@pytest.mark.rests_on(DECODED_OR_REFUSED)
@pytest.mark.parametrize(
    "value", [b"chunked", b"\tchunked", b" \t chunked", b" chunked ", b" chunked\t", b"\tchunked \t"]
)
def test_whitespace_around_chunked_changes_nothing(http: Http, value: bytes) -> None:
    exchange = exchange_chunked(http, UPLOAD + b"Transfer-Encoding:" + value + b"\r\n\r\n" + HELLO)
    assert passed_with_tabs(http, value, exchange.accepted)
    assert exchange.content == b"hello"
