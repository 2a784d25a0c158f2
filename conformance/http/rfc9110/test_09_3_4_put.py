"""RFC 9110 §9.3.4  PUT"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.resources import answered, ask, content_of, put, remove, require_put_path, require_stored
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Answer
from conformance.model import SERVER, not_applicable

section = RFC9110.section("9.3.4", "PUT")

CREATED = section.must(
    "created",
    role=SERVER,
    text="Answer 201 to a PUT that has created the representation of a resource that had none.",
    hint="Check whether the resource exists before you write it, and answer 201 if it did not.",
)


@verifies(CREATED)
@pytest.mark.parametrize("content", [b"hello", b"", bytes(range(256))], ids=["text", "empty", "octets"])
def test_what_did_not_exist_is_created(http: Http, content: bytes) -> None:
    path = require_put_path(http)
    answer = put(http, path, content)
    remove(http, path)
    require_put_done(answer)
    assert answer.status == 201


REPLACED = section.must(
    "replaced",
    role=SERVER,
    text="Answer 200 or 204 to a PUT that has replaced the representation of a resource.",
    hint="Check whether the resource exists before you write it, and answer 200 or 204 if it did.",
)


@verifies(REPLACED)
@pytest.mark.parametrize("content", [b"new", b"", b"old"], ids=["other", "empty", "the-same"])
def test_what_exists_is_replaced(http: Http, content: bytes) -> None:
    path = require_stored(http, b"old")
    answer = put(http, path, content)
    remove(http, path)
    require_put_done(answer)
    assert answer.status in (200, 204)


VALIDATORS = section.must_not(
    "validators-only-where-stored-as-it-was-sent",
    role=SERVER,
    text="Send no ETag or Last-Modified in answer to a PUT, unless it is of the new representation, stored unchanged.",
    hint="Compute the validator after the write, or leave it out.",
)


@verifies(VALIDATORS)
@pytest.mark.parametrize("before", [b"", b"old"], ids=["created", "replaced"])
@pytest.mark.parametrize("name", ["ETag", "Last-Modified"])
def test_a_validator_is_the_one_of_what_was_put(http: Http, name: str, before: bytes) -> None:
    path = require_stored(http, before) if before else require_put_path(http)
    told = put(http, path, b"new").values(name)
    found = ask(http, b"GET " + path)
    remove(http, path)
    if told and not found.values(name):
        not_applicable(f"a GET shows no {name} to compare it with")
    http.attempt.observed(f"the PUT said {name} {told}, then GET: {http.attempt.actual}, {found.values(name)}")
    assert not told or (found.content == b"new" and found.values(name) == told)


UNKNOWN_FIELDS = section.should(
    "unknown-fields-are-not-stored",
    role=SERVER,
    text="Do not save unrecognized fields of a PUT as a part of the resource.",
    hint="Store the content, and of the fields only what describes it, such as Content-Type.",
)


@verifies(UNKNOWN_FIELDS)
def test_a_get_does_not_show_unknown_fields_of_the_put(http: Http) -> None:
    path = require_put_path(http)
    answer = put(http, path, b"new", b"X-Conformance: stored")
    found = answered(ask(http, b"GET " + path))
    remove(http, path)
    require_put_done(answer)
    http.attempt.observed(f"the GET that followed has X-Conformance {found.values('X-Conformance')}")
    assert not found.values("X-Conformance")


CONTENT_LOCATION = RFC9110.section("8.7", "Content-Location").must_not(
    "content-location-in-requests",
    role=SERVER,
    text="Content-Location in a request does not alter what the request means: a PUT goes to its target.",
    hint="Store under the path of the request-target, whatever else the request names.",
)


@verifies(CONTENT_LOCATION)
def test_a_put_goes_to_its_target(http: Http) -> None:
    path = require_put_path(http)
    other = path + b"-other"
    require_put_done(put(http, path, b"new", b"Content-Location: " + other))
    found, elsewhere = content_of(http, path), content_of(http, other)
    remove(http, path)
    remove(http, other)
    http.attempt.observed(f"the target has {found!r}, the Content-Location {elsewhere!r}")
    assert found == b"new"
    assert elsewhere is None


def require_put_done(answer: Answer) -> None:
    """End the case as not applicable where the target does not say that the PUT was carried out."""
    if answered(answer).status not in range(200, 300) or answer.status == 202:
        not_applicable(f"a plain PUT is answered {answer.status}")
