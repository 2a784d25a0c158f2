"""What the harness must know of a protocol."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from conformance.harness.case.material import Material
from conformance.harness.net.transport import STREAMS, Transport
from conformance.harness.net.url import Url


class Peer(Protocol):
    """The harness's end of a conversation, made for one attempt."""

    def close(self) -> None: ...


def _nothing(fresh: Callable[[], Any]) -> dict[str, str]:
    """Measure nothing."""
    return {}


def _receive_nothing(attempt: Any, octets: bytes) -> None:
    """Send nothing, so nothing is received."""


def _no_remarks(fresh: Callable[[], Any]) -> list[str]:
    """Say nothing."""
    return []


def _says_nothing(target: Any) -> list[str]:
    """Say nothing."""
    return []


def _always_applies(case: Any) -> str:
    """Return an empty text: every case applies to every target."""
    return ""


def _nothing_wrong(capabilities: Mapping[str, str]) -> str:
    """Return an empty text: every value of a capability may be right."""
    return ""


@dataclass(frozen=True)
class ProtocolSpec:
    """What the harness must know of a protocol; each protocol's package has one in ``protocol.py``.

    The functions are given attempts. Here these are typed as ``Any``: an attempt has a target, which has this spec.

    ``baseline`` is the plainest exchange there is: it returns what is wrong, or an empty text. ``recognize`` finds
    capabilities on which it rests; it raises ``TargetGone`` if there is nothing to judge. If the baseline fails at
    first, ``sign_of_life`` is asked for facts by which it may work, which count as measured. ``discover`` finds the
    other capabilities by harmless probes. ``measure`` finds out how the target behaves where the conclusions
    of many cases rest on it, and returns texts by name. It does so once: if each case found out for itself, some might
    come to another result by chance. Both are given a function that makes attempts, one for each exchange.
    ``send_again`` sends what an earlier run sent on one connection, and receives the answers: a replay of a case on the
    whole run looks at these. ``remarks`` returns what the user should hear of the target, such as why a path is not
    used as an echo; ``closing`` returns lines for the end of the summary, by what was measured of a target.
    ``inapplicable`` says why a case does not apply to its target, by what was measured, or returns an
    empty text. ``wrong`` says what is wrong with values of capabilities, which the user gave or the URL says, or
    returns an empty text. ``trim_for_lint`` drops the parts of a received message that no case on the whole run reads,
    and returns about how many octets of memory are left of it.
    """

    name: str
    ports: Mapping[str, int]  # scheme -> default port; the plainest scheme first
    tls_schemes: Mapping[str, tuple[str, ...]]  # scheme -> the ALPN names that are offered, the best one first
    capabilities: Mapping[str, str]  # name -> an example of its value
    assumed: Callable[[Url], dict[str, str]]  # capabilities that follow from the URL
    peers: Mapping[str, Callable[[Any], Peer]]
    alone: frozenset[str]  # peers whose cases run by themselves, last
    baseline: Callable[[Any], str]
    discover: Callable[[Callable[[], Any]], dict[str, str]]
    server_banner: Callable[[list[Any]], str]
    idle_preamble: bytes  # the first octet of what a connection begins with: a target that has it waits for the others
    trim_for_lint: Callable[[Any], int]  # see above
    sign_of_life: Callable[[Callable[[], Any]], dict[str, str]] = _nothing
    measure: Callable[[Callable[[], Any]], dict[str, str]] = _nothing
    inapplicable: Callable[[Any], str] = _always_applies
    wrong: Callable[[Mapping[str, str]], str] = _nothing_wrong
    remarks: Callable[[Callable[[], Any]], list[str]] = _no_remarks
    closing: Callable[[Any], list[str]] = _says_nothing
    writes: frozenset[str] = frozenset()  # capabilities whose use changes what the target holds
    layered_on: tuple[
        str, ...
    ] = ()  # protocols that it begins with: a target is first asked whether it speaks this one
    send_again: Callable[[Any, bytes], None] = _receive_nothing
    transport: Transport = STREAMS
    recognize: Callable[[Callable[[], Any]], dict[str, str]] = _nothing
    guessed: bool = True  # whether a target without a scheme is asked for it beside others; see docs/new-protocol.md
    reference: str = ""  # more options for the command that starts its reference server
    services: tuple[str, ...] = ()  # what its reference implementation has a server each for, instead of one server
    service: str = ""  # the capability that says which of them a target is
    repair_order: tuple[tuple[str, ...], ...] = ()  # sections in stages, the most urgent first: docs/repairs.md
    refusals: re.Pattern[str] | None = None  # what only assertions have that ask whether the target refuses something
    materials: tuple[Material, ...] = ()  # what its targets may serve of which cases know the content

    def option_for(self, capability: str) -> str:
        """The command-line option that gives ``capability``."""
        return f"--cap {capability}={self.capabilities.get(capability, '...')}"
