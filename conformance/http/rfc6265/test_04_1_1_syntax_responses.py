"""RFC 6265 §4.1.1  Syntax, in responses"""

from __future__ import annotations

from collections import Counter

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import SET_COOKIE as GRAMMAR
from conformance.http.lint.responses import Responses
from conformance.http.rfc6265 import RFC6265
from conformance.http.wire import Field, Response
from conformance.model import SERVER

section = RFC6265.section("4.1.1", "Syntax")

SET_COOKIE = section.should_not(
    "set-cookie-grammar",
    role=SERVER,
    text="A Set-Cookie field is name=value, then attributes, each after a semicolon and one space; name and value have "
    "no spaces, commas, semicolons or quotation marks, but for a pair around the value.",
    hint='Encode the value, with Base64 for instance, and write "; " before each attribute.',
)


@verifies(SET_COOKIE)
def test_every_set_cookie_has_the_form(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if GRAMMAR.fullmatch(line.value) else f"not as the grammar wants it: {line.raw[:120]!r}"

    responses.each_field(fault, "Set-Cookie", needs="set_cookie")


ATTRIBUTES_ONCE = section.should_not(
    "attributes-once",
    role=SERVER,
    text="A Set-Cookie field has no attribute twice.",
    hint="Set each attribute once; user agents take the last.",
)


@verifies(ATTRIBUTES_ONCE)
def test_no_attribute_appears_twice(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        twice = [name for name, count in Counter(attributes(line)).items() if count > 1]
        return f"attributes {twice} twice: {line.raw[:120]!r}" if twice else None

    responses.each_field(fault, "Set-Cookie", needs="set_cookie")


def attributes(line: Field) -> list[bytes]:
    parts = line.value.split(b";")[1:]
    return [part.partition(b"=")[0].strip(b" \t").lower() for part in parts]


NAMES_ONCE = section.should_not(
    "cookie-names-once",
    role=SERVER,
    text="A response has no two Set-Cookie fields with the same cookie name.",
    hint="Replace the earlier Set-Cookie of that name; which one wins is not certain.",
)


@verifies(NAMES_ONCE)
def test_no_cookie_is_set_twice_in_a_response(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        names = Counter(value.partition(b"=")[0].strip(b" \t") for value in response.values("Set-Cookie"))
        twice = [name for name, count in names.items() if count > 1]
        return f"cookies {twice} set twice" if twice else None

    responses.each(fault, where=lambda response: response.values("Set-Cookie"), needs="set_cookie")
