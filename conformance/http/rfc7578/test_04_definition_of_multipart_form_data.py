"""RFC 7578 §4, §5  multipart/form-data, as one who receives it reads it."""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.forms import Pair, drawn_form, form, listed_fields, part
from conformance.http.peer import Http
from conformance.http.rfc7578 import RFC7578
from conformance.model import RECIPIENT

DELIMITED = RFC7578.section("4.1", '"Boundary" Parameter of multipart/form-data').implied(
    "parts-are-delimited",
    role=RECIPIENT,
    text="The parts of a form stand between delimiters: CRLF, two hyphens and the value of the parameter boundary.",
    hint="Take the boundary from Content-Type, without its quotes. The CRLF before a delimiter belongs to it; every "
    "other octet of a part belongs to its value.",
)


@verifies(DELIMITED)
@pytest.mark.parametrize(
    "value",
    [
        b"hello",
        b"",
        b"\r\n",
        b"hello\r\n",
        b"--",
        b"\r\n--",
        b"\r\n--AaB03",
        b"\n--\n",
        b"\x00\xff",
    ],
)
def test_a_value_has_every_octet_up_to_the_delimiter(http: Http, value: bytes) -> None:
    assert listed_fields(http, form(part(b"a", value), part(b"b", b"world"))) == [(b"a", value), (b"b", b"world")]


@verifies(DELIMITED)
@pytest.mark.parametrize(
    ("boundary", "parameter"),
    [
        (b"AaB03x", b'"AaB03x"'),
        (b"a", b"a"),
        (b"-" * 30, b"-" * 30),
        (b"'()+_,-./:=?", b'"\'()+_,-./:=?"'),
        (b"a b", b'"a b"'),
        (b"0" * 70, b"0" * 70),
        (b"AaB03x", b"AaB03x; charset=utf-8"),
    ],
)
def test_the_boundary_is_as_content_type_says(http: Http, boundary: bytes, parameter: bytes) -> None:
    octets = form(part(b"a", b"hello"), part(b"b", b"world"), boundary=boundary, parameter=parameter)
    assert listed_fields(http, octets) == [(b"a", b"hello"), (b"b", b"world")]


@verifies(DELIMITED)
@examples(drawn_form)
def test_any_values_come_back(http: Http, pairs: list[Pair]) -> None:
    listed = listed_fields(http, form(*[part(name, value) for name, value in pairs]))
    assert sorted(listed) == sorted(pairs)


NAMED = RFC7578.section("4.2", "Content-Disposition Header Field for Each Part").implied(
    "name-of-a-field",
    role=RECIPIENT,
    text="The name of a form field is the value of the parameter name of its Content-Disposition.",
    hint="Look for the parameter by its name, wherever it stands, and take the quotes off.",
)


@verifies(NAMED)
@pytest.mark.parametrize(
    "disposition",
    [
        b'Content-Disposition: form-data; name="a"',
        b'content-disposition: form-data; name="a"',
        b'Content-Disposition:form-data;name="a"',
        b"Content-Disposition: form-data; name=a",
        b'Content-Disposition: form-data; filename="b.txt"; name="a"',
        b'Content-Disposition: form-data; name="a"; filename="name=c.txt"',
        b'Content-Disposition: form-data; NAME="a"',
    ],
)
def test_the_name_is_found_by_its_parameter(http: Http, disposition: bytes) -> None:
    assert listed_fields(http, form(disposition + b"\r\n\r\nhello")) == [(b"a", b"hello")]


SEVERAL = RFC7578.section("4.3", "Multiple Files for One Form Field").implied(
    "several-parts-of-one-name",
    role=RECIPIENT,
    text="Several files of one form field come as several parts of one name: each is a value of that field.",
    hint="Keep a list of values for each name.",
)


@verifies(SEVERAL)
@pytest.mark.parametrize("count", [2, 5])
def test_every_file_of_a_field_is_a_value(http: Http, count: int) -> None:
    files = [
        b'Content-Disposition: form-data; name="a"; filename="%d.txt"\r\nContent-Type: text/plain\r\n\r\n%d' % (n, n)
        for n in range(count)
    ]
    assert sorted(listed_fields(http, form(*files))) == [(b"a", b"%d" % n) for n in range(count)]


TYPED = RFC7578.section("4.4", "Content-Type Header Field for Each Part").may(
    "parts-with-a-type",
    role=RECIPIENT,
    text="A part may have a Content-Type: it is a part of the form with one and without one.",
    hint="Look for Content-Type among the fields of the part, and go on where there is none.",
)


@verifies(TYPED)
@pytest.mark.parametrize(
    "line",
    [b"Content-Type: text/plain", b"content-type:text/plain;charset=UTF-8", b"Content-Type: application/octet-stream"],
)
def test_a_part_may_have_a_type(http: Http, line: bytes) -> None:
    octets = form(part(b"a", b"hello", line + b"\r\n"), part(b"b", b"world"))
    assert listed_fields(http, octets) == [(b"a", b"hello"), (b"b", b"world")]


OTHERS_IGNORED = RFC7578.section("4.8", 'Other "Content-" Header Fields').must(
    "ignore-other-fields",
    role=RECIPIENT,
    text="Ignore the header fields of a part other than Content-Type, Content-Disposition and "
    "Content-Transfer-Encoding.",
    hint="A part ends at the delimiter, whatever a Content-Length says, and is not encoded, whatever a "
    "Content-Encoding says.",
)


@verifies(OTHERS_IGNORED)
@pytest.mark.parametrize(
    "line",
    [
        b"X-A: b",
        b"Content-Length: 2",
        b"Content-Length: 500",
        b"Content-Encoding: gzip",
        b"Transfer-Encoding: chunked",
        b"Content-Language: en",
        b"Content-ID: <a@b>",
    ],
)
def test_another_field_of_a_part_is_ignored(http: Http, line: bytes) -> None:
    octets = form(part(b"a", b"hello", line + b"\r\n"), part(b"b", b"world"))
    assert listed_fields(http, octets) == [(b"a", b"hello"), (b"b", b"world")]


FILE_NAME = RFC7578.section("4.2", "Content-Disposition Header Field for Each Part").must(
    "distrust-file-names",
    role=RECIPIENT,
    text="Do not use the name of a file as it is: leave out directories, and change what the file system cannot hold.",
    untestable="What a server does with the name of a file does not show on the wire.",
)

NOT_COALESCED = RFC7578.section("5.2", "Ordered Fields and Duplicated Field Names").must_not(
    "not-coalesced",
    role=RECIPIENT,
    text="Do not make one of the parts that have the same name.",
    hint="Store a list of pairs, or a list of values for each name, in the order of the parts.",
)


@verifies(NOT_COALESCED)
@pytest.mark.parametrize(
    "values", [(b"hello", b"world"), (b"hello", b"hello"), (b"", b"")], ids=["two", "same", "empty"]
)
def test_parts_of_one_name_stay_apart(http: Http, values: tuple[bytes, ...]) -> None:
    assert listed_fields(http, form(*[part(b"a", value) for value in values])) == [(b"a", value) for value in values]
