"""What is known of a DNS server before the first case: its capabilities, and facts that were measured."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Final

from conformance.dns.codes import SOA, A
from conformance.dns.message import Message
from conformance.dns.names import ROOT, Labels, labels_of, lowered, wrong_with
from conformance.harness.case.attempt import Attempt
from conformance.harness.case.target import Target
from conformance.model import not_applicable

PROFILE, ZONE, NAME, KEY = "dns.profile", "dns.zone", "dns.name", "dns.key"  # capabilities
AUTHORITATIVE, RECURSIVE, MINIMAL = "authoritative", "recursive", "minimal"
PROFILES = (AUTHORITATIVE, RECURSIVE, MINIMAL)
CAPABILITIES = {
    PROFILE: "|".join(PROFILES),
    ZONE: "example.org (a zone that it is authoritative for)",
    NAME: "www.example.org (a name that it answers)",
    KEY: "NAME:ALGORITHM:SECRET (of TSIG, the secret in base64)",
}

TCP: Final = "tcp"  # the port takes queries over TCP as well
EDNS: Final = "edns"  # a query with OPT is answered with OPT
ALIKE: Final = "alike"  # names that nobody has are answered alike, by records
CUT: Final = "cut"  # the reply to the plainest question is cut to nothing, also where nothing else is asked
QUESTIONS: Final = "questions"  # how those of RFC 8906 section 8 are answered
YES, NO = "yes", "no"

TCP_HOME = "rfc7766/5/tcp-offered"  # the requirement that reports that there is no TCP
EDNS_HOME = "rfc6891/6.1.1/opt-in-response"  # the one that reports that there is no EDNS
COUNTS_HOME = "rfc1035/4.1.1/counts-are-right"  # the one that reports replies that do not have what they count
EVERYWHERE = "localhost"  # the name of the plainest question where no better one is known (RFC 6761 section 6.3)


def plainest(target: Target) -> tuple[Labels, int]:
    """The name and type of the plainest question: those that the target answers, as far as that is known."""
    given = target.capabilities
    zone = given.get(ZONE)
    name = given.get(NAME, zone if zone is not None else EVERYWHERE)
    is_apex = zone is not None and lowered(labels_of(zone)) == lowered(labels_of(name))
    return labels_of(name), SOA if is_apex and given.get(PROFILE) != MINIMAL else A


def zone_of(target: Target) -> Labels:
    """The target's zone; the root where none is known."""
    return labels_of(target.capabilities.get(ZONE, "")) if ZONE in target.capabilities else ROOT


def wants_recursion(target: Target) -> bool:
    """Whether queries set RD: a resolver may refuse those without it, and servers of zones do not recurse."""
    return target.capabilities.get(PROFILE) == RECURSIVE


def holds(fact: str, attempt: Attempt) -> bool:
    """Whether a fact is true of the target; true as well where it was not measured."""
    return attempt.target.measured.get(fact, YES) == YES


def require_tcp(attempt: Attempt) -> None:
    """End the case as not applicable where the port takes no queries over TCP."""
    if not holds(TCP, attempt):
        not_applicable(f"the target answers no query over TCP, which {TCP_HOME} reports")


def require_edns(attempt: Attempt) -> None:
    """End the case as not applicable where the target does not know EDNS."""
    if not holds(EDNS, attempt):
        not_applicable(f"the target answers a query with OPT without OPT, which {EDNS_HOME} reports")


def require_profile(attempt: Attempt, *profiles: str) -> None:
    """End the case as not applicable unless the target has one of the profiles."""
    found = attempt.target.capabilities.get(PROFILE, MINIMAL)
    if found not in profiles:
        not_applicable(f"the target has {PROFILE}={found}", f"--cap {PROFILE}={profiles[0]}")


def require_names_that_differ(attempt: Attempt) -> None:
    """End the case as not applicable where names that do not exist are answered as any other."""
    if attempt.target.measured.get(ALIKE) == YES:
        not_applicable("the target answers names alike that nobody has, by records")


def require_whole(reply: Message) -> None:
    """End the case as not applicable where a reply came that cannot be read to its end: one case is about that."""
    if reply and not reply.is_whole:
        not_applicable(f"the reply is malformed, which {COUNTS_HOME} or others report: {reply.trouble}")


def wrong(capabilities: Mapping[str, str]) -> str:
    """What is wrong with the values that a user gave, or an empty text."""
    for capability in (ZONE, NAME):
        if reason := wrong_with(capabilities.get(capability, "")):
            return f"{capability}={capabilities[capability][:80]}: this is no domain name, {reason}"
    return _wrong_key(capabilities[KEY]) if KEY in capabilities else ""


def _wrong_key(text: str) -> str:
    name, _, rest = text.partition(":")
    algorithm, _, secret = rest.partition(":")
    if not (name and algorithm and secret) or wrong_with(name):
        return f"{KEY}={text}: NAME:ALGORITHM:SECRET is needed, as in key.example:hmac-sha256:c2VjcmV0"
    try:
        base64.b64decode(secret, validate=True)
    except (binascii.Error, ValueError):
        return f"{KEY}={text}: the secret is no base64"
    return ""


def key_of(attempt: Attempt) -> tuple[Labels, Labels, bytes]:
    """The configured key: name, algorithm and secret; ends the case as not applicable without one."""
    name, algorithm, secret = attempt.require_capability(KEY).split(":", 2)
    return labels_of(name), labels_of(algorithm), base64.b64decode(secret)
