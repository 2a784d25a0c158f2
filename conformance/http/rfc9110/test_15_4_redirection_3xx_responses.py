"""RFC 9110 §15.4.1 to §15.4.9  Redirection 3xx, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses, request_line_of
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import SERVER, Requirement


def location(number: str, title: str, whose: str) -> Requirement:
    return RFC9110.section(number, title).should(
        "location",
        role=SERVER,
        text=f"A {title[:3]} response has a Location with a reference to {whose}.",
        hint="Send Location; without it a client knows that it is in the wrong place, and not which is the right one.",
    )


CHOICES = RFC9110.section("15.4.1", "300 Multiple Choices").should(
    "list-of-choices",
    role=SERVER,
    text="A 300 response has content with a list of the alternatives and their URI references, unless it answers HEAD.",
    hint="Write the links to the alternatives into the content.",
)


@verifies(CHOICES)
def test_a_300_lists_the_choices(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return None if response.content else "a 300 without content"

    def where(response: Response) -> bool:
        request = request_line_of(response)
        return response.status == 300 and request is not None and request.method != b"HEAD"

    responses.each(fault, where=where, needs="pages")


MOVED_PERMANENTLY = location("15.4.2", "301 Moved Permanently", "the new permanent URI")


@verifies(MOVED_PERMANENTLY)
def test_a_301_has_a_location(responses: Responses) -> None:
    each_has_a_location(responses, 301)


FOUND = location("15.4.3", "302 Found", "the different URI")


@verifies(FOUND)
def test_a_302_has_a_location(responses: Responses) -> None:
    each_has_a_location(responses, 302)


TEMPORARY = location("15.4.8", "307 Temporary Redirect", "the different URI")


@verifies(TEMPORARY)
def test_a_307_has_a_location(responses: Responses) -> None:
    each_has_a_location(responses, 307)


PERMANENT = location("15.4.9", "308 Permanent Redirect", "the new permanent URI")


@verifies(PERMANENT)
def test_a_308_has_a_location(responses: Responses) -> None:
    each_has_a_location(responses, 308)


SEE_OTHER = RFC9110.section("15.4.4", "303 See Other").implied(
    "location",
    role=SERVER,
    text="A 303 response redirects to the URI in its Location.",
    hint="Send Location: it is all that a 303 has to say.",
)


@verifies(SEE_OTHER)
def test_a_303_has_a_location(responses: Responses) -> None:
    each_has_a_location(responses, 303)


def each_has_a_location(responses: Responses, status: int) -> None:
    def fault(response: Response) -> str | None:
        return None if response.values("Location") else f"a {status} without Location"

    responses.each(fault, where=lambda r: r.status == status, needs="redirect" if status == 302 else "pages")
