"""RFC 9110 §12.5.3  Accept-Encoding"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.codings import require_gzip
from conformance.http.helpers.resources import require_representation
from conformance.http.lint.responses import Responses
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Response
from conformance.model import SERVER

section = RFC9110.section("12.5.3", "Accept-Encoding")

NO_CODING = section.should(
    "no-coding-where-none-is-acceptable",
    role=SERVER,
    text="Send a representation without a coding where Accept-Encoding makes none acceptable.",
    hint="Parse the list with its weights: a weight of 0, in whatever spelling, means `not acceptable`.",
)


@verifies(NO_CODING)
@pytest.mark.parametrize(
    "accepted",
    [
        b"",
        b"identity",
        b"gzip;q=0",
        b"gzip;q=0.0",
        b"gzip;q=0.000",
        b"gzip;Q=0",
        b"gzip ; q=0",
        b"GZIP;q=0",
        b"gzip;q=0, identity",
        b"identity, *;q=0",
        b"*;q=0, identity;q=0.5",
        b"identity;q=1, gzip;q=0, *;q=0",
        b"conformance",
        b"conformance, gzip;q=0",
        b"gzipped",
        b"xgzip",
    ],
)
def test_a_coding_that_is_not_acceptable_is_not_used(http: Http, accepted: bytes) -> None:
    plain = require_gzip(http)
    answer = require_representation(http, b"Accept-Encoding: " + accepted)
    assert not answer.values("Content-Encoding")
    assert answer.content == plain.content


NOT_IN_OTHER_415 = section.must_not(
    "no-accept-encoding-in-415-for-other-reasons",
    role=SERVER,
    text="A 415 that has nothing to do with content codings has no Accept-Encoding field.",
    hint="Use Accept or Accept-Patch to tell what media types you take.",
)


@verifies(NOT_IN_OTHER_415)
def test_a_415_for_a_media_type_has_no_accept_encoding(responses: Responses) -> None:
    def fault(response: Response) -> str | None:
        return "a 415 with Accept-Encoding" if response.values("Accept-Encoding") else None

    def where(response: Response) -> bool:
        return response.status == 415 and b"content-encoding" not in response.sent.lower()

    responses.each(fault, where=where, needs="patch")
