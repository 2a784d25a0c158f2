"""How a service over TCP behaves where the conclusions of many cases rest on it; measured once."""

from __future__ import annotations

from collections.abc import Callable

from conformance.harness.case.attempt import Attempt
from conformance.model import TargetGone, not_applicable
from conformance.tcp.facts import DRIPS, ENDS, TURNS
from conformance.tcp.pace import drips
from conformance.tcp.peer import StreamPeer
from conformance.tcp.plainest import EXCHANGES, ends_with_the_client, fault
from conformance.tcp.recognition import SERVICE


def measure(fresh: Callable[[], Attempt]) -> dict[str, str]:
    """Find out whether octets come slowly, two clients are served at once, and connections end with the client."""
    facts = _measure_clients(fresh)
    return {**facts, DRIPS: "yes"} if drips(StreamPeer(fresh())) else facts


def _measure_clients(fresh: Callable[[], Attempt]) -> dict[str, str]:
    ends = ends_if_asked(fresh)
    turns = _measure_turns(fresh, ends) and _is_served_alone(fresh, ends)
    return ({ENDS: "yes"} if ends else {}) | ({TURNS: "yes"} if turns else {})


def ends_if_asked(fresh: Callable[[], Attempt]) -> bool:
    """Whether the end of the connection shows that a client was served; asked where nothing else shows it."""
    stream = StreamPeer(fresh())
    needed = EXCHANGES[stream.attempt.target.capabilities[SERVICE]] is EXCHANGES["discard"]
    try:
        return needed and ends_with_the_client(stream)
    finally:
        stream.attempt.close()


def _measure_turns(fresh: Callable[[], Attempt], ends: bool) -> bool:
    """Whether a client waits until another one that does nothing has gone."""
    idle, other = StreamPeer(fresh()), StreamPeer(fresh())
    try:
        assert idle.stream
        return not _is_served(other, ends)
    except TargetGone:
        return True
    finally:
        idle.attempt.close()
        other.attempt.close()


def _is_served_alone(fresh: Callable[[], Attempt], ends: bool) -> bool:
    """Whether a client is served beside which there is none: a target that has ended does not take turns."""
    stream = StreamPeer(fresh())
    try:
        return _is_served(stream, ends)
    except TargetGone:
        return False
    finally:
        stream.attempt.close()


def _is_served(stream: StreamPeer, ends: bool) -> bool:
    """Whether the service does what it is for, or ends with the client if nothing else shows it."""
    return ends_with_the_client(stream) if ends else not fault(stream)


def takes_turns(stream: StreamPeer) -> bool:
    """Whether the target serves one client at a time, which no RFC forbids."""
    return TURNS in stream.attempt.target.measured


def require_side_by_side(stream: StreamPeer) -> None:
    """End the case as not applicable where the target serves one client at a time."""
    if takes_turns(stream):
        not_applicable("the target serves one client at a time, as it may")
