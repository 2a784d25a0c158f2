"""The plainest exchange: the baseline, and the canary beside the cases."""

from __future__ import annotations

from conformance.dns.facts import CUT, YES
from conformance.dns.peer import Dns
from conformance.dns.shown import described
from conformance.harness.case.attempt import Attempt


def baseline(attempt: Attempt) -> str:
    """The plainest question has a well-formed reply, whatever that says: what is wrong, or an empty text.

    Where it is cut to nothing now and was not before the first case, the target limits its rate.
    """
    reply = Dns(attempt).ask()
    if not reply:
        return f"a plain query is not answered: {attempt.actual}"
    if not reply.has_header or not reply.qr:
        return f"a plain query is answered by what is no reply: {described(reply)}"
    attempt.limited = reply.is_cut_to_nothing and attempt.target.measured.get(CUT) != YES
    return ""
