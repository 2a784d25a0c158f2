"""RFC 9110 §8.8.3  ETag, in responses"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import ENTITY_TAG as GRAMMAR
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SENDER

section = RFC9110.section("8.8.3", "ETag")

ENTITY_TAG = section.implied(
    "etag-is-an-entity-tag-in-responses",
    role=SENDER,
    text="An ETag is a text in quotation marks, without spaces or quotation marks in it, with W/ before it if weak.",
    hint='Write the quotation marks: they are part of the tag; W/"1" is weak, w/"1" and "W/1" are not.',
)


@verifies(ENTITY_TAG)
def test_every_etag_is_an_entity_tag(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if GRAMMAR.fullmatch(line.value) else f"not an entity tag: {line.raw[:80]!r}"

    responses.each_field(fault, "ETag", trailers=True, needs="path_static")
