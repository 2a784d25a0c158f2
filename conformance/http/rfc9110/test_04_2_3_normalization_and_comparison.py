"""RFC 9110 §4.2.3  http(s) Normalization and Comparison"""

from __future__ import annotations

import re

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED
from conformance.http.peer import Http
from conformance.http.requests import GET_AND_CLOSE
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_04_2_3_normalization_and_comparison_paths import UNRESERVED as PATHS
from conformance.model import SERVER, inconclusive, not_applicable

section = RFC9110.section("4.2.3", "http(s) Normalization and Comparison")


EMPTY_PATH = section.should_not(
    "empty-path-as-another-resource",
    role=SERVER,
    text="Identify another resource by a URI with an empty path than by the same URI with the path /.",
    hint="Use / where an absolute-form has no path.",
)


@verifies(EMPTY_PATH)
@pytest.mark.parametrize("query", [b"", b"?a=b"])
def test_an_empty_path_is_the_root(http: Http, query: bytes) -> None:
    root = http.answer(GET_AND_CLOSE % (b"{scheme}://{host}/" + query))
    if root.status in (None, 400):
        not_applicable("the target does not understand the absolute-form")
    answer = http.open_another().answer(GET_AND_CLOSE % (b"{scheme}://{host}" + query))
    if answer.status in (None, 400) or answer.status >= 500:  # a URI that is rejected identifies nothing
        not_applicable("the target rejects a URI without a path: see RFC 9112 §3.2.2")
    assert answer.status == root.status or answer.status in range(300, 400)  # such as to the normal form


SCHEME_CASE = section.should_not(
    "scheme-case-as-another-resource",
    role=SERVER,
    text="Identify another resource by a URI whose scheme is written in upper case.",
    hint="Compare the scheme of an absolute-form in lower case.",
)


@verifies(SCHEME_CASE)
@pytest.mark.parametrize("scheme", [b"HTTP", b"Http", b"hTTP"])
def test_a_scheme_in_upper_case_is_the_same(http: Http, scheme: bytes) -> None:
    scheme += b"S" if http.fill(b"{scheme}") == b"https" else b""
    assert http.require_absolute_form().answer(GET_AND_CLOSE % (scheme + b"://{host}{path}")) in ACCEPTED


ENCODED_LETTER = section.should_not(
    "encoded-letter-as-another-resource",
    role=SERVER,
    text="Identify another resource by a URI in which an unreserved character is percent-encoded.",
    hint="Decode the segments of the path before you look them up.",
    rests_on=(PATHS,),
)


UNRESERVED = re.compile(rb"((?:[^?%]|%[0-9A-Fa-f]{2})*)([A-Za-z0-9._~-])(.*)", re.DOTALL)  # the last one of the path


@verifies(ENCODED_LETTER)
@pytest.mark.parametrize("form", ["%%%02X", "%%%02x"], ids=["upper", "lower"])
def test_a_percent_encoded_letter_is_the_same(http: Http, form: str) -> None:
    path = http.fill(b"{path_static}")
    found = UNRESERVED.match(path)
    if not found:
        not_applicable("the path has no letter that may be encoded", "--cap path_static=/static/file.txt")
    if http.answer(GET_AND_CLOSE % path) not in ACCEPTED:
        inconclusive("the static file is not served")
    encoded = found[1] + (form % ord(found[2])).encode() + found[3]
    assert http.open_another().answer(GET_AND_CLOSE % encoded) in ACCEPTED
