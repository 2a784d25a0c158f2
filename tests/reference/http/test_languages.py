"""Which language the reference chooses (RFC 9110 §12.4.2, §12.5.4)."""

from __future__ import annotations

import pytest

from reference_impls.http.demo import GREETINGS
from reference_impls.http.languages import Languages
from reference_impls.http.request import Request


@pytest.mark.parametrize(
    ("value", "language"),
    [
        (b"", b"en"),
        (b"de", b"de"),
        (b"DE-ch", b"de"),
        (b"ja, fr;q=0.5", b"fr"),
        (b"fr;q=0.5, de;q=0.8", b"de"),
        (b"de;q=0", b"en"),
        (b"ja", b"en"),
        (b"de-AT, de;q=0.1, fr;q=0.5", b"de"),
    ],
)
def test_the_language_with_the_largest_weight_is_sent(value: bytes, language: bytes) -> None:
    request = Request(b"GET", b"/", fields=[(b"accept-language", value)])
    assert Languages().chosen(GREETINGS, request).language == language
