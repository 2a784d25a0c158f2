"""The questions of RFC 8906 section 8, which operators know: each is answered as it should be, or how it is not."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import partial

from conformance.dns.codes import (
    AA,
    AD,
    BADVERS,
    CD,
    COOKIE,
    DO,
    ECS,
    EXPIRE,
    NOERROR,
    NOTIMP,
    NSID,
    RCODES,
    TYPES,
    Z,
    called,
)
from conformance.dns.facts import AUTHORITATIVE, PROFILE, QUESTIONS, plainest
from conformance.dns.message import SILENT, Message
from conformance.dns.peer import Dns
from conformance.dns.reader import read
from conformance.dns.wire import Edns, Query
from conformance.harness.case.target import Target

OK, TIMEOUT = "ok", "timeout"
UNKNOWN_TYPE, UNKNOWN_OPCODE, UNKNOWN_OPTION, UNKNOWN_FLAG, DNSKEY = 1000, 15, 100, 0x40, 48
SEVERAL = [(NSID, b""), (COOKIE, bytes(range(8))), (ECS, b"\0\1\0\0"), (EXPIRE, b"")]
DNS, OPCODE, OVER_TCP = "dns", "opcode", "tcp"  # the last is the first one, asked over TCP
WITHOUT_RECORDS = ("type1000", "edns@512")  # about what a zone need not have


def questions(dns: Dns) -> dict[str, Query]:
    """The well-formed queries that go by UDP, by the names that operators know, in the order of the RFC."""
    name, kind = plainest(dns.attempt.target)
    plain = partial(dns.query, name, kind)
    unknown = [(UNKNOWN_OPTION, b"")]
    return {
        DNS: plain(),
        "type1000": dns.query(name, UNKNOWN_TYPE),
        "cd": plain(flags=CD),
        "ad": plain(flags=AD),
        "zflag": plain(flags=Z),
        "rd": plain(rd=True),
        "edns": plain(edns=Edns()),
        "edns1": plain(edns=Edns(version=1)),
        "ednsopt": plain(edns=Edns(options=unknown)),
        "ednsflags": plain(edns=Edns(flags=UNKNOWN_FLAG)),
        "edns1flags": plain(edns=Edns(version=1, flags=UNKNOWN_FLAG)),
        "edns1opt": plain(edns=Edns(version=1, options=unknown)),
        "edns@512": dns.query(name, DNSKEY, edns=Edns(512, flags=DO)),
        "do": plain(edns=Edns(flags=DO)),
        "edns1do": plain(edns=Edns(version=1, flags=DO)),
        "optlist": plain(edns=Edns(options=SEVERAL)),
    }


def reply_to_opcode(dns: Dns) -> tuple[Query, Message]:
    """A query with an opcode that nobody knows, and the reply; some servers are silent, which takes little time.

    RFC 8906 section 8.1.4 sends a header alone, which ends some small servers: here the plainest question follows.
    """
    query = dns.query(opcode=UNKNOWN_OPCODE, rd=False)
    with contextlib.suppress(AssertionError):  # a plain query behind it is not answered either
        replies = dns.tolerated(query.octets) or dns.tolerated(query.octets)
        return query, next((reply for reply in replies if reply.id == query.id), SILENT)
    return query, SILENT


def line_of(target: Target, asked: Mapping[str, tuple[Query, Message]]) -> str:
    """Each question by its name, with ``ok`` or what is wrong with the reply."""
    has_authority = target.capabilities.get(PROFILE) == AUTHORITATIVE
    found = dict[str, str]()
    for name, (query, reply) in asked.items():
        wrong = wrong_with(query, reply, has_authority, name not in WITHOUT_RECORDS)
        found[name] = ",".join(wrong) or OK
    return " ".join(f"{name}={value}" for name, value in found.items())


def wrong_with(query: Query, reply: Message, has_authority: bool, has_record: bool) -> list[str]:
    """What is not as RFC 8906 expects it, in words that operators know; ``has_record``: of what was asked."""
    if not reply:
        return [TIMEOUT]
    if not reply.is_whole:
        return ["malformed"]
    expected = _expected(query)
    if reply.rcode != expected:
        return [called(reply.rcode, RCODES, "rcode").lower(), *_wrong_opt(query, reply)]
    kinds = [record.type for record in reply.answers]
    kind, wrong = called(query.type, TYPES, "TYPE").lower(), list[str]()
    if expected == NOERROR:
        wrong += [f"no{kind}"] if has_record and query.type not in kinds else []
        wrong += ["noaa"] if has_authority and not reply.aa else []
    else:
        wrong += [kind] if query.type in kinds else []
        wrong += ["aa"] if reply.has(AA) else []
    return wrong + _wrong_header(query, reply) + _wrong_opt(query, reply)


def _expected(query: Query) -> int:
    """The RCODE that is due."""
    if read(query.octets).opcode == UNKNOWN_OPCODE:
        return NOTIMP
    return BADVERS if query.edns and query.edns.version else NOERROR


def _wrong_header(query: Query, reply: Message) -> list[str]:
    sent = read(query.octets)
    wrong = ["mbz"] if reply.z else []
    wrong += ["opcode"] if reply.opcode != sent.opcode else []
    return wrong + (["rd" if reply.rd else "nord"] if reply.rd != sent.rd else [])


def _wrong_opt(query: Query, reply: Message) -> list[str]:
    """What is wrong with the OPT record: its absence, presence, version, flags other than DO, an unknown option."""
    if not query.edns:
        return ["opt"] if reply.opt else []
    if reply.opt is None:
        return ["noopt"]
    wrong = ["version"] if reply.opt.ttl >> 16 & 0xFF else []
    wrong += ["mbz"] if reply.opt.ttl & 0xFFFF & ~DO else []
    return wrong + (["echoed"] if UNKNOWN_OPTION in dict(reply.options) else [])


def closing(target: Target) -> list[str]:
    """The line for the end of the summary."""
    found = target.measured.get(QUESTIONS)
    return [f"RFC 8906 section 8: {found}"] if found else []
