"""Which replies the cases on names and records look at."""

from __future__ import annotations

from conformance.dns.exchange import Exchange
from conformance.dns.lint.replies import is_answered_as_asked


def is_readable(exchange: Exchange) -> bool:
    """Whether a well-formed query was sent, and the reply has what it counts.

    What a server sends for a malformed message may be made of that message, and other requirements are about it.
    """
    reply = exchange.reply
    return is_answered_as_asked(exchange) and not reply.left_over and not any(fault.ends for fault in reply.faults)
