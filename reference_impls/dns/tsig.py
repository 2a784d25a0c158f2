"""Signed messages (RFC 8945). No key is known here: what is signed gets an error that says so, and is not signed."""

from __future__ import annotations

from reference_impls.dns.codes import ANY_CLASS, FORMERR, NOERROR, NOTAUTH, TSIG
from reference_impls.dns.errors import Malformed
from reference_impls.dns.message import Query, Record
from reference_impls.dns.reading import MessageReader

BADKEY = 17
"""The error in a TSIG record whose key is not known (RFC 8945 section 5.2.1)."""

TIMES = 8
"""Octets of the time at which a message was signed, and of how far it may be off."""


def error(query: Query) -> int:
    """The code for a signed query: there is one TSIG record, and it is the last (RFC 8945 section 5.2)."""
    types = [record.type for record in query.additional]
    if TSIG not in types:
        return NOERROR
    return FORMERR if types.index(TSIG) < len(types) - 1 or not _is_read(query.additional[-1]) else NOTAUTH


def answered(query: Query) -> list[Record]:
    """The TSIG record of the reply: key, algorithm and times of the query, and no MAC (RFC 8945 section 5.3.2)."""
    if error(query) != NOTAUTH:
        return []
    sent = query.additional[-1]
    algorithm, times, original = _parts(sent)
    rest = bytes(2) + original + BADKEY.to_bytes(2, "big") + bytes(2)
    return [Record(sent.name, TSIG, 0, (b"".join((algorithm, times, rest)),), ANY_CLASS)]


def _is_read(record: Record) -> bool:
    try:
        _parts(record)
    except Malformed:
        return False
    return True


def _parts(record: Record) -> tuple[bytes, bytes, bytes]:
    """Algorithm, times, and identifier of the original query, if the record is as long as its parts."""
    data = b"".join(part for part in record.data if isinstance(part, bytes))
    reader = MessageReader(data)
    reader.name()
    algorithm, times = data[: reader.at], reader.take(TIMES)
    reader.take(reader.number(2))
    original = reader.take(2)
    reader.take(2)
    reader.take(reader.number(2))
    reader.end()
    return algorithm, times, original
