"""RFC 9110 §8.8.3  ETag"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.languages import require_two_languages
from conformance.http.helpers.resources import (
    ask,
    put,
    remove,
    require_representation,
    require_stored,
    require_validator,
)
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, inconclusive_unless, not_applicable

section = RFC9110.section("8.8.3", "ETag")

WEAK_IF_NOT_UNIQUE = section.must(
    "weak-unless-it-changes-with-the-content",
    role=SERVER,
    text="Mark an entity tag as weak, by W/, if two representations that differ in content may have the same.",
    hint="Size and time in seconds are not enough: hash the content, count the versions, or write W/.",
)

VERSIONS = (b"one", b"two", b"six", b"ten")  # of the same length, within a second


@verifies(WEAK_IF_NOT_UNIQUE)
def test_a_strong_tag_changes_with_each_put(http: Http) -> None:
    path = require_stored(http, b"old")
    tags = {content: tag_of(http, path, content) for content in VERSIONS}
    remove(http, path)
    http.attempt.observed(f"versions and their tags: {tags}")
    strong = [tag for tag in tags.values() if not tag.startswith(b"W/")]
    assert len(set(strong)) == len(strong)


@verifies(WEAK_IF_NOT_UNIQUE)
def test_a_strong_tag_is_of_one_coding(http: Http) -> None:
    plain, coded = require_representation(http), require_representation(http, b"Accept-Encoding: gzip")
    if plain.content == coded.content:
        not_applicable("path_static is not sent in the coding gzip")
    tags = [require_validator(answer, "ETag") for answer in (plain, coded)]
    assert tags[0] != tags[1] or tags[0].startswith(b"W/")


@verifies(WEAK_IF_NOT_UNIQUE)
def test_a_strong_tag_is_of_one_language(http: Http) -> None:
    tags = [require_validator(answer, "ETag") for answer in require_two_languages(http).values()]
    assert tags[0] != tags[1] or tags[0].startswith(b"W/")


def tag_of(http: Http, path: bytes, content: bytes) -> bytes:
    """The entity tag after this content was put."""
    inconclusive_unless(put(http, path, content) in ACCEPTED, "a plain PUT does not work")
    answer = ask(http, b"GET " + path)
    inconclusive_unless(answer.content == content, "a GET does not show what was put")
    return require_validator(answer, "ETag")


SHOULD_SEND = RFC9110.section("8.8.3.1", "Generation").should(
    "etag-where-changes-can-be-detected",
    role=SERVER,
    text="Send ETag where changes of a representation can be detected reasonably and consistently.",
    untestable="whether they can be is not to be seen from outside",
)
