"""Sends a set of queries, so that the cases on all replies have some to judge in every run."""

from __future__ import annotations

import contextlib

from conformance.dns.codes import ANY, CH, MX, NS, SOA, TXT, A
from conformance.dns.facts import plainest
from conformance.dns.peer import Dns
from conformance.dns.recognition import nobody
from conformance.dns.wire import Edns
from conformance.harness.case.attempt import Attempt
from conformance.harness.case.run_view import RunView
from conformance.harness.case.target import Target
from conformance.model import Inconclusive, NotApplicable

EDNS = (None, Edns(), Edns(512))
CUT = (1, 5)  # octets that are missing at the end of a query
TYPES = (A, NS, SOA, MX, TXT, ANY)


def provoke(target: Target, run: RunView) -> None:
    """Ask each question once, with and without EDNS, and add the replies to those received in the run.

    Two queries are malformed: what a server cannot read, it may answer by other code.
    """
    attempt = Attempt(target, target.quick, run=run)
    dns = Dns(attempt)
    name, _ = plainest(target)
    missing = (attempt.octets(6).hex().encode(), *name)
    queries = [dns.query(name, kind, edns=edns) for kind in TYPES for edns in EDNS]
    queries += [dns.query(other, A, edns=edns) for other in (missing, nobody(dns)) for edns in EDNS]
    queries += [dns.query("version.bind", TXT, klass=CH), dns.query(opcode=2)]
    with contextlib.suppress(Inconclusive, NotApplicable, AssertionError):  # the plain query behind is not answered
        dns.flight(queries)
        for missing_octets in CUT:
            dns.tolerated(dns.query().octets[:-missing_octets])
    attempt.close()
    run.keep(attempt.received)
