"""Requests that are well-formed, but hold what no browser would send."""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.peer import Http
from conformance.http.rfc9112.test_09_3_1_retrying_requests import RECOVER
from conformance.http.robustness.test_4_strange_requests import URLENCODED, get, post, section, survived
from conformance.model import SERVER

ODD = section.robustness(
    "odd",
    role=SERVER,
    text="A request whose target, fields or content hold what their application does not expect is answered in "
    "HTTP and in time, or cut off, and the next connection is served.",
    hint="Catch the error where octets are decoded or parsed, and answer 400, or ignore the field.",
    rests_on=(RECOVER,),
)

INVALID_UTF_8 = [b"%FF", b"%C0%AF", b"%ED%A0%80", b"%F4%90%80%80", b"%E2%82", b"%00", b"%80", b"%FE%FF"]
RAW_8_BIT = [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xe2\x82"]


@verifies(ODD)
@pytest.mark.parametrize("octets", [*INVALID_UTF_8, *RAW_8_BIT])
@pytest.mark.parametrize("place", [b"{path}%b", b"{path}?%b=b", b"{path}?a=%b", b"/conformance-%b/a"])
def test_octets_that_are_no_utf_8_are_survived_in_a_target(http: Http, place: bytes, octets: bytes) -> None:
    survived(http, b"GET " + place.replace(b"%b", octets) + b" HTTP/1.1\r\nHost: {host}\r\n\r\n")


JUNK_FIELDS = [
    b"Cookie: ===;;;",
    b"Cookie: ;",
    b"Cookie: a",
    b'Cookie: a="',
    b"Cookie: $Version=1; a=b",
    b"Cookie: \xff=\xfe",
    b"Forwarded: for=;;by",
    b'Forwarded: for="',
    b"Forwarded: for=_hidden;proto=\xff",
    b"X-Forwarded-For: \xff, , a",
    b"X-Forwarded-For: 999.999.999.999",
    b"X-Forwarded-Host: a b",
    b"X-Forwarded-Port: x",
    b"X-Forwarded-Proto: gopher",
    b"X-Real-IP: a",
    b"X-HTTP-Method-Override: CONFORMANCE",
    b"Accept: \xff",
    b"Accept: */*;q=",
    b"Accept: */*;q=a",
    b"Accept: text/html;level=\xff",
    b"Accept-Charset: \xff",
    b"Accept-Encoding: ;q=1",
    b"Accept-Encoding: gzip;q=\xff",
    b"Accept-Language: ;;;",
    b"Accept-Language: -",
    b"Range: bytes=",
    b"Range: bytes=-",
    b"Range: bytes=a-b",
    b"Range: bytes=9999999999999999999999-",
    b"Range: \xff",
    b"If-Modified-Since: \xff",
    b"If-Modified-Since: 0",
    b"If-Modified-Since: Sun, 99 Foo 99999 99:99:99 GMT",
    b"If-Unmodified-Since: -1",
    b'If-None-Match: "',
    b"If-None-Match: W/",
    b'If-Range: "',
    b"Date: never",
    b"Origin: \xff",
    b"Origin: null",
    b"Referer: \xff",
    b"Referer: javascript:alert(1)",
    b"User-Agent: ",
    b"User-Agent: \xff\xfe",
    b"User-Agent: %0d%0aX-Zebra:%20zebra",
    b"User-Agent: ${jndi:ldap://conformance.invalid/a}",
    b"User-Agent: () { :;}; exit",
    b"User-Agent: \x1b[31m",
    b"User-Agent: %s%n%x",
    b"Upgrade-Insecure-Requests: x",
    b"Max-Forwards: -1",
    b"Max-Forwards: x",
    b"DNT: \xff",
    b"Keep-Alive: timeout=x, max=",
    b"Proxy-Authorization: Basic \xff",
    b"Via: \xff",
    b"TE: ;q=",
    b"Priority: u=\xff",
    b"Sec-WebSocket-Key: \xff",
    b"Access-Control-Request-Method: \xff",
    b"Content-Encoding: \xff",
    b"Pragma: \xff",
]


@verifies(ODD)
@pytest.mark.parametrize("line", JUNK_FIELDS)
def test_junk_in_a_field_is_survived(http: Http, line: bytes) -> None:
    survived(http, get(fields=line + b"\r\n"))


JUNK_CREDENTIALS = [
    b"",
    b"Basic",
    b"Basic ",
    b"Basic =",
    b"Basic ====",
    b"Basic a",
    b"Basic \xff\xfe",
    b"Basic OjpjOjo6",
    b"Basic QQ==",
    b"Basic /////w==",
    b"Digest",
    b"Digest a",
    b'Digest username="',
    b"Bearer",
    b"Bearer a.b.c",
    b"Bearer " + b"." * 100,
    b"Negotiate YIIB",
    b"conformance",
    b", ,",
    b'"',
]


@verifies(ODD)
@pytest.mark.parametrize("credentials", JUNK_CREDENTIALS)
@pytest.mark.parametrize("path", [b"{path}", b"{path_401}"])
def test_junk_in_credentials_is_survived(http: Http, path: bytes, credentials: bytes) -> None:
    survived(http, get(fields=b"Authorization: " + credentials + b"\r\n").replace(b"{path}", path))


JUNK_TYPES = [
    b"",
    b"/",
    b"text",
    b"text/",
    b"a/b/c",
    b"text/plain; charset",
    b'text/plain; charset="',
    b"text/plain; charset=conformance",
    b"text/plain; charset=utf-7",
    b"text/plain; charset=\xff",
    b"multipart/form-data",
    b"multipart/form-data; boundary=",
    b'multipart/form-data; boundary="',
    b"multipart/form-data; boundary=\xff",
    b"application/json",
    b"application/json; charset=utf-16",
    URLENCODED,
    b"text/xml",
    b"application/grpc",
    b"application/x-java-serialized-object",
]


@verifies(ODD)
@pytest.mark.parametrize("media_type", JUNK_TYPES)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe{", b"a=%FF&b=%&=c;d"], ids=["empty", "8-bit", "form"])
def test_content_of_a_strange_type_is_survived(http: Http, media_type: bytes, content: bytes) -> None:
    survived(http, post(media_type, content))
