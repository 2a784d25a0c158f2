"""RFC 1035 section 3.2.1  Format"""

from __future__ import annotations

from collections.abc import Callable

from conformance.dns.codes import AAAA, CNAME, DNAME, MX, NS, PTR, SOA, SRV, TXT, A, called
from conformance.dns.codes import TYPES as NAMES_OF_TYPES
from conformance.dns.exchange import Exchange
from conformance.dns.lint.readable import is_readable
from conformance.dns.lint.replies import Replies
from conformance.dns.message import Record
from conformance.dns.names import octets_of, text_of
from conformance.dns.rfc1035 import RFC1035
from conformance.harness.runner.plugin import verifies
from conformance.model import SERVER

section = RFC1035.section("3.2.1", "Format")

RDLENGTH = section.implied(
    "rdlength-fits-the-data",
    role=SERVER,
    text="Say in RDLENGTH how many octets the data of the record have, as its type has them.",
    hint="Write the data first, count their octets as they are sent, with compressed names, and then write RDLENGTH.",
)


def _is_of_strings(record: Record) -> bool:
    """One string at least, each with its length before it (RFC 1035 section 3.3.14)."""
    at = 0
    while at < len(record.data):
        at += 1 + record.data[at]
    return 0 < at == len(record.data)


def _has_names(fixed: int, count: int = 1) -> Callable[[Record], bool]:
    """Whether so many names were read, and so many octets stand beside them."""
    return lambda record: (
        len(record.names) == count
        and len(record.expanded) == fixed + sum(len(octets_of(name.labels)) for name in record.names)
    )


FITS: dict[int, Callable[[Record], bool]] = {
    A: lambda record: len(record.data) == 4,
    AAAA: lambda record: len(record.data) == 16,
    TXT: _is_of_strings,
    **dict.fromkeys((NS, CNAME, PTR, DNAME), _has_names(0)),
    MX: _has_names(2),
    SRV: _has_names(6),
    SOA: _has_names(20, count=2),
}


@verifies(RDLENGTH)
def test_the_data_of_every_record_have_their_length(replies: Replies) -> None:
    replies.each(_has_another_length, where=lambda exchange: is_readable(exchange) and _has_a_known_type(exchange))


def _has_a_known_type(exchange: Exchange) -> bool:
    return any(record.type in FITS for record in exchange.reply.records)


def _has_another_length(exchange: Exchange) -> str | None:
    for record in exchange.reply.records:
        if record.type in FITS and record.klass == 1 and not FITS[record.type](record):
            kind = called(record.type, NAMES_OF_TYPES)
            return (
                f"RDLENGTH of {kind} of {text_of(record.name.labels)} is {len(record.data)}, which its data do not fit"
            )
    return None
