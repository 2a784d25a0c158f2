"""RFC 9110 §12.5.5  Vary"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.grammar import is_list_of_tokens
from conformance.http.helpers.codings import GZIP, require_gzip
from conformance.http.helpers.languages import require_two_languages
from conformance.http.helpers.resources import require_representation
from conformance.http.lint.responses import Responses
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SERVER, not_applicable

section = RFC9110.section("12.5.5", "Vary")

NEGOTIATED = section.should(
    "vary-where-negotiated",
    role=SERVER,
    text="A cacheable response that was selected by Accept-Encoding or Accept-Language says so in Vary, whichever "
    "representation it has.",
    hint="Send `Vary: Accept-Encoding` with the plain representation, too, of a resource that has a coded one.",
)


@verifies(NEGOTIATED)
@pytest.mark.parametrize("lines", [(GZIP,), (), (b"Accept-Encoding: identity",)], ids=["gzip", "none", "identity"])
def test_what_depends_on_accept_encoding_says_so(http: Http, lines: tuple[bytes, ...]) -> None:
    require_gzip(http)
    answer = require_representation(http, *lines)
    if b"no-store" in answer.members("Cache-Control"):
        not_applicable("the response is not cacheable")
    assert {b"accept-encoding", b"*"} & set(answer.members("Vary"))


@verifies(NEGOTIATED)
@pytest.mark.parametrize("position", [0, 1], ids=["first", "second"])
def test_what_depends_on_accept_language_says_so(http: Http, position: int) -> None:
    answer = list(require_two_languages(http).values())[position]
    if b"no-store" in answer.members("Cache-Control"):
        not_applicable("the response is not cacheable")
    assert {b"accept-language", b"*"} & set(answer.members("Vary"))


NAMES = section.implied(
    "vary-is-a-list-of-names-in-responses",
    role=SERVER,
    text="Vary is a list of field names, or `*`.",
    hint="Join the names with commas.",
)


@verifies(NAMES)
def test_every_vary_is_a_list_of_names(responses: Responses) -> None:
    def fault(line: Field) -> str | None:
        return None if is_list_of_tokens(line.value) else f"not a list of field names: {line.raw[:80]!r}"

    responses.each_field(fault, "Vary", needs="pages")
