"""RFC 9110 §13.1.2  If-None-Match"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import Draw, example, examples
from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.resources import (
    STATIC,
    ask,
    content_of,
    put,
    remove,
    require_condition_honoured,
    require_conditional,
    require_etag,
    require_etag_at,
    require_stored,
    require_validators,
)
from conformance.http.helpers.twins import passed_with_tabs
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import RECIPIENT, SERVER, not_applicable

section = RFC9110.section("13.1.2", "If-None-Match")

NOT_MODIFIED = section.must(
    "304-where-if-none-match-is-false",
    role=SERVER,
    text="Answer 304 to a GET or HEAD where one member of If-None-Match matches the current entity tag.",
    hint="Split the list outside of the quotation marks only; ignore empty members; join repeated lines.",
)

LISTS = [
    pytest.param(b"%b", marks=pytest.mark.cause),
    b'"conformance", %b',
    b'%b, "conformance"',
    b", , %b ,",
    b'"a,b",%b',
    b'"\\", %b',
    b'W/"x", %b',
    b'"", %b',
]


@verifies(NOT_MODIFIED)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("tags", LISTS)
def test_the_current_tag_is_answered_304(http: Http, method: bytes, tags: bytes) -> None:
    tag = require_etag(http)
    assert require_conditional(http, method, b"If-None-Match: " + tags % tag).status == 304


@verifies(NOT_MODIFIED)
def test_the_current_tag_on_a_second_line_is_answered_304(http: Http) -> None:
    tag = require_etag(http)
    assert ask(http, STATIC, b'If-None-Match: "conformance"', b"If-None-Match: " + tag).status == 304


@verifies(NOT_MODIFIED)
def test_the_current_tag_is_answered_304_every_time(http: Http) -> None:
    tag = require_etag(http)
    assert {ask(http, STATIC, b"If-None-Match: " + tag).status for _ in range(10)} == {304}


def tags_among_which(draw: Draw) -> bytes:
    """A list of entity tags on one line, with the current one, ``{tag}``, at any place."""
    tags = draw.some(other_tag, 0, 6)
    tags.insert(draw.number(0, len(tags)), b"{tag}")
    return tags[0] + b"".join(draw.one_of(BETWEEN) + tag for tag in tags[1:])


def other_tag(draw: Draw) -> bytes:
    """An entity tag that is not the current one."""
    return draw.one_of((b"", b"W/")) + b'"conformance' + draw.octets(b"aB0-,;:/.*'<=>[]^`|~\x80\xff", 0, 8) + b'"'


BETWEEN = (b", ", b",", b"\t ,", b" ,\t ")


@verifies(NOT_MODIFIED)
@example(b'"conformance,", {tag}')
@examples(tags_among_which)
def test_the_current_tag_is_found_in_any_list(http: Http, tags: bytes) -> None:
    tag = require_etag(http)
    answer = ask(http, STATIC, b"If-None-Match: " + tags.replace(b"{tag}", tag))
    assert passed_with_tabs(http, tags, answer.status == 304)


WEAK = section.must(
    "if-none-match-weak-comparison",
    role=RECIPIENT,
    text="Compare entity tags for If-None-Match by the weak comparison: `W/` makes no difference.",
    hint='Remove `W/` on both sides, then compare: W/"1" matches "1".',
)


@verifies(WEAK)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("tags", [b"W/%b", b'"conformance", W/%b', b'W/"conformance", W/%b'])
def test_weak_and_strong_tags_match(http: Http, method: bytes, tags: bytes) -> None:
    tag = require_etag(http)
    require_condition_honoured(http, b"If-None-Match: " + tag, 304)
    tag = tag.removeprefix(b"W/")
    assert require_conditional(http, method, b"If-None-Match: " + tags % tag).status == 304


@verifies(WEAK)
def test_the_opaque_part_of_the_current_tag_matches(http: Http) -> None:
    tag = require_etag(http)
    require_condition_honoured(http, b"If-None-Match: " + tag, 304)
    tag = tag.removeprefix(b"W/")
    assert ask(http, STATIC, b"If-None-Match: " + tag).status == 304


STAR = section.must(
    "if-none-match-star",
    role=SERVER,
    text="`If-None-Match: *` is false where the resource has a current representation: answer a GET or HEAD by 304.",
    hint="Without the quotation marks the star is no entity tag: it stands for all of them.",
)


@verifies(STAR)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_a_star_is_answered_304(http: Http, method: bytes) -> None:
    require_validators(http)
    assert require_conditional(http, method, b"If-None-Match: *").status == 304


TRUE = section.implied(
    "if-none-match-true",
    role=SERVER,
    text="If-None-Match is true where no listed entity tag is the current one: the method is performed.",
    hint="Compare whole entity tags, octet by octet and case-sensitively.",
)


@verifies(TRUE)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("tags", [b'"conformance"', b'"conformance", W/"other"', b'""', b'W/""', b'"*"'])
def test_other_tags_are_answered_200(http: Http, method: bytes, tags: bytes) -> None:
    require_validators(http)
    assert require_conditional(http, method, b"If-None-Match: " + tags).status == 200


@verifies(TRUE)
@pytest.mark.parametrize("at", [slice(None, -1), slice(1, None)], ids=["its-beginning", "its-end"])
def test_a_part_of_the_current_tag_is_another_tag(http: Http, at: slice) -> None:
    opaque = require_etag(http).removeprefix(b"W/").strip(b'"')
    if len(opaque) < 2:
        not_applicable("the current tag is too short to have a part")
    assert ask(http, STATIC, b'If-None-Match: "' + opaque[at] + b'"').status == 200


@verifies(TRUE)
def test_a_put_on_what_does_not_exist_is_performed(http: Http) -> None:
    stored = require_stored(http, b"old")
    path = stored + b"-new"
    put(http, path, b"new", b"If-None-Match: *")
    found = content_of(http, path)
    remove(http, path)
    remove(http, stored)
    assert found is not None


NOT_PERFORMED = section.must_not(
    "if-none-match-false",
    role=SERVER,
    text="Do not perform a method where If-None-Match is false: what is there stays as it is.",
    hint="Look at If-None-Match before you store or delete; `*` keeps a PUT from replacing what exists.",
    rests_on=(STAR,),
)


@verifies(NOT_PERFORMED)
@pytest.mark.parametrize("method", [b"PUT", b"DELETE"])
def test_what_exists_is_kept(http: Http, method: bytes) -> None:
    path = require_stored(http, b"old")
    ask(http, method + b" " + path, b"If-None-Match: *", content=b"new" if method == b"PUT" else b"")
    kept = content_of(http, path)
    remove(http, path)
    assert kept == b"old"


FAILED = section.must(
    "412-where-if-none-match-is-false",
    role=SERVER,
    text="Answer 412 to any other method than GET and HEAD where If-None-Match is false.",
    hint="Answer 304 to GET and HEAD, and 412 to every other method.",
    rests_on=(
        NOT_MODIFIED,
        STAR,
        NOT_PERFORMED,
    ),
)


@verifies(FAILED)
def test_a_put_on_what_exists_is_answered_412(http: Http) -> None:
    path = require_stored(http, b"old")
    answer = put(http, path, b"new", b"If-None-Match: *")
    remove(http, path)
    assert answer.status == 412


@verifies(FAILED)
@pytest.mark.parametrize("method", [b"PUT", b"DELETE"])
def test_a_write_on_the_current_tag_is_answered_412(http: Http, method: bytes) -> None:
    path = require_stored(http, b"old")
    tag = require_etag_at(http, path)
    answer = ask(http, method + b" " + path, b"If-None-Match: " + tag, content=b"new" if method == b"PUT" else b"")
    remove(http, path)
    assert answer.status == 412
