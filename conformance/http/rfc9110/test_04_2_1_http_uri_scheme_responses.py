"""RFC 9110 §4.2.1, §4.2.2, §4.2.4  http and https URIs, in responses"""

from __future__ import annotations

import re

from conformance.harness.runner.plugin import verifies
from conformance.http.lint.responses import Responses
from conformance.http.rfc9110 import RFC9110
from conformance.http.wire import Field
from conformance.model import SENDER

NO_EMPTY_HTTP_HOST = RFC9110.section("4.2.1", "http URI Scheme").must_not(
    "no-empty-host-in-responses",
    role=SENDER,
    text="No http URI in a response has an empty host.",
    hint="If the request names no host, write a relative reference into Location: /path instead of http:///path.",
)


@verifies(NO_EMPTY_HTTP_HOST)
def test_no_http_uri_has_an_empty_host(responses: Responses) -> None:
    no_reference_has(responses, EMPTY_HTTP_HOST, "an http URI with an empty host")


NO_EMPTY_HTTPS_HOST = RFC9110.section("4.2.2", "https URI Scheme").must_not(
    "no-empty-https-host-in-responses",
    role=SENDER,
    text="No https URI in a response has an empty host.",
    hint="If the request names no host, redirect to a configured host name, or answer 400.",
)


@verifies(NO_EMPTY_HTTPS_HOST)
def test_no_https_uri_has_an_empty_host(responses: Responses) -> None:
    no_reference_has(responses, EMPTY_HTTPS_HOST, "an https URI with an empty host")


NO_USERINFO = RFC9110.section("4.2.4", "Deprecation of userinfo in http(s) URIs").must_not(
    "no-userinfo-in-responses",
    role=SENDER,
    text="No http or https URI in a response has userinfo, which is the part before the host that ends with @.",
    hint="Do not copy user and password of a base URL or of a request into Location.",
)


@verifies(NO_USERINFO)
def test_no_uri_has_userinfo(responses: Responses) -> None:
    no_reference_has(responses, USERINFO, "a URI with userinfo")


EMPTY_HTTP_HOST = re.compile(rb"http://(?:[^@/?#]*@)?(?::[0-9]*)?(?:[/?#]|$)", re.IGNORECASE)
EMPTY_HTTPS_HOST = re.compile(EMPTY_HTTP_HOST.pattern.replace(b"http", b"https"), re.IGNORECASE)
USERINFO = re.compile(rb"https?://[^@/?#]*@", re.IGNORECASE)


def no_reference_has(responses: Responses, fault: re.Pattern[bytes], what: str) -> None:
    """Assert that no URI in a field of its own begins with ``fault``."""

    def found(line: Field) -> str | None:
        return f"{what}: {line.raw[:120]!r}" if fault.match(line.value) else None

    responses.each_field(found, "Location", "Content-Location", needs="redirect")
