"""RFC 9112 §7.1.1  Chunk Extensions"""

from __future__ import annotations

import pytest

from conformance.harness.case.properties import examples
from conformance.harness.runner.plugin import verifies
from conformance.http.answers import ACCEPTED, REJECTED
from conformance.http.exchange import Exchange
from conformance.http.helpers.chunked import HEAD, decoded, exchange_chunked, stopped_at_error
from conformance.http.helpers.framing import takes_content
from conformance.http.helpers.twins import require_twin
from conformance.http.peer import Http
from conformance.http.rfc9110.test_05_6_4_quoted_strings import QUOTED_PAIR
from conformance.http.rfc9112 import RFC9112
from conformance.http.strategies.well_formed import extensions
from conformance.model import RECIPIENT, SERVER, not_applicable

section = RFC9112.section("7.1.1", "Chunk Extensions")

IGNORE_UNRECOGNIZED = section.must(
    "ignore-unrecognized",
    role=RECIPIENT,
    text="Ignore chunk extensions that are not recognized.",
    hint="The size ends where its hexadecimal digits end; skip from the semicolon to the end of the line.",
)


@verifies(IGNORE_UNRECOGNIZED)
@pytest.mark.parametrize(
    "extension",
    [
        pytest.param(b";a", marks=pytest.mark.cause),
        b";a=b",
        b";a=b;c=d",
        b";a;c",
        b";!#$%&'*+-.^_`|~=~",
        b';a="b"',
        b';a=""',
        b';a=";"',
        b';a="b;c=d"',
        b';a="b c\t="',
        b';a="\xe9"',
        b";0=5",
        b";a=" + b"b" * 80,
    ],
)
def test_an_extension_is_ignored(http: Http, extension: bytes) -> None:
    exchange = exchange_chunked(http, HEAD + b"5" + extension + b"\r\nhello\r\n0" + extension + b"\r\n\r\n")
    assert exchange.accepted
    assert exchange.content == b"hello"


@verifies(IGNORE_UNRECOGNIZED)
@pytest.mark.rests_on(QUOTED_PAIR)
@examples(extensions)
def test_any_extensions_are_ignored(http: Http, extensions: tuple[bytes, bytes]) -> None:
    assert decoded(http, HEAD + b"5%b\r\nhello\r\n0%b\r\n\r\n" % extensions, b"hello")


BAD_WHITESPACE = section.implied(
    "bad-whitespace",
    role=RECIPIENT,
    text="Whitespace around the semicolon and the equals sign of an extension is parsed and removed (RFC 9110 §5.6.3).",
    hint="Allow SP and HTAB before and after ';' and '='.",
    rests_on=(IGNORE_UNRECOGNIZED,),
)


@verifies(BAD_WHITESPACE)
@pytest.mark.parametrize("extension", [b"; a=b", b" ;a=b", b" ; a=b", b";a =b", b";a= b", b"\t;\ta\t=\tb", b";a=b ;c"])
def test_whitespace_in_an_extension_is_removed(http: Http, extension: bytes) -> None:
    octets = HEAD + b"5" + extension + b"\r\nhello\r\n0" + extension + b"\r\n\r\n"
    exchange = exchange_chunked(http, octets)
    if not takes_content(exchange):
        plain = b';a="\t"' if b"\t" in extension else b";a=b"  # some targets take no HTAB at all
        reason = "the target takes no extension without such whitespace either: ignore-unrecognized reports that"
        require_twin(http, octets.replace(extension, plain), takes_content, reason)
    assert exchange.accepted
    assert exchange.content == b"hello"


LIMITED = section.robustness(
    "limited",
    role=SERVER,
    text="Many or long extensions are refused, or else ignored as short ones are.",
    hint="Count the octets of all extensions of a request; answer 4xx when they are more than is reasonable.",
)


@verifies(LIMITED)
@pytest.mark.parametrize("length", [4096, 65536])
def test_a_long_extension_is_refused_or_ignored(http: Http, length: int) -> None:
    exchange = exchange_chunked(http, HEAD + b"5;a=" + b"b" * length + b"\r\nhello\r\n0\r\n\r\n")
    require_end(exchange)
    assert stopped_at_error(exchange) or exchange.content == b"hello"


@verifies(LIMITED)
def test_ten_thousand_extensions_are_refused_or_ignored(http: Http) -> None:
    exchange = exchange_chunked(http, HEAD + b"1;a=bcdefghijklmnopqrstuvwxyz\r\nx\r\n" * 10_000 + b"0\r\n\r\n")
    require_end(exchange)
    assert stopped_at_error(exchange) or len(exchange.content) == 10_000


# "A server ought to limit": no key word of BCP 14, hence not a MUST
LIMIT_TOTAL = section.should(
    "limit-total-length",
    role=SERVER,
    text="Limit the total length of the extensions in a request, as other parts of a message are limited.",
    hint="Add up the octets of all extensions of a request, not of each chunk; answer 4xx beyond the limit.",
    rests_on=(LIMITED,),
)

KILOBYTE = 1000
LINES = 1000


@verifies(LIMIT_TOTAL)
@pytest.mark.parametrize("count", [1, LINES], ids=["one extension", "1,000 extensions"])
def test_more_octets_than_fields_may_have_are_refused(http: Http, count: int) -> None:
    lines = (b"X-A: " + b"b" * KILOBYTE + b"\r\n") * LINES
    if http.answer(b"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + lines + b"\r\n") in ACCEPTED:
        not_applicable("the target takes a megabyte of field lines, too")
    chunk = b"1;a=" + b"b" * (KILOBYTE * LINES // count) + b"\r\nx\r\n"
    exchange = exchange_chunked(http.reconnect(), HEAD + chunk * count + b"0\r\n\r\n")
    if exchange.still_waiting:
        not_applicable("the target does not answer long extensions, which another case judges")
    assert exchange.answer in REJECTED


def require_end(exchange: Exchange) -> None:
    """Fail if the target neither answers nor closes, although it has got all chunks."""
    assert not exchange.still_waiting
