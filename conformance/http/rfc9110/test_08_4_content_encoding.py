"""RFC 9110 §8.4  Content-Encoding"""

from __future__ import annotations

import zlib

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.codings import require_gzip
from conformance.http.helpers.resources import require_representation
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_08_representation_metadata_responses import CODINGS
from conformance.model import RECIPIENT, SENDER, not_applicable

section = RFC9110.section("8.4", "Content-Encoding")

LABEL = section.must(
    "codings-applied-are-listed",
    role=SENDER,
    text="Content-Encoding lists the codings that were applied, in this order: undoing them gives the representation.",
    hint="Set the field where you encode, and nowhere else; do not encode what is encoded already.",
    rests_on=(CODINGS,),
)

MAGIC = b"\x1f\x8b"  # what gzip begins with (RFC 1952 §2.3.1)
LIMIT = 1 << 20  # octets that we are willing to decode


@verifies(LABEL)
@pytest.mark.parametrize("accepted", [b"gzip", b"gzip;q=1.0", b"x-gzip, gzip", b"GZIP"])
def test_what_is_labelled_gzip_is_gzip(http: Http, accepted: bytes) -> None:
    plain = require_gzip(http)
    answer = require_representation(http, b"Accept-Encoding: " + accepted)
    coded = answer.members("Content-Encoding") in ([b"gzip"], [b"x-gzip"])
    assert (decoded(answer.content) if coded else answer.content) == plain.content


@verifies(LABEL)
@pytest.mark.parametrize("accepted", [b"gzip", b"gzip;q=1.0", b"*"])
def test_what_is_gzip_only_where_it_is_accepted_is_labelled(http: Http, accepted: bytes) -> None:
    plain, answer = require_representation(http), require_representation(http, b"Accept-Encoding: " + accepted)
    if answer.members("Transfer-Encoding") not in ([], [b"chunked"]):
        not_applicable("the target applies a transfer coding that was not asked for, which another case judges")
    if answer.values("Content-Type") != plain.values("Content-Type"):
        not_applicable("the target selects a representation of another media type")
    applied = answer.content.startswith(MAGIC) and not plain.content.startswith(MAGIC)
    assert not applied or answer.values("Content-Encoding")


X_GZIP = RFC9110.section("8.4.1.3", "Gzip Coding").should(
    "x-gzip-is-gzip",
    role=RECIPIENT,
    text="Treat x-gzip as equivalent to gzip: a client that accepts one accepts the other.",
    hint="Look for both names in Accept-Encoding.",
)


@verifies(X_GZIP)
def test_who_accepts_x_gzip_is_sent_gzip(http: Http) -> None:
    require_gzip(http)
    answer = require_representation(http, b"Accept-Encoding: x-gzip")
    http.attempt.observed(f"Content-Encoding: {answer.members('Content-Encoding')}")
    assert answer.members("Content-Encoding")


def decoded(content: bytes) -> bytes | None:
    """The octets of a gzip stream, up to a limit; None where it is none, or not whole."""
    stream = zlib.decompressobj(wbits=31)
    try:
        octets = stream.decompress(content, LIMIT)
    except zlib.error:
        return None
    return octets if stream.eof and not stream.unused_data else None
