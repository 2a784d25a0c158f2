"""A query over TCP where it is not known yet whether anybody listens."""

from __future__ import annotations

from conformance.dns.message import SILENT, Message
from conformance.dns.peer import Dns
from conformance.harness.net.stream import RST
from conformance.model import TargetGone


def ask_over_tcp(dns: Dns) -> Message:
    """The reply to the plainest query over TCP; ``SILENT`` if there is none, or no connection."""
    try:
        return dns.stream(known=False).ask()
    except TargetGone:
        dns.attempt.observed(f"{RST}: no connection is accepted")
        return SILENT
