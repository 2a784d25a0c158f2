"""RFC 9112 §6.3  Message Body Length, in responses"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.framing import PLAIN, lacking
from conformance.http.lint.responses import Responses, answers_another_method_than_head, request_line_of
from conformance.http.peer import Http
from conformance.http.reader import LACKS
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Response
from conformance.model import SERVER

section = RFC9112.section("6.3", "Message Body Length")

ENDS_WITH_ITS_HEAD = section.implied(
    "no-body-by-status",
    role=SERVER,
    text="A response of status 204 or 304 ends with the empty line after its fields, whatever the fields say.",
    hint="Send no content with these; to the client it is the beginning of the next response.",
)


@verifies(ENDS_WITH_ITS_HEAD)
@pytest.mark.parametrize(("status", "needs"), [(204, "path_204"), (304, "path_static")], ids=["204", "304"])
def test_what_has_no_body_ends_with_its_head(responses: Responses, status: int, needs: str) -> None:
    def fault(response: Response) -> str | None:
        after = response.followed or b""
        return f"octets after the head of a {status}: {after[:40]!r}" if after and after[:5] != b"HTTP/" else None

    responses.each(fault, where=lambda r: r.status == status and r.followed is not None, needs=needs)


AS_LONG_AS_IT_SAYS = section.implied(
    "content-length-is-the-length-of-the-body",
    role=SERVER,
    text="A response with Content-Length and without Transfer-Encoding has a body of exactly so many octets.",
    hint="Count octets, not characters, and count what is sent after all transformations.",
)


@verifies(AS_LONG_AS_IT_SAYS)
def test_a_body_is_not_shorter_than_content_length_says(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        short = response.missing in ("FIN", "silence")
        return f"{response.missing} before the end of the content that Content-Length announces" if short else None

    def where(response: Response) -> bool:
        cut_off = response.missing == "FIN" and answers_another_method_than_head(response)
        return response.framing == "length" and (response.harmless or cut_off)

    responses.each(fault, where=where)


@verifies(AS_LONG_AS_IT_SAYS)
def test_a_body_is_not_longer_than_content_length_says(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        after = response.followed or b""
        return f"more octets than Content-Length says: {after[:40]!r}" if after and after[:5] != b"HTTP/" else None

    responses.each(fault, where=lambda response: response.framing == "length" and response.followed is not None)


@pytest.mark.baseline
@verifies(AS_LONG_AS_IT_SAYS)
def test_the_plainest_answer_is_not_shorter_than_its_content_length(http: Http) -> None:
    assert lacking(http.answer(PLAIN)) != LACKS["length"]


CLOSED_WITHOUT_LENGTH = section.implied(
    "closed-where-no-length-is-declared",
    role=SERVER,
    text="A response without a declared length ends when the server closes the connection, so the server closes it.",
    hint="Send Content-Length (0 for no content), or Transfer-Encoding: chunked, or close.",
)


@verifies(CLOSED_WITHOUT_LENGTH)
def test_a_response_without_a_length_ends_with_the_connection(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        stays = response.framing == "close" and response.missing == "silence"
        return "neither Content-Length nor Transfer-Encoding, and the connection stays open" if stays else None

    responses.each(fault, where=lambda r: r.harmless and r.framing != "none" and not r.values("Transfer-Encoding"))


@pytest.mark.baseline
@verifies(CLOSED_WITHOUT_LENGTH)
def test_the_plainest_answer_ends_with_the_connection_if_it_has_no_length(http: Http) -> None:
    assert lacking(http.answer(PLAIN)) != LACKS["close"]


SELF_DELIMITED = section.should(
    "responses-are-self-delimited",
    role=SERVER,
    text="A response declares where it ends, by Content-Length or the chunked coding, whenever that is possible.",
    hint="Without it, a client cannot tell a complete response from one that was cut off.",
    rests_on=(CLOSED_WITHOUT_LENGTH,),
)


@verifies(SELF_DELIMITED)
def test_responses_to_http_1_1_are_self_delimited(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return "only the end of the connection ends the content" if response.framing == "close" else None

    def where(response: Response) -> bool:
        request = request_line_of(response)
        both_1_1 = request is not None and request.version == (1, 1) and response.version >= (1, 1)
        return both_1_1 and response.framing != "none" and not response.values("Transfer-Encoding")

    responses.each(fault, where=where)
