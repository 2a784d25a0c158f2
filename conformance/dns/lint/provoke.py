"""Sends a set of plain queries, so that the cases on all replies have some to judge in every run."""

from __future__ import annotations

import contextlib

from conformance.dns.codes import ANY, CH, MX, NS, SOA, TXT, A
from conformance.dns.peer import Dns
from conformance.dns.recognition import nobody
from conformance.dns.wire import Edns
from conformance.harness.case.attempt import Attempt
from conformance.harness.case.run_view import RunView
from conformance.harness.case.target import Target
from conformance.model import Inconclusive, NotApplicable

TYPES = (A, NS, SOA, MX, TXT, ANY)


def provoke(target: Target, run: RunView) -> None:
    """Ask each question once, with and without EDNS, and add the replies to those received in the run."""
    attempt = Attempt(target, target.quick, run=run)
    dns = Dns(attempt)
    queries = [dns.query(type=kind, name=None, edns=edns) for kind in TYPES for edns in (None, Edns())]
    queries += [dns.query(nobody(dns), A, edns=edns) for edns in (None, Edns())]
    queries += [dns.query("version.bind", TXT, klass=CH), dns.query(opcode=2)]
    with contextlib.suppress(Inconclusive, NotApplicable):
        dns.flight(queries)
    attempt.close()
    run.keep(attempt.received)
