"""RFC 3986 §2.1  Percent-Encoding"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.documents import Documents, encoded
from conformance.http.peer import Http
from conformance.http.rfc3986 import RFC3986
from conformance.model import SERVER, not_applicable

section = RFC3986.section("2.1", "Percent-Encoding")

HEX_DIGITS = section.implied(
    "hexadecimal-digits-in-either-case",
    role=SERVER,
    text="The digits A to F of a percent-encoding mean the same in upper and in lower case.",
    hint="Decode with a function that takes both; compare paths only after they were decoded.",
)


@verifies(HEX_DIGITS)
@pytest.mark.parametrize("name", ["café.txt", "a?b.txt", "a+b.txt", "a;b.txt", "a[b.txt"])
def test_digits_in_lower_case_are_the_same(http: Http, name: str) -> None:
    documents = Documents(http)
    documents.require_file(name)
    if not documents.is_file(documents.get(b"/" + encoded(name)), name):
        not_applicable("the target does not serve a file of such a name")
    assert documents.is_file(documents.get(b"/" + encoded(name).lower()), name)
