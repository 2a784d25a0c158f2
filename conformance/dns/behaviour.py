"""How a DNS server behaves where the conclusions of many cases rest on it; measured once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from conformance.dns.codes import CH, NSID, TXT, A
from conformance.dns.facts import ALIKE, CUT, EDNS, NO, QUESTIONS, TCP, YES
from conformance.dns.message import SILENT, Message
from conformance.dns.operators import DNS, OPCODE, OVER_TCP, line_of, questions, reply_to_opcode
from conformance.dns.peer import Dns
from conformance.dns.recognition import are_alike, nobody
from conformance.dns.wire import Edns, Query
from conformance.harness.case.attempt import Attempt
from conformance.model import Endless, TargetGone
from conformance.text import printable

SERVER = "server"  # what the target calls itself
LONGEST = 80  # characters of that


def measure(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Find out whether TCP and EDNS are served, whether names differ, and what the server calls itself.

    Asks the questions of RFC 8906 section 8 as well. A target that no longer answers the plainest question has ended,
    or is about to: nothing is concluded then.
    """
    attempt = fresh()
    try:
        dns = Dns(attempt)
        well_formed = questions(dns)
        of_facts, replies = _ask(dns, well_formed)
        asked = dict(zip(well_formed, zip(well_formed.values(), replies, strict=True), strict=True))
        question, plain = asked[DNS]
        if not plain:
            return {}
        asked |= {OPCODE: reply_to_opcode(dns), OVER_TCP: (question, _reply_over_tcp(fresh))}
    finally:
        attempt.close()
    return _facts(of_facts, plain, asked[OVER_TCP][1]) | {QUESTIONS: line_of(attempt.target, asked)}


def _ask(dns: Dns, well_formed: Mapping[str, Query]) -> tuple[list[Message], list[Message]]:
    """Ask all at once; return the replies of which ``_facts`` knows, and those to the questions of RFC 8906."""
    queries = [dns.query(edns=Edns(options=[(NSID, b"")]))]
    queries += [dns.query(name, TXT, klass=CH) for name in ("version.bind", "id.server")]
    queries += [dns.query(nobody(dns), A) for _ in range(2)]
    replies = dns.flight([*queries, *well_formed.values()])
    return replies[: len(queries)], replies[len(queries) :]


def _facts(replies: Sequence[Message], plain: Message, over_tcp: Message) -> dict[str, str]:
    """What follows from the replies, and what the server calls itself."""
    edns, version, identity, *alike = replies
    facts = {EDNS: bool(edns.opt), TCP: bool(over_tcp), ALIKE: are_alike(alike), CUT: plain.is_cut_to_nothing}
    names = [text_in(version), text_in(identity) or nsid_in(edns)]
    server = printable(", ".join(filter(None, names)))[:LONGEST]
    return {name: YES if is_so else NO for name, is_so in facts.items()} | ({SERVER: server} if server else {})


def _reply_over_tcp(fresh: Callable[[], Attempt]) -> Message:
    """The reply to the plainest question over TCP; tried twice, as a machine may be busy."""
    return _asked_over_tcp(fresh()) or _asked_over_tcp(fresh())


def _asked_over_tcp(attempt: Attempt) -> Message:
    try:
        return Dns(attempt).stream(known=False).ask()
    except (TargetGone, Endless):
        return SILENT
    finally:
        attempt.close()


def text_in(message: Message) -> str:
    """The first text of a TXT record in the answer."""
    record = next((record for record in message.answers if record.type == TXT and record.data), None)
    return record.data[1 : 1 + record.data[0]].decode("latin-1") if record else ""


def nsid_in(message: Message) -> str:
    """The name that the server has by NSID (RFC 5001)."""
    return next((data.decode("latin-1") for code, data in message.options if code == NSID), "")
