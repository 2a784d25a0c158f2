"""RFC 9110 §9.3.5  DELETE"""

from __future__ import annotations

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.resources import ask, content_of, remove, require_stored
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, inconclusive_unless, not_applicable

section = RFC9110.section("9.3.5", "DELETE")

STATUS = section.should(
    "status-of-success",
    role=SERVER,
    text="Answer 200, 202 or 204 to a DELETE that is carried out, or will be.",
    hint="Answer 204 without content, or 200 with a sentence on what was deleted.",
)


@verifies(STATUS)
def test_a_success_is_told_as_such(http: Http) -> None:
    answer = ask(http, b"DELETE " + require_stored(http, b"old"))
    inconclusive_unless(answer in ACCEPTED, "a plain DELETE does not work")
    assert answer.status in (200, 202, 204)


ENACTED = section.implied(
    "enacted-where-said-so",
    role=SERVER,
    text="200 and 204 say that what was at the target has been removed from there; 202 that it will be.",
    hint="Remove the resource before you send the answer, or answer 202 if it happens later.",
)


@verifies(ENACTED)
def test_what_was_deleted_is_gone(http: Http) -> None:
    path = require_stored(http, b"old")
    answer = ask(http, b"DELETE " + path)
    if answer.status not in (200, 204):
        not_applicable("the target does not say that it has deleted")
    found = content_of(http, path)
    remove(http, path)
    assert found is None
