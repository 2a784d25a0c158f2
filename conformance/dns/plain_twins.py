"""Compares the reply to an unusual but well-formed question with that to a plain one."""

from __future__ import annotations

from conformance.dns.codes import NOERROR, NXDOMAIN, SERVFAIL
from conformance.dns.facts import PROFILE, RECURSIVE
from conformance.dns.peer import Dns
from conformance.dns.sample_names import missing
from conformance.dns.shown import described
from conformance.dns.wire import Query


def assert_read_as_any_name(dns: Dns, query: Query) -> None:
    """Assert that a query for an unusual name is answered without an error, or as one for a plain name is.

    A resolver may have to ask another server, which may be what fails.
    """
    plain, reply = dns.flight([dns.query(missing(dns), query.type), query])
    dns.attempt.observed(described(reply))
    assert reply
    recurses = dns.attempt.target.capabilities.get(PROFILE) == RECURSIVE
    assert reply.rcode in (NOERROR, NXDOMAIN, plain.rcode, *([SERVFAIL] if recurses else []))
