"""RFC 9110 §9.3.8  TRACE"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.resources import ask
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Answer
from conformance.model import RECIPIENT, not_applicable

section = RFC9110.section("9.3.8", "TRACE")

REFLECT = section.should(
    "reflect-the-message",
    role=RECIPIENT,
    text="A TRACE that is answered by 200 gets the message received, request line and fields, as content.",
    hint="Write the request, as it came, into the content; or answer 405, as most servers do.",
)


@verifies(REFLECT)
@pytest.mark.parametrize("part", [b"TRACE {path} HTTP/1.1", b"trace-me"], ids=["request-line", "field"])
def test_the_message_comes_back(http: Http, part: bytes) -> None:
    answer = require_trace(http, b"X-Conformance: trace-me")
    assert http.fill(part).lower() in answer.content.lower()


SENSITIVE = section.should(
    "exclude-sensitive-fields",
    role=RECIPIENT,
    text="Do not reflect fields that are likely to have sensitive data, such as Authorization and Cookie.",
    hint="A script could read cookies that are hidden from it in the reflected request.",
)


@verifies(SENSITIVE)
@pytest.mark.parametrize("name", [b"Authorization", b"Cookie", b"Proxy-Authorization"])
def test_secrets_do_not_come_back(http: Http, name: bytes) -> None:
    answer = require_trace(http, name + b": Basic conformance=c2VjcmV0")
    assert b"c2VjcmV0" not in answer.content


def require_trace(http: Http, *lines: bytes) -> Answer:
    """The 200 to a TRACE; not applicable where there is none."""
    answer = ask(http, b"TRACE {path}", *lines)
    if answer.status != 200:
        not_applicable("the target does not answer TRACE by 200")
    return answer
