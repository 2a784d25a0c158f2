"""How a DNS server behaves where the conclusions of many cases rest on it; measured once."""

from __future__ import annotations

from collections.abc import Callable

from conformance.dns.codes import CH, NSID, TXT, A
from conformance.dns.facts import ALIKE, CUT, EDNS, NO, TCP, YES
from conformance.dns.message import Message
from conformance.dns.peer import Dns
from conformance.dns.recognition import are_alike, nobody
from conformance.dns.wire import Edns
from conformance.harness.case.attempt import Attempt
from conformance.model import Endless, TargetGone
from conformance.text import printable

SERVER = "server"  # what the target calls itself
LONGEST = 80  # characters of that


def measure(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Find out whether TCP and EDNS are served, whether names differ, and what the server calls itself."""
    attempt = fresh()
    try:
        dns = Dns(attempt)
        queries = [dns.query(edns=Edns(options=[(NSID, b"")]))]
        queries += [dns.query(name, TXT, klass=CH) for name in ("version.bind", "id.server")]
        queries += [dns.query(), *(dns.query(nobody(dns), A) for _ in range(2))]
        edns, version, identity, plain, *others = dns.flight(queries)
        facts = {EDNS: bool(edns.opt), TCP: _serves_tcp(fresh), ALIKE: are_alike(others), CUT: plain.is_cut_to_nothing}
        server = printable(", ".join(filter(None, [text_in(version), text_in(identity) or nsid_in(edns)])))[:LONGEST]
    finally:
        attempt.close()
    return {name: YES if is_so else NO for name, is_so in facts.items()} | ({SERVER: server} if server else {})


def _serves_tcp(fresh: Callable[[], Attempt]) -> bool:
    """Whether a query over TCP is answered; tried twice, as a machine may be busy."""
    return any(_is_answered(fresh()) for _ in range(2))


def _is_answered(attempt: Attempt) -> bool:
    try:
        return bool(Dns(attempt).stream(known=False).ask())
    except (TargetGone, Endless):
        return False
    finally:
        attempt.close()


def text_in(message: Message) -> str:
    """The first text of a TXT record in the answer."""
    record = next((record for record in message.answers if record.type == TXT and record.data), None)
    return record.data[1 : 1 + record.data[0]].decode("latin-1") if record else ""


def nsid_in(message: Message) -> str:
    """The name that the server has by NSID (RFC 5001)."""
    return next((data.decode("latin-1") for code, data in message.options if code == NSID), "")
