"""RFC 9110 §9.2.1  Safe Methods, and §9.1, which says what fields may make of a method."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.resources import ask, content_of, remove, require_stored
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER

section = RFC9110.section("9.2.1", "Safe Methods")

SAFE = pytest.mark.parametrize("method", [b"GET", b"HEAD", b"OPTIONS"])

NO_ACTION_BY_PARAMETER = section.must(
    "no-unsafe-action-by-parameter",
    role=SERVER,
    text="Where parameters of the target select an action that is unsafe, disallow it with a safe method: a GET of "
    "`page?do=delete` deletes nothing.",
    hint="Look at the method before you look at the parameter; let POST or DELETE do what changes something.",
)


@verifies(NO_ACTION_BY_PARAMETER)
@SAFE
@pytest.mark.parametrize(
    "query", [b"_method=DELETE", b"method=delete", b"do=delete", b"action=delete", b"op=DELETE", b"delete"]
)
def test_a_safe_method_deletes_nothing_whatever_its_query_says(http: Http, method: bytes, query: bytes) -> None:
    path = require_stored(http, b"kept")
    ask(http, method + b" " + path + b"?" + query)
    kept = content_of(http, path)
    remove(http, path)
    assert kept == b"kept"


METHOD_STANDS = RFC9110.section("9.1", "Overview").implied(
    "fields-do-not-contradict-the-method",
    role=SERVER,
    text="Fields may specialize the semantics of a method where they do not conflict with it: none makes a DELETE or "
    "PUT of a GET.",
    hint="Where X-HTTP-Method-Override is supported, take it for a part of a POST alone.",
)


@verifies(METHOD_STANDS)
@SAFE
@pytest.mark.parametrize("name", [b"X-HTTP-Method-Override", b"X-HTTP-Method", b"X-Method-Override"])
@pytest.mark.parametrize("other", [b"DELETE", b"PUT"])
def test_no_field_makes_another_method_of_a_safe_one(http: Http, other: bytes, name: bytes, method: bytes) -> None:
    path = require_stored(http, b"kept")
    ask(http, method + b" " + path, name + b": " + other)
    kept = content_of(http, path)
    remove(http, path)
    assert kept == b"kept"
