"""What the user should hear of a DNS server although no RFC asks for it."""

from __future__ import annotations

from collections.abc import Callable

from conformance.dns.facts import AUTHORITATIVE, KEY, MINIMAL, PROFILE, TCP, TCP_HOME, YES, ZONE
from conformance.harness.case.attempt import Attempt

MINIMAL_REMARK = (
    "the server was found to be minimal: it answers all names alike, or has neither a zone that was guessed nor "
    "recursion; to judge more, name its zone: --target dns://host:port/zone"
)


def remarks(fresh: Callable[[], Attempt]) -> list[str]:
    """Say what the facts mean for the rows; nothing is asked for it."""
    attempt = fresh()
    target = attempt.target
    attempt.close()
    profile, said = target.capabilities.get(PROFILE), list[str]()
    if profile == MINIMAL:
        said.append(MINIMAL_REMARK)
    elif profile != AUTHORITATIVE and ZONE in target.capabilities:
        said.append(f"the zone {target.capabilities[ZONE]} is not answered with authority")
    if target.measured.get(TCP, YES) != YES:
        said.append(f"no query over TCP is answered: rows that need it are not applicable, {TCP_HOME} tells it once")
    if KEY in target.capabilities:
        said.append("a key of TSIG is given, and the rows that need one are judged")
    return said
