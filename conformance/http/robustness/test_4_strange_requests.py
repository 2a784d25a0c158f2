"""Requests that are well-formed, and larger than any that a browser would send."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.robustness import is_http_or_nothing, serves_next_connection
from conformance.http.peer import Http
from conformance.http.rfc9112.test_09_3_1_retrying_requests import RECOVER
from conformance.http.rfc9112.test_09_connection_management import WHATEVER_THE_SEGMENTS
from conformance.http.robustness import ROBUSTNESS
from conformance.http.robustness.test_2_slow_peers import READ_SLOWLY
from conformance.http.wire import Silent
from conformance.model import SERVER

section = ROBUSTNESS.section("4", "Strange Requests")


def get(query: bytes = b"", fields: bytes = b"") -> bytes:
    return b"GET {path}" + query + b" HTTP/1.1\r\nHost: {host}\r\n" + fields + b"\r\n"


def post(media_type: bytes, content: bytes) -> bytes:
    head = b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n"
    return head % (media_type, len(content)) + content


URLENCODED = b"application/x-www-form-urlencoded"

LARGE = section.robustness(
    "large",
    role=SERVER,
    text="A request with very many or very long elements is answered in HTTP and in time, or cut off, and "
    "the next connection is served.",
    hint="Bound each element before it is parsed, and let no parser take more than linear time; answer 414, 431, 413.",
    rests_on=(RECOVER,),
)

KILO, MANY, MEGA = 1000, 10_000, 1_000_000


def rows(**requests: bytes) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("octets", requests.values(), ids=[name.replace("_", " ") for name in requests])


@pytest.mark.alone
@verifies(LARGE)
@rows(
    target_of_a_megabyte=get(b"?" + b"a" * MEGA),
    path_of_a_megabyte=get(b"/" + b"a" * MEGA),
    thousands_of_segments=get(b"/a" * 3000),
    thousands_of_dots=get(b"/.." * 2000),
    thousands_of_escapes=get(b"?" + b"%41" * 2000),
    a_thousand_parameters=get(b"?" + b"&".join(b"a%d=b" % number for number in range(KILO))),
    ten_thousand_parameters=get(b"?" + b"&".join(b"a%d=b" % number for number in range(MANY))),
    ten_thousand_equal_parameters=get(b"?" + b"a=b&" * MANY),
    deep_brackets=get(b"?a" + b"%5Bb%5D" * MANY + b"=c"),
    field_line_of_a_megabyte=get(fields=b"X-A: " + b"b" * MEGA + b"\r\n"),
    field_name_of_a_megabyte=get(fields=b"X" * MEGA + b": b\r\n"),
    a_megabyte_of_small_lines=get(fields=b"X-A: b\r\n" * (MEGA // 8)),
    thousands_of_names=get(fields=b"".join(b"X-%d: b\r\n" % number for number in range(MANY))),
    cookie_of_64_kB=get(fields=b"Cookie: a=" + b"b" * 65_536 + b"\r\n"),
    a_thousand_cookies=get(fields=b"Cookie: " + b"; ".join(b"a%d=b" % n for n in range(KILO)) + b"\r\n"),
    a_thousand_cookie_lines=get(fields=b"Cookie: a=b\r\n" * KILO),
    credentials_of_100_kB=get(fields=b"Authorization: Basic " + b"QTpi" * 25_000 + b"\r\n"),
    ten_thousand_ranges=get(fields=b"Range: bytes=" + b",".join(b"%d-" % n for n in range(MANY)) + b"\r\n"),
    overlapping_ranges=get(fields=b"Range: bytes=" + b"0-," * 2000 + b"0-\r\n"),
    a_thousand_entity_tags=get(fields=b"If-None-Match: " + b'"a", ' * KILO + b'"b"\r\n'),
    quality_of_many_digits=get(fields=b"Accept: text/html;q=0." + b"3" * MANY + b"\r\n"),
    quoted_pairs=get(fields=b'X-A: "' + b"\\a" * MANY + b'"\r\n'),
    quotes_without_end=get(fields=b'Accept: a/b;c="' + b'\\"' * MANY + b"\r\n"),
    commas=get(fields=b"Accept: " + b"," * MANY + b"\r\n"),
    semicolons=get(fields=b"Accept: a/b" + b";" * MANY + b"\r\n"),
    spaces_in_a_value=get(fields=b"X-A: b" + b" " * MANY + b"c\r\n"),
    method_of_a_megabyte=b"G" * MEGA + b" {path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    version_of_a_megabyte=b"GET {path} HTTP/1." + b"1" * MEGA + b"\r\nHost: {host}\r\n\r\n",
)
def test_a_large_request_is_survived(http: Http, octets: bytes) -> None:
    survived(http, octets)


def lists(*names: bytes) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", names, ids=[name.decode() for name in names])


@pytest.mark.alone
@verifies(LARGE)
@lists(b"Accept", b"Accept-Encoding", b"Accept-Language", b"Cookie", b"Cache-Control", b"X-Forwarded-For", b"Via")
@pytest.mark.parametrize("form", ["lines", "members"])
def test_ten_thousand_members_of_a_list_take_no_time(http: Http, name: bytes, form: str) -> None:
    line = name + b": a\r\n"
    survived(http, get(fields=line * MANY if form == "lines" else name + b": a" + b", a" * MANY + b"\r\n"))


PARTS = (
    b"".join(b'--b\r\nContent-Disposition: form-data; name="%d"\r\n\r\nc\r\n' % n for n in range(MANY)) + b"--b--\r\n"
)
NESTED = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(KILO))
FORM = b"multipart/form-data; boundary=b"


@verifies(LARGE)
@pytest.mark.rests_on(WHATEVER_THE_SEGMENTS, READ_SLOWLY)  # so much content takes several reads, and may come back
@rows(
    ten_thousand_parts=post(FORM, PARTS),
    nested_parts=post(b"multipart/mixed; boundary=b0", NESTED),
    boundaries_only=post(FORM, b"--b\r\n" * MANY),
    part_without_end=post(FORM, b"--b\r\nContent-Disposition: form-data; name=a; filename=a\r\n\r\n" + b"c" * 100_000),
    part_with_ten_thousand_fields=post(FORM, b"--b\r\n" + b"X-A: b\r\n" * MANY + b"\r\nc\r\n--b--\r\n"),
    boundary_of_100_kB=post(b"multipart/form-data; boundary=" + b"b" * 4000, b"--" + b"b" * 100_000 + b"--"),
    ten_thousand_form_fields=post(URLENCODED, b"&".join(b"a%d=b" % number for number in range(MANY))),
    deep_brackets_in_a_form=post(URLENCODED, b"a" + b"[b]" * MANY + b"=c"),
    deep_JSON=post(b"application/json", b"[" * 100_000),
    number_of_many_digits=post(b"application/json", b"9" * 100_000),
    entities_of_entities=post(
        b"text/xml",
        b"<!DOCTYPE a [<!ENTITY a0 'b'>"
        + b"".join(b"<!ENTITY a%d '%b'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
        + b"]><a>&a9;</a>",
    ),
)
def test_large_structures_in_content_are_survived(http: Http, octets: bytes) -> None:
    survived(http, octets)


def survived(http: Http, octets: bytes) -> None:
    """The request is answered or cut off, and the next one is served."""
    answer = http.answer(octets)
    assert is_http_or_nothing(answer)
    assert not isinstance(answer, Silent)
    assert serves_next_connection(http)
