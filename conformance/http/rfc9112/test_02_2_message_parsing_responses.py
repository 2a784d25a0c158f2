"""RFC 9112 §2.2  Message Parsing, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses, faulty
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_11_1_response_splitting import NO_SPLITTING
from conformance.http.wire import Response
from conformance.model import SENDER

section = RFC9112.section("2.2", "Message Parsing")

NO_BARE_CR = section.must_not(
    "no-bare-cr-in-responses",
    role=SENDER,
    text="A sender generates no CR without LF in anything but the content.",
    hint="Remove CR and LF from every value before it goes into a field line or the status line.",
    rests_on=(NO_SPLITTING,),
)


@verifies(NO_BARE_CR)
def test_no_head_has_a_bare_cr(responses: Responses) -> None:
    responses.each(faulty("bare-cr"))


NO_WHITESPACE_FIRST = section.must_not(
    "no-whitespace-before-first-field-in-responses",
    role=SENDER,
    text="A sender puts no whitespace between the status line and the first field line.",
    hint="Begin each field line with the first character of its name.",
)


@verifies(NO_WHITESPACE_FIRST)
def test_no_whitespace_precedes_the_first_field_line(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        first = response.fields[0].raw
        return f"whitespace before the first field line: {first[:40]!r}" if first.startswith((b" ", b"\t")) else None

    responses.each(fault, where=lambda response: response.fields)
