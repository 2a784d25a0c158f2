"""RFC 9112 §11.2  Request Smuggling: lengths

No sentence here binds a server: what it must do stands in §6.1 and §6.3. These cases go for the damage: a request is
answered that another reading of the same octets takes for content. Where a server violates those sentences already with
the plainest such request, they report the fault.
"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.framing import EMBEDDED, smuggled
from conformance.http.peer import Http
from conformance.http.requests import GET, POST
from conformance.http.rfc9110.test_05_1_field_names import EXACT_NAME
from conformance.http.rfc9112 import RFC9112
from conformance.http.rfc9112.test_05_field_syntax import ONE_LINE_ONE_FIELD
from conformance.http.rfc9112.test_06_1_transfer_encoding import BY_ITS_NAME, CLOSE_AFTER_BOTH, PARSE_CHUNKED
from conformance.http.rfc9112.test_06_3_message_body_length_chunked import DECODED_OR_REFUSED, OVERRIDES_LENGTH
from conformance.http.rfc9112.test_09_6_tear_down import NOTHING_AFTER_SAID
from conformance.model import SERVER

section = RFC9112.section("11.2", "Request Smuggling")

TWO_FRAMINGS = section.robustness(
    "transfer-encoding-and-content-length",
    role=SERVER,
    text="Where Transfer-Encoding and Content-Length disagree, what only one of them shows is not answered.",
    hint="Refuse such a request, or read it by its Transfer-Encoding; close the connection in either case.",
    rests_on=(PARSE_CHUNKED, CLOSE_AFTER_BOTH, OVERRIDES_LENGTH),
)

BOTH = b"Transfer-Encoding: chunked\r\n"


@verifies(TWO_FRAMINGS)
def test_what_follows_the_last_chunk_within_the_length_is_not_answered(http: Http) -> None:
    assert not smuggled(http, hidden_from_length(http, BOTH))


@verifies(TWO_FRAMINGS)
def test_what_is_within_a_chunk_beyond_the_length_is_not_answered(http: Http) -> None:
    assert not smuggled(http, hidden_from_chunks(http, BOTH))


DISGUISED_CODING = section.robustness(
    "disguised-transfer-encoding",
    role=SERVER,
    text="A disguised Transfer-Encoding beside a Content-Length does not bring a hidden request to light.",
    hint="Answer 400 to every name that is no token and to every coding that you do not know, and close.",
    rests_on=(PARSE_CHUNKED, CLOSE_AFTER_BOTH, OVERRIDES_LENGTH, ONE_LINE_ONE_FIELD, DECODED_OR_REFUSED),
)

CODINGS = [  # the field is there: whoever reads the body by the length has dropped it; legal spellings are for §6.3
    b"Transfer-Encoding : chunked",
    b"Transfer-Encoding\t: chunked",
    b"Transfer-Encoding: xchunked",
    b"Transfer-Encoding: chunkedx",
    b"Transfer-Encoding: chunk-ed",
    b"Transfer-Encoding: identity",
    b"Transfer-Encoding: chunked, identity",
    b"Transfer-Encoding: identity, chunked",
    b"Transfer-Encoding: chunked;a=b",
    b"Transfer-Encoding: chunked,",
    b"Transfer-Encoding: ,chunked",
    b'Transfer-Encoding: "chunked"',
    b"Transfer-Encoding: 'chunked'",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
    b"Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
    b"Transfer-Encoding:\r\n chunked",
    b"Transfer-Encoding: chunked\r\n ",
    b"Transfer-Encoding: \x00chunked",
    b"Transfer-Encoding: chunked\x00",
    b"Transfer-Encoding: \x0bchunked",
    b"Transfer-Encoding: chunked\x0c",
    b"Transfer-Encoding: \rchunked",
    b"Transfer-Encoding: \xa0chunked",
    b"Transfer-Encoding: chunked\x85",
]
NO_NAME = pytest.mark.rests_on(BY_ITS_NAME)
NAMES = [  # some may see the field, and others not
    pytest.param(b"Transfer_Encoding: chunked", marks=pytest.mark.rests_on(EXACT_NAME)),
    pytest.param(b"X-Transfer-Encoding: chunked", marks=pytest.mark.rests_on(EXACT_NAME)),
    pytest.param(b"Transfer-Encoding\x00: chunked", marks=NO_NAME),
    pytest.param(b"Transfer-Encoding\x0b: chunked", marks=NO_NAME),
    pytest.param(b"Transfer-Encoding\xa0: chunked", marks=NO_NAME),
    pytest.param(b"\x0bTransfer-Encoding: chunked", marks=NO_NAME),
    pytest.param(b"Transfer-Encod\xc4\xb1ng: chunked", marks=NO_NAME),
    pytest.param(b"X: y\rTransfer-Encoding: chunked", marks=NO_NAME),
    b"X: y\nTransfer-Encoding: chunked",
]


@verifies(DISGUISED_CODING)
@pytest.mark.parametrize("fields", [*CODINGS, *NAMES])
def test_a_disguised_coding_does_not_show_what_the_length_hides(http: Http, fields: bytes) -> None:
    assert not smuggled(http, hidden_from_length(http, fields + b"\r\n"))


@verifies(DISGUISED_CODING)
@pytest.mark.parametrize("fields", CODINGS)
def test_a_disguised_coding_is_not_dropped_to_show_what_the_chunks_hide(http: Http, fields: bytes) -> None:
    assert not smuggled(http, hidden_from_chunks(http, fields + b"\r\n"))


TWO_LENGTHS = section.robustness(
    "conflicting-lengths",
    role=SERVER,
    text="Of two lengths that disagree neither is used: a request that only the shorter one shows is not answered.",
    hint="Answer 400 and close as soon as a second, different Content-Length is seen.",
    rests_on=(NOTHING_AFTER_SAID,),
)

LENGTHS = pytest.mark.parametrize(
    "fields",
    [
        b"Content-Length: 0\r\nContent-Length: %d",
        b"Content-Length: %d\r\nContent-Length: 0",
        b"Content-Length: 0, %d",
        b"Content-Length: %d, 0",
        b"Content-Length: %d\r\ncontent-length: 0",
    ],
)


@verifies(TWO_LENGTHS)
@LENGTHS
def test_what_the_longer_length_hides_from_post_is_not_answered(http: Http, fields: bytes) -> None:
    content = http.fill(EMBEDDED)
    lines = fields % len(content)
    assert not smuggled(http, b"{upload} HTTP/1.1\r\nHost: {host}\r\n" + lines + b"\r\n\r\n" + content)


@verifies(TWO_LENGTHS)
@LENGTHS
def test_what_the_longer_length_hides_from_get_is_not_answered(http: Http, fields: bytes) -> None:
    content = http.fill(EMBEDDED)
    lines = fields % len(content)
    assert not smuggled(http, b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + lines + b"\r\n\r\n" + content, GET)


DISGUISED_LENGTH = section.robustness(
    "disguised-length",
    role=SERVER,
    text="Content whose length is given in a malformed way is not taken for the next request.",
    hint="Never ignore a Content-Length that you cannot read: answer 400 and close.",
    rests_on=(NOTHING_AFTER_SAID,),
)

DISGUISES = pytest.mark.parametrize(
    "field",
    [
        b"Content-Length : %d",
        b"Content-Length\t: %d",
        b"Content-Length  : %d",
        b"Content-Length: +%d",
        b"Content-Length: -%d",
        b"Content-Length: 0x%x",
        b"Content-Length: %dx",
        b"Content-Length: x%d",
        b"Content-Length: %d;",
        b'Content-Length: "%d"',
        b"Content-Length: 0 %d",
        b"Content-Length: %d 0",
        b"Content-Length: %d.0",
        b"Content-Length: %d\x0b",
        b"Content-Length: \x0c%d",
        b"Content-Length: \xa0%d",
    ],
)


@verifies(DISGUISED_LENGTH)
@DISGUISES
def test_content_of_post_with_a_disguised_length_is_not_answered(http: Http, field: bytes) -> None:
    content = http.fill(EMBEDDED)
    line = field % len(content)
    assert not smuggled(http, b"{upload} HTTP/1.1\r\nHost: {host}\r\n" + line + b"\r\n\r\n" + content, POST)


@verifies(DISGUISED_LENGTH)
@DISGUISES
def test_content_of_get_with_a_disguised_length_is_not_answered(http: Http, field: bytes) -> None:
    content = http.fill(EMBEDDED)
    line = field % len(content)
    assert not smuggled(http, b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + line + b"\r\n\r\n" + content, GET)


def hidden_from_length(http: Http, fields: bytes) -> bytes:
    """CL.TE: the length covers it all; the chunks end before the hidden request."""
    body = b"0\r\n\r\n" + http.fill(EMBEDDED)
    return b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: %d\r\n%b\r\n%b" % (len(body), fields, body)


def hidden_from_chunks(http: Http, fields: bytes) -> bytes:
    """TE.CL: the hidden request is within a chunk; the length ends before it."""
    content = http.fill(EMBEDDED)
    line = b"%x\r\n" % len(content)
    body = line + content + b"\r\n0\r\n\r\n"
    return b"{upload} HTTP/1.1\r\nHost: {host}\r\nContent-Length: %d\r\n%b\r\n%b" % (len(line), fields, body)
