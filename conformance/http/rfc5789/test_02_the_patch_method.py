"""RFC 5789 §2  The PATCH Method, and its §2.2 and §3.1"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.resources import ask, content_of
from conformance.http.peer import Http
from conformance.http.rfc5789 import RFC5789
from conformance.model import SERVER, not_applicable

section = RFC5789.section("2", "The PATCH Method")

UNKNOWN = b"Content-Type: conformance/unknown"
MERGE = b"Content-Type: application/merge-patch+json"

ATOMIC = section.must_not(
    "nothing-of-a-patch-that-fails",
    role=SERVER,
    text="Apply no change of a patch document that cannot be applied as a whole.",
    hint="Apply the patch to a copy, and replace the resource only when the whole patch has succeeded.",
)


@verifies(ATOMIC)
@pytest.mark.parametrize(
    ("media_type", "document"),
    [(UNKNOWN, b"conformance"), (UNKNOWN, b'{"conformance": 1}'), (MERGE, b'{"conformance": 1, '), (MERGE, b"")],
    ids=["unknown", "unknown-json", "truncated", "empty"],
)
def test_a_patch_that_is_refused_changes_nothing(http: Http, media_type: bytes, document: bytes) -> None:
    before = content_of(http, http.fill(b"{patch}"))
    answer = ask(http, b"PATCH {patch}", media_type, content=document)
    if answer.status is None or answer.status < 400:
        not_applicable("the target does not refuse the patch")
    assert content_of(http, http.fill(b"{patch}")) == before


ACCEPT_PATCH_IN_415 = RFC5789.section("2.2", "Error Handling").should(
    "accept-patch-in-415",
    role=SERVER,
    text="A 415 to PATCH has an Accept-Patch field that lists the patch documents that are supported.",
    hint="Send, for instance, `Accept-Patch: application/merge-patch+json`.",
)


@verifies(ACCEPT_PATCH_IN_415)
def test_a_415_tells_what_patches_are_accepted(http: Http) -> None:
    answer = ask(http, b"PATCH {patch}", UNKNOWN, content=b"conformance")
    if answer.status != 415:
        not_applicable("the target does not answer 415 to a patch document of unknown type")
    assert answer.values("Accept-Patch")


MALFORMED = RFC5789.section("2.2", "Error Handling").should(
    "400-for-malformed-patches",
    role=SERVER,
    text="Answer 400 to a patch document that is not properly formatted.",
    hint="Parse the whole patch document before you look up the resource.",
)


@verifies(MALFORMED)
@pytest.mark.parametrize("document", [b'{"conformance": 1, ', b"{", b"conformance"])
def test_a_malformed_patch_is_answered_400(http: Http, document: bytes) -> None:
    if b"application/merge-patch+json" not in ask(http, b"OPTIONS {patch}").members("Accept-Patch"):
        not_applicable("the target does not say that it takes merge patches, which we know how to malform")
    assert ask(http, b"PATCH {patch}", MERGE, content=document).status == 400


ACCEPT_PATCH_IN_OPTIONS = RFC5789.section("3.1", "The Accept-Patch Header").should(
    "accept-patch-in-options",
    role=SERVER,
    text="The answer to OPTIONS has Accept-Patch, where the resource supports PATCH.",
    hint="Add Accept-Patch where you add Allow to the response.",
)


@verifies(ACCEPT_PATCH_IN_OPTIONS)
def test_options_tells_what_patches_are_accepted(http: Http) -> None:
    answer = ask(http, b"OPTIONS {patch}")
    if answer.status is None or not 200 <= answer.status < 300:
        not_applicable("the target does not answer OPTIONS by 2xx")
    assert answer.values("Accept-Patch")
