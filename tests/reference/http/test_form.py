"""Forms and cookies, as the reference server reads them."""

from __future__ import annotations

import pytest

from reference_impls.http.form import cookies, form_fields
from reference_impls.http.syntax import Malformed

MULTIPART = b'multipart/form-data; charset=utf-8; Boundary="a b"'
PART = b'Content-Disposition: form-data; filename="name=c.txt"; name="a\\"b"\r\nX-A: b\r\n\r\n'


@pytest.mark.parametrize("value", [b"", b"\r\n", b"\r\n--a ", b"\x00\xff--"])
def test_a_part_is_a_field(value: bytes) -> None:
    content = b"--a b\r\n" + PART + value + b"\r\n--a b--\r\n"
    assert form_fields(MULTIPART, content) == [(b'a"b', value)]


def test_parts_are_fields_in_order() -> None:
    content = b"".join(
        b"--a b\r\ncontent-disposition:form-data;name=%b\r\n\r\nx\r\n" % name for name in (b"b", b"a", b"b")
    )
    assert form_fields(MULTIPART, content + b"--a b--") == [(b"b", b"x"), (b"a", b"x"), (b"b", b"x")]


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (b"text/plain", b"a=b"),
        (b"multipart/form-data", b"--a b--"),
        (MULTIPART, b""),
        (MULTIPART, b"--a b\r\n" + PART),
        (MULTIPART, b"--a b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--a b--"),
        (MULTIPART, b"--a b\r\nX-A: b\r\n\r\nx\r\n--a b--"),
        (MULTIPART, b"--a b\r\n" + PART[:-2] + b"--a b--"),
    ],
)
def test_what_is_no_form_is_malformed(media_type: bytes, content: bytes) -> None:
    with pytest.raises(Malformed):
        form_fields(media_type, content)


def test_a_query_is_a_form_too() -> None:
    assert form_fields(b"application/x-www-form-urlencoded", b"a=b+c&d=%26&e=&f") == [
        (b"a", b"b c"),
        (b"d", b"&"),
        (b"e", b""),
        (b"f", b""),
    ]


def test_cookies_are_pairs() -> None:
    assert cookies([b"a=b; c==d;e=", b'f="g"', b"h"]) == [(b"a", b"b"), (b"c", b"=d"), (b"e", b""), (b"f", b'"g"')]
