"""RFC 9112 §6.1  Transfer-Encoding, in responses"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses, answers_http_1_0
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_09_3_persistence import SELF_DEFINED_LENGTH
from conformance.http.wire import Response
from conformance.model import SENDER, SERVER

section = RFC9112.section("6.1", "Transfer-Encoding")

CHUNKED_ONCE = section.must_not(
    "chunked-once-in-responses",
    role=SENDER,
    text="The chunked coding is applied once at the most.",
    hint="Where an application chunks its content by itself, the server must not chunk it again.",
)


@verifies(CHUNKED_ONCE)
def test_chunked_is_named_once(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        codings = response.members("Transfer-Encoding")
        return f"Transfer-Encoding names chunked twice: {codings}" if codings.count(b"chunked") > 1 else None

    responses.each(fault, where=lambda response: response.values("Transfer-Encoding"), needs="chunked_resp")


CHUNKED_LAST = section.must(
    "chunked-last-or-closed",
    role=SERVER,
    text="A response with another transfer coding ends with chunked as the final coding, or by closing the connection.",
    hint="Put chunked last in Transfer-Encoding, or close the connection after the content.",
)


@verifies(CHUNKED_LAST)
def test_a_coded_response_ends_with_chunked_or_with_the_connection(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        codings = response.members("Transfer-Encoding")
        if codings[-1:] == [b"chunked"] or response.missing != "silence":
            return None
        return f"Transfer-Encoding {codings} does not end with chunked, and the connection stays open"

    def where(response: Response) -> bool:
        return response.harmless and bool(response.values("Transfer-Encoding"))

    responses.each(fault, where=where, needs="chunked_resp")


NOT_WITHOUT_CONTENT = section.must_not(
    "no-transfer-encoding-without-content",
    role=SERVER,
    text="A response of status 1xx or 204 has no Transfer-Encoding.",
    hint="These responses end with the empty line: nothing is left to encode.",
)


@verifies(NOT_WITHOUT_CONTENT)
@pytest.mark.parametrize(("kind", "needs"), [("1xx", "early_hints"), ("204", "path_204")], ids=["1xx", "204"])
def test_what_has_no_content_has_no_transfer_encoding(responses: Responses, kind: str, needs: str) -> None:
    def fault(response: Response) -> str | None:
        return f"Transfer-Encoding in a {response.status}" if response.values("Transfer-Encoding") else None

    responses.each(fault, where=lambda response: response.is_of(kind), needs=needs)


NOT_TO_HTTP_1_0 = section.must_not(
    "no-transfer-encoding-to-http-1-0",
    role=SERVER,
    text="A response has no Transfer-Encoding unless its request was HTTP/1.1 or a later minor version.",
    hint="Look at the version of the request: to HTTP/1.0, send a Content-Length, or close at the end.",
    rests_on=(SELF_DEFINED_LENGTH,),
)


@verifies(NOT_TO_HTTP_1_0)
def test_http_1_0_is_answered_without_transfer_encoding(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return "Transfer-Encoding in answer to HTTP/1.0" if response.values("Transfer-Encoding") else None

    responses.each(fault, where=answers_http_1_0)
