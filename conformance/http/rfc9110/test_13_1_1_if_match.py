"""RFC 9110 §13.1.1  If-Match"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.resources import (
    STATIC,
    ask,
    content_of,
    is_error,
    put,
    remove,
    require_condition_honoured,
    require_conditional,
    require_etag,
    require_etag_at,
    require_stored,
    require_strong_etag,
)
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER

section = RFC9110.section("13.1.1", "If-Match")

NOT_PERFORMED = section.must_not(
    "if-match-false",
    role=SERVER,
    text="Do not perform the method where no entity tag listed in If-Match is the current one.",
    hint="Compare before you send or store anything; answer 412 where nothing matches.",
)

OTHERS = [b'"conformance"', b'"conformance", "other"', b'"conformance-1", W/"conformance-2"']


@verifies(NOT_PERFORMED)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("tags", OTHERS)
def test_without_a_match_nothing_is_sent(http: Http, method: bytes, tags: bytes) -> None:
    require_etag(http)
    assert is_error(require_conditional(http, method, b"If-Match: " + tags))


@verifies(NOT_PERFORMED)
@pytest.mark.parametrize("tags", OTHERS)
def test_without_a_match_nothing_is_stored(http: Http, tags: bytes) -> None:
    path = require_stored(http, b"old")
    require_etag_at(http, path)
    put(http, path, b"new", b"If-Match: " + tags)
    kept = content_of(http, path)
    remove(http, path)
    assert kept == b"old"


@verifies(NOT_PERFORMED)
@pytest.mark.parametrize("tags", OTHERS)
def test_without_a_match_nothing_is_deleted(http: Http, tags: bytes) -> None:
    path = require_stored(http, b"old")
    require_etag_at(http, path)
    ask(http, b"DELETE " + path, b"If-Match: " + tags)
    kept = content_of(http, path)
    remove(http, path)
    assert kept == b"old"


STRONG = section.must(
    "if-match-strong-comparison",
    role=SERVER,
    text="Compare entity tags for If-Match by the strong comparison: a weak one matches nothing, not even itself.",
    hint="Do not remove `W/` before you compare for If-Match; that is for If-None-Match.",
)


@verifies(STRONG)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("tags", [b"W/%b", b'"conformance", W/%b'])
def test_a_weak_tag_does_not_match(http: Http, method: bytes, tags: bytes) -> None:
    tag = require_etag(http).removeprefix(b"W/")
    require_condition_honoured(http, b'If-Match: "conformance"', 412)
    assert is_error(require_conditional(http, method, b"If-Match: " + tags % tag))


TRUE = section.implied(
    "if-match-true",
    role=SERVER,
    text="If-Match is true, and the method performed, where one member of the list is the current entity tag.",
    hint="Split the list outside of the quotation marks only; ignore empty members; join repeated lines.",
)


@verifies(TRUE)
@pytest.mark.parametrize(
    "tags",
    [b"%b", b'"conformance", %b', b'%b, "conformance"', b", , %b ,", b'"a,b",%b', b'"\\", %b', b'W/"x", %b', b'"", %b'],
)
def test_the_current_tag_in_a_list_matches(http: Http, tags: bytes) -> None:
    tag = require_strong_etag(http)
    assert ask(http, STATIC, b"If-Match: " + tags % tag).status == 200


@verifies(TRUE)
def test_the_current_tag_on_a_second_line_matches(http: Http) -> None:
    tag = require_strong_etag(http)
    assert ask(http, STATIC, b'If-Match: "conformance"', b"If-Match: " + tag).status == 200


STAR = section.implied(
    "if-match-star",
    role=SERVER,
    text="`If-Match: *` is true where the resource has a current representation, and false where it has none.",
    hint="It protects against creating a resource by accident: answer 412 to a PUT where nothing is there.",
)


@verifies(STAR)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_a_star_matches_what_is_there(http: Http, method: bytes) -> None:
    require_etag(http)
    assert require_conditional(http, method, b"If-Match: *").status == 200


@verifies(STAR)
def test_a_star_does_not_match_what_is_not_there(http: Http) -> None:
    path = require_stored(http, b"old")
    remove(http, path)
    put(http, path, b"new", b"If-Match: *")
    found = content_of(http, path)
    remove(http, path)
    assert found is None
