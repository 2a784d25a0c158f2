"""The line for ``dig`` that sends a query, where it can say it: one question, any flags but QR, and one OPT record.

``kdig`` says one thing more: that replies of more than 16,384 octets are accepted. ``dig`` sends its own size then.
"""

from __future__ import annotations

import shlex

from conformance.dns.codes import AA, AD, AXFR, CD, CLASSES, DO, IXFR, QR, RA, RD, TC, TYPES, Z
from conformance.dns.message import Message
from conformance.dns.names import octets_of, text_of
from conformance.dns.reader import read
from conformance.dns.wire import Edns, Query
from conformance.harness.net.url import Url

SWITCHES = {AA: "+aaflag", TC: "+tcflag", RA: "+raflag", Z: "+zflag", CD: "+cdflag"}
LARGEST_OF_DIG = 16384  # octets that it says are accepted, and does so in every version that was tried
CO = 0x4000  # of the flags of EDNS: older versions of dig cannot set it alone, newer ones have a word for it
TRANSFERS = (AXFR, IXFR)  # which dig asks over TCP, and with a serial number


def dig(octets: bytes, url: Url, *, over_tcp: bool = False) -> str:
    """The line; empty if it cannot be said. Both programs choose an identifier of their own."""
    query = read(octets)
    if not query.is_whole or query.qr or query.rcode & 15 or not _is_sayable(query, octets):
        return ""
    place, way = [f"@{url.host}", "-p", str(url.port)], ["+tcp"] if over_tcp else ["+notcp", "+ignore"]
    if query.opt and query.opt.klass > LARGEST_OF_DIG:
        return shlex.join(["kdig", *place, *_question(query), *_for_kdig(query), *way]) if _is_for_kdig(query) else ""
    return shlex.join(["dig", *place, *_question(query), *_flags(query), *_edns(query), *way])


def is_plain(octets: bytes) -> bool:
    """Whether it is a query as a case sends it to see that the target is still there: one question, and RD or not."""
    query = read(octets)
    return query.is_whole and not query.records and len(query.questions) == 1 and not query.flags & ~RD


def _is_sayable(query: Message, octets: bytes) -> bool:
    """Whether a message made of what ``dig`` says of it is the same, octet for octet.

    ``dig`` chooses an identifier of its own. Where both octets of the identifier are equal, a case has chosen it: then
    it matters, and ``dig`` cannot say it.
    """
    opt = query.opt
    if (
        query.id >> 8 == query.id & 0xFF
        or any(question.type in TRANSFERS for question in query.questions)
        or (opt and opt.ttl & CO)
    ):
        return False
    edns = Edns(opt.klass, opt.ttl >> 16 & 255, opt.ttl & 0xFFFF, query.options) if opt else None
    flags = query.flags & ~QR
    if not query.questions:
        return octets == octets[:4] + bytes(8)
    asked = query.questions[0]
    name = octets_of(asked.name.labels)
    return Query(query.id, name, asked.type, asked.klass, flags, edns=edns).octets == octets


def _question(query: Message) -> list[str]:
    if not query.questions:
        return ["+header-only"]
    asked = query.questions[0]
    kind = TYPES.get(asked.type, f"TYPE{asked.type}")
    return ["-q", text_of(asked.name.labels), "-t", kind, "-c", CLASSES.get(asked.klass, f"CLASS{asked.klass}")]


def _flags(query: Message) -> list[str]:
    words = ["+rec" if query.has(RD) else "+norec", "+adflag" if query.has(AD) else "+noad"]
    words += [word for flag, word in SWITCHES.items() if query.has(flag)]
    return words + ([f"+opcode={query.opcode}"] if query.opcode else [])


def _edns(query: Message) -> list[str]:
    opt = query.opt
    if opt is None:
        return ["+noedns"]
    version, flags = opt.ttl >> 16 & 255, opt.ttl & 0xFFFF
    words = [f"+edns={version}", "+nocookie", f"+bufsize={opt.klass}", *(["+noednsneg"] if version else [])]
    words += ["+dnssec"] if flags & DO else []
    words += [f"+ednsflags={flags & ~DO}"] if flags & ~DO else []
    return words + [f"+ednsopt={code}" + (f":{data.hex()}" if data else "") for code, data in query.options]


def _is_for_kdig(query: Message) -> bool:
    """Whether only RD and DO are set, as ``kdig`` has no words for other flags of EDNS."""
    return bool(query.questions) and not (query.flags & ~RD or (query.opt and query.opt.ttl & 0xFF7FFF))


def _for_kdig(query: Message) -> list[str]:
    assert query.opt is not None, "it says how much is accepted"
    words = ["+rec" if query.rd else "+norec", "+noadflag", "+edns=0", f"+bufsize={query.opt.klass}"]
    words += ["+dnssec"] if query.opt.ttl & DO else []
    return words + [f"+ednsopt={code}" + (f":{data.hex()}" if data else "") for code, data in query.options]
