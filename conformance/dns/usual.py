"""What a plain query with OPT is answered: cases on extensions compare other replies with that."""

from __future__ import annotations

from conformance.dns.codes import COOKIE, ECS, NSID
from conformance.dns.facts import EDNS_HOME, require_edns, require_whole
from conformance.dns.message import Message
from conformance.dns.names import Labels, lowered
from conformance.dns.peer import Dns
from conformance.dns.wire import Edns, Option
from conformance.model import not_applicable

CLIENT_COOKIE = bytes.fromhex("0123456789abcdef")
ANYWHERE = b"\0\1\0\0"  # ECS: IPv4, no bits of the address
KNOWN: tuple[Option, ...] = ((NSID, b""), (COOKIE, CLIENT_COOKIE), (ECS, ANYWHERE))  # that servers often answer

Said = tuple[int, bool, set[tuple[Labels, int]]]


def said(reply: Message) -> Said:
    """RCODE, whether there is OPT, and owner and type of the answers: their data and order may change."""
    return reply.rcode, bool(reply.opt), {(lowered(one.name.labels), one.type) for one in reply.answers}


def usual(dns: Dns) -> Message:
    """The reply to a plain query with OPT; ends the case as not applicable where it has none."""
    require_edns(dns.attempt)
    reply = dns.ask(edns=Edns())
    require_whole(reply)
    if not reply.opt:
        not_applicable(f"a plain query with OPT is not answered with OPT, which {EDNS_HOME} reports")
    return reply


def asked_as_usual(dns: Dns, edns: Edns) -> tuple[Said, Said]:
    """What the reply to a query with this OPT record says, and what that to a plain one says."""
    expected = said(usual(dns))
    return said(dns.ask(edns=edns)), expected


def reads_options(dns: Dns) -> bool:
    """Whether the server answers any of the options that are well known: else it may read none (RFC 8906 section 7)."""
    return bool(dns.ask(edns=Edns(options=KNOWN)).options)


def require_option(dns: Dns, code: int, data: bytes, name: str) -> bytes:
    """The option in the reply to a query with that option; ends the case as not applicable without it."""
    usual(dns)
    answered = dict(reversed(dns.ask(edns=Edns(options=[(code, data)])).options))
    if code not in answered:
        not_applicable(f"the server does not answer the option {name}, which it may leave out")
    return answered[code]
