"""What error pages say of the request."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.resources import MISSING
from conformance.http.peer import Http
from conformance.http.robustness import ROBUSTNESS
from conformance.http.wire import Answer, Silent
from conformance.model import SERVER, inconclusive_unless

section = ROBUSTNESS.section("6", "Error Pages")

NOTHING_REFLECTED = section.robustness(
    "error-pages-escape-the-request",
    role=SERVER,
    text="A page in HTML that tells of an error shows nothing of the request unescaped.",
    hint="Escape < > & and quotation marks in all that comes from the request, or answer errors as text/plain.",
)

SCRIPT = b"<script>conformance()</script>"
ENCODED = b"%3Cscript%3Econformance()%3C/script%3E"
END = b" HTTP/1.1\r\nHost: {host}\r\n\r\n"


@verifies(NOTHING_REFLECTED)
@pytest.mark.parametrize(
    "request_",
    [
        b"GET " + MISSING + SCRIPT + END,
        b"GET " + MISSING + ENCODED + END,
        b"GET " + MISSING + b"?" + SCRIPT + END,
        b"GET " + MISSING + b"?" + ENCODED + END,
        b"GET" + SCRIPT + b" {path}" + END,
        b"GET {path} HTTP/1.1" + SCRIPT + b"\r\nHost: {host}\r\n\r\n",
        b"GET " + MISSING + b" HTTP/1.1\r\nHost: " + SCRIPT + b"\r\n\r\n",
        b"GET " + MISSING + b" HTTP/1.1\r\nHost: {host}\r\n" + SCRIPT + b"\r\n\r\n",
        b"GET " + MISSING + b" HTTP/1.1\r\nHost: {host}\r\nReferer: " + SCRIPT + b"\r\n\r\n",
        b"GET " + MISSING + b" HTTP/1.1\r\nHost: {host}\r\nExpect: " + SCRIPT + b"\r\n\r\n",
    ],
    ids=[
        *("path", "encoded-path", "query", "encoded-query", "method", "version"),
        *("host", "field-line", "referer", "expect"),
    ],
)
def test_an_error_page_reflects_nothing(http: Http, request_: bytes) -> None:
    answer = http.answer(request_)
    inconclusive_unless(not isinstance(answer, Silent), "there was no answer")
    assert SCRIPT not in page(answer)


def page(answer: Answer) -> bytes:
    """The content of an error that a browser would run; without a Content-Type it looks for itself."""
    types = answer.values("Content-Type")
    hypertext = not types or b"html" in types[0].lower()
    return answer.content if answer.status and answer.status >= 300 and hypertext else b""
