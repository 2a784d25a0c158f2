"""RFC 9110 §8.4, §8.5, §8.7  Content-Encoding, Content-Language and Content-Location, in responses"""

from __future__ import annotations

import re

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import URI_REFERENCE, is_list_of_tokens, members
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SENDER

CODINGS = RFC9110.section("8.4", "Content-Encoding").implied(
    "content-encoding-is-a-list-of-codings-in-responses",
    role=SENDER,
    text="Content-Encoding is a list of content codings, which are tokens.",
    hint="Write `Content-Encoding: gzip`.",
)


@verifies(CODINGS)
def test_every_content_encoding_is_a_list_of_codings(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if is_list_of_tokens(line.value) else f"not a list of codings: {line.raw[:80]!r}"

    responses.each_field(fault, "Content-Encoding", needs="path_static")


NO_IDENTITY = RFC9110.section("8.4", "Content-Encoding").should_not(
    "no-identity-in-responses",
    role=SENDER,
    text="Content-Encoding does not list `identity`.",
    hint="Leave Content-Encoding out where nothing was encoded.",
)


@verifies(NO_IDENTITY)
def test_no_content_encoding_is_identity(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        named = b"identity" in [member.lower() for member in members(line.value)]
        return f"identity is no coding: {line.raw[:80]!r}" if named else None

    responses.each_field(fault, "Content-Encoding", needs="path_static")


LANGUAGES = RFC9110.section("8.5", "Content-Language").implied(
    "content-language-is-a-list-of-language-tags-in-responses",
    role=SENDER,
    text="Content-Language is a list of language tags: parts of one to eight letters or digits, joined by hyphens.",
    hint="Write en-US, not en_US.",
)

LANGUAGE_TAG = re.compile(rb"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


@verifies(LANGUAGES)
def test_every_content_language_is_a_list_of_tags(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        wrong = [member for member in members(line.value) if member and not LANGUAGE_TAG.fullmatch(member)]
        return f"not a language tag: {line.raw[:80]!r}" if wrong else None

    responses.each_field(fault, "Content-Language", needs="pages")


LOCATION = RFC9110.section("8.7", "Content-Location").implied(
    "content-location-is-a-uri-without-fragment-in-responses",
    role=SENDER,
    text="Content-Location is an absolute URI or a relative one, without a fragment.",
    hint="Percent-encode what is not allowed in a URI.",
)


@verifies(LOCATION)
def test_every_content_location_is_a_uri(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        valid = URI_REFERENCE.fullmatch(line.value) and b"#" not in line.value
        return None if valid else f"not a URI without a fragment: {line.raw[:80]!r}"

    responses.each_field(fault, "Content-Location", needs="pages")
