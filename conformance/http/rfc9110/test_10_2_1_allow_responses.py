"""RFC 9110 §10.2.1  Allow, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import is_list_of_tokens, members
from conformance.http.lint.responses import Responses, request_line_of
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field, Response
from conformance.model import SERVER

section = RFC9110.section("10.2.1", "Allow")

METHODS = section.implied(
    "allow-is-a-list-of-methods-in-responses",
    role=SERVER,
    text="Allow is a list of methods, which are tokens, or empty.",
    hint="Write `Allow: GET, HEAD`, with commas.",
)


@verifies(METHODS)
def test_every_allow_is_a_list_of_methods(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if is_list_of_tokens(line.value) else f"not a list of methods: {line.raw[:80]!r}"

    responses.each_field(fault, "Allow", needs="path_405")


ALLOW_IN_405 = RFC9110.section("15.5.6", "405 Method Not Allowed").must(
    "allow-in-405",
    role=SERVER,
    text="A 405 response has an Allow field that lists the methods that the resource supports.",
    hint="Send `Allow: GET, HEAD` with it; it may be empty, but not missing.",
)


@verifies(ALLOW_IN_405)
def test_every_405_has_allow(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return None if response.values("Allow") else "a 405 without Allow"

    responses.each(fault, where=lambda response: response.status == 405, needs="path_405")


NOT_THE_REFUSED = RFC9110.section("15.5.6", "405 Method Not Allowed").implied(
    "refused-method-is-not-allowed",
    role=SERVER,
    text="The Allow field of a 405 does not list the method that was just refused.",
    hint="Derive 405 and Allow from the same set of methods.",
)


@verifies(NOT_THE_REFUSED)
def test_no_405_allows_what_it_refuses(responses: Responses) -> None:
    def refused(response: Response) -> bytes:
        request = request_line_of(response)
        return request.method if request else b""

    def fault(response: Response) -> str | None:
        allowed = [method for value in response.values("Allow") for method in members(value)]
        return f"{refused(response)!r} is refused, and allowed" if refused(response) in allowed else None

    responses.each(fault, where=lambda response: response.status == 405 and refused(response), needs="path_405")
