"""RFC 9110 §9.1  Overview (of the methods)"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.helpers.framing import lacking
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.model import SERVER, not_applicable

section = RFC9110.section("9.1", "Overview")

GET_AND_HEAD = section.must(
    "get-and-head",
    role=SERVER,
    text="A general-purpose server supports the methods GET and HEAD.",
    hint="Answer GET with the representation, HEAD with the same field lines and no content.",
)


@pytest.mark.baseline
@verifies(GET_AND_HEAD)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_get_and_head_are_supported(http: Http, method: bytes) -> None:
    answer = http.answer(method + b" {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    if answer.status in (401, 403, 404, 410):
        not_applicable("the path is not served", "--cap path_ok=/path")
    if method == b"HEAD" and answer.status == 400:
        not_applicable("the target takes this for no request: see RFC 9112 §3")
    if method == b"GET" and lacking(answer):
        not_applicable("the end of the answer is not found: see RFC 9112 §6.3 and §7.1")
    assert answer in ACCEPTED


UNRECOGNIZED = section.should(
    "unrecognized-method",
    role=SERVER,
    text="Answer 501 to a method that the server does not recognize or implement.",
    hint="405 is for methods that the server knows and this resource does not allow; for all others there is 501.",
)


@verifies(UNRECOGNIZED)
@pytest.mark.parametrize("method", [b"XYZZY", b"GETT", b"GE", b"HEADER", b"CONFORMANCE", b"A"])
def test_an_unknown_method_is_not_implemented(http: Http, method: bytes) -> None:
    answer = http.answer(method + b" {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    assert answer.status == 501


NOT_ALLOWED = section.should(
    "method-not-allowed",
    role=SERVER,
    text="Answer 405 to a method that the server implements and the resource does not allow.",
    hint="Not 404, for the resource exists, nor 403, for it is not about who asks; and send Allow with it.",
)


@verifies(NOT_ALLOWED)
@pytest.mark.parametrize("method", [b"DELETE", b"PUT", b"PATCH"])
def test_a_method_that_is_not_allowed_is_answered_405(http: Http, method: bytes) -> None:
    answer = http.answer(method + b" {path_405} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n")
    if answer.status == 501:
        not_applicable("the target does not implement the method")
    assert answer.status == 405


ANY_TOKEN = section.should(
    "any-token-is-a-method",
    role=SERVER,
    text="Treat any token as a method: one that is unknown is not implemented (501), but not malformed.",
    hint="A token has letters, digits and any of !#$%&'*+-.^_`|~ in it, in any order.",
)


@verifies(ANY_TOKEN)
@pytest.mark.parametrize("octet", [bytes([octet]) for octet in b"!#$%&'*+-.^_`|~09az"])
def test_a_method_of_unusual_characters_is_not_malformed(http: Http, octet: bytes) -> None:
    request = b" {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    if http.answer(b"XYZZY" + request).status in (None, 400):
        not_applicable("the target takes any unknown method for a malformed one, which another case judges")
    assert http.open_another().answer(b"XY" + octet + b"ZZY" + request).status not in (None, 400)
