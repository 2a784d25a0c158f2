"""RFC 9110 §15.4.5  304 Not Modified"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.languages import accepting, require_two_languages
from conformance.http.helpers.resources import (
    ask,
    require_conditional,
    require_representation,
    require_same_value,
    require_validator,
)
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_08_8_3_etag_responses import ENTITY_TAG
from conformance.http.wire import Response
from conformance.model import SENDER, SERVER, not_applicable

section = RFC9110.section("15.4.5", "304 Not Modified")

METHODS = pytest.mark.parametrize("method", [b"GET", b"HEAD"])

FIELDS = section.must(
    "fields-of-304",
    role=SERVER,
    text="A 304 has Content-Location, Date, ETag, Vary, Cache-Control and Expires if the 200 would have had them.",
    hint="Set these fields before you decide between 304 and 200.",
)

GUARANTEED = ("Content-Location", "Date", "ETag", "Vary", "Cache-Control", "Expires")


@verifies(FIELDS)
@METHODS
def test_a_304_has_the_fields_of_the_200(http: Http, method: bytes) -> None:
    whole, answer = require_not_modified(http, method)
    missing = [name for name in GUARANTEED if whole.values(name) and not answer.values(name)]
    assert not missing, f"the 200 has {', '.join(missing)}, the 304 has not"


@verifies(FIELDS)
@METHODS
@pytest.mark.parametrize(
    "name", [pytest.param("ETag", marks=pytest.mark.rests_on(ENTITY_TAG)), "Vary", "Cache-Control"]
)
def test_a_field_of_a_304_has_the_value_of_the_200(http: Http, name: str, method: bytes) -> None:
    whole, answer = require_not_modified(http, method)
    require_same_value(http, whole, name)
    assert answer.values(name) == whole.values(name)


@verifies(FIELDS)
@METHODS
@pytest.mark.parametrize("position", [0, 1], ids=["first", "second"])
def test_a_304_says_what_it_depends_on_in_each_language(http: Http, position: int, method: bytes) -> None:
    language, whole = list(require_two_languages(http).items())[position]
    condition = b"If-None-Match: " + require_validator(whole, "ETag")
    answer = ask(http, method + b" {negotiated}", accepting(language), condition)
    if answer.status != 304:
        not_applicable("the target does not answer 304 to the current entity tag")
    assert answer.members("Vary") == whole.members("Vary")


NO_OTHERS = section.should_not(
    "no-other-metadata-in-304",
    role=SENDER,
    text="A 304 has no representation metadata but those that the client needs to update its copy.",
    hint="Leave out Content-Type, Content-Encoding and Content-Language: the client has them.",
)


@verifies(NO_OTHERS)
@METHODS
@pytest.mark.parametrize("name", ["Content-Type", "Content-Encoding", "Content-Language", "Content-Range"])
def test_a_304_has_no_other_metadata(http: Http, name: str, method: bytes) -> None:
    _, answer = require_not_modified(http, method)
    assert not answer.values(name)


NO_CONTENT_LENGTH = RFC9110.section("8.6", "Content-Length").must_not(
    "content-length-of-304",
    role=SERVER,
    text="Do not send Content-Length in a 304, unless it is the length of the content of the 200.",
    hint="Do not add Content-Length to a 304, in particular not `Content-Length: 0`.",
)


@verifies(NO_CONTENT_LENGTH)
@METHODS
def test_a_content_length_of_a_304_is_that_of_the_200(http: Http, method: bytes) -> None:
    whole, answer = require_not_modified(http, method)
    assert answer.values("Content-Length") in ([], [b"%d" % len(whole.content)])


def require_not_modified(http: Http, method: bytes) -> tuple[Response, Response]:
    """The 200 to a plain GET, and a 304 to the same request on the condition that it has changed."""
    whole = require_representation(http)
    conditions = [b"If-None-Match: " + tag for tag in whole.values("ETag")]
    conditions += [b"If-Modified-Since: " + date for date in whole.values("Last-Modified")]
    for condition in conditions:
        answer = require_conditional(http, method, condition)
        if isinstance(answer, Response) and answer.status == 304:
            return whole, answer
    return not_applicable("the target answers no 304 at path_static", "--cap path_static=/static/file.txt")
