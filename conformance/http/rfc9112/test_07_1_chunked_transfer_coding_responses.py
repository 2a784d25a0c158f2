"""RFC 9112 §7.1  Chunked Transfer Coding, in responses"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.framing import PLAIN, lacking
from conformance.http.lint.responses import Responses, faulty
from conformance.http.peer import Http
from conformance.http.reader import LACKS
from conformance.http.rfc9112 import RFC9112
from conformance.http.wire import Response
from conformance.model import SENDER

section = RFC9112.section("7.1", "Chunked Transfer Coding")

WELL_FORMED = section.implied(
    "chunked-responses-are-well-formed",
    role=SENDER,
    text="A chunk is its size in hexadecimal digits, extensions without whitespace, CRLF, as many octets, and CRLF.",
    hint="Print the size with %x, without padding; send CRLF after it, and CRLF after the data.",
)


@verifies(WELL_FORMED)
@pytest.mark.parametrize("element", ["chunk-size", "chunk-ext", "chunk-data", "chunk-line-end"])
def test_chunks_are_well_formed(responses: Responses, element: str) -> None:
    def fault(response: Response) -> str | None:
        wrong = response.missing if response.missing.startswith(element + ":") else None
        return wrong or faulty(element)(response)

    responses.each(fault, where=chunked, needs="chunked_resp")


@pytest.mark.baseline
@verifies(WELL_FORMED)
def test_the_chunks_of_the_plainest_answer_are_well_formed(http: Http) -> None:
    assert not lacking(http.answer(PLAIN)).startswith("chunk-")


COMPLETE = section.implied(
    "chunked-responses-end-with-the-last-chunk",
    role=SENDER,
    text="A chunked body ends with a chunk of size 0, the trailer section and an empty line, and nothing more.",
    hint="Finish every chunked response, an empty one too, with 0 CRLF CRLF; then the next response begins.",
)


@verifies(COMPLETE)
def test_a_chunked_body_is_brought_to_its_end(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        unfinished = response.missing in ("FIN", "silence")
        return f"{response.missing} before the end of the chunked body" if unfinished else None

    responses.each(fault, where=lambda response: chunked(response) and response.harmless, needs="chunked_resp")


@verifies(COMPLETE)
def test_nothing_follows_the_end_of_a_chunked_body(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        after = response.followed or b""
        return f"octets after the chunked body: {after[:40]!r}" if after and after[:5] != b"HTTP/" else None

    responses.each(fault, where=lambda r: chunked(r) and r.followed is not None, needs="chunked_resp")


@pytest.mark.baseline
@verifies(COMPLETE)
def test_the_plainest_answer_is_brought_to_its_end_if_it_is_chunked(http: Http) -> None:
    assert lacking(http.answer(PLAIN)) != LACKS["chunked"]


def chunked(response: Response) -> bool:
    return response.framing == "chunked"
