"""The implementation being judged: where it is, what it offers, how much it can serve at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from conformance.harness.net.segmentation import Segments
from conformance.harness.net.stream import Tls
from conformance.harness.net.url import Url

if TYPE_CHECKING:
    from conformance.harness.case.attempt import Attempt, Case, Peer

LEAST_BUSY = 8  # cases that are busy at once, where the target does not keep us waiting


@dataclass(frozen=True)
class Footprint:
    """What processes hold: open descriptors, and octets of memory."""

    descriptors: int
    memory: int

    def __sub__(self, other: Footprint) -> Footprint:
        return Footprint(self.descriptors - other.descriptors, self.memory - other.memory)

    def __str__(self) -> str:
        return f"{self.descriptors} descriptors, {self.memory / 2**20:.1f} MiB"


@dataclass(frozen=True)
class ProtocolSpec:
    """What the harness must know of a protocol; each protocol's package has one in ``protocol.py``.

    ``baseline`` is the plainest exchange there is: it returns what is wrong, or an empty text. ``discover`` finds
    capabilities by harmless probes and returns them.
    """

    name: str
    ports: Mapping[str, int]  # scheme -> default port; the plainest scheme first
    tls_schemes: frozenset[str]
    capabilities: Mapping[str, str]  # name -> an example of its value
    assumed: Callable[[Url], dict[str, str]]  # capabilities that follow from the URL
    peers: Mapping[str, Callable[[Attempt], Peer]]
    alone: frozenset[str]  # peers whose cases run by themselves, last
    baseline: Callable[[Attempt], str]
    discover: Callable[[Callable[[], Attempt]], dict[str, str]]
    server_banner: Callable[[list[Any]], str]
    idle_preamble: bytes  # the first octet of what a connection begins with: a target that has it waits for the others
    trim_for_lint: Callable[[Any], None]  # drops of a message heard what no case on the whole run looks at
    writes: frozenset[str] = frozenset()  # capabilities whose use changes what the target holds
    layered_on: tuple[
        str, ...
    ] = ()  # protocols that it begins with: a target is first asked whether it speaks this one
    reference: str = ""  # more options for the command that starts its reference server
    serves_root: Callable[[Attempt], bool] = lambda attempt: True  # whether it serves the files of ``docroot``

    def option_for(self, capability: str) -> str:
        """The command-line option that gives ``capability``."""
        return f"--cap {capability}={self.capabilities.get(capability, '...')}"


@dataclass
class Target:
    """A target and what was found out about it before the first case.

    ``patience`` (seconds) is what an answer may take at most, ``quick`` what it may take on a first try;
    ``baseline_error`` says why no case can be judged, ``lost_reason`` that it stopped answering during the run.
    """

    url: Url
    protocol: ProtocolSpec
    name: str = ""
    tls: Tls | None = None
    capabilities: dict[str, str] = field(default_factory=dict)
    patience: float = 2.0
    quick: float = 2.0
    jobs: int = 1  # cases in flight, most of which may wait
    max_busy: int = LEAST_BUSY  # of them, how many may be busy at once
    server: str = ""
    baseline_error: str = ""
    lost_reason: str = ""
    mostly_silent: bool = False  # most of its answers fail to come: nobody waits twice in one attempt
    unresponsive: bool = False  # a sample of what met silence met it again: nobody waits long
    docroot: str = ""  # the folder that `lay_out` made, where the target serves its ``root``
    casualties: list[str] = field(default_factory=list)  # cases that it died of or hung after, and how
    received: list[Any] = field(default_factory=list)  # every message received in this process, for the linter
    segments: Segments | None = None  # how everything is sent to it, where the run says so
    conformed: list[Case] = field(default_factory=list)  # cases that may be asked again how they are met in segments
    pid: Callable[[], int] | None = None  # the process group's, of one that we launched
    began: Footprint | None = None  # what it held before the first case
    provoked: bool = False  # whether the linter has asked for messages of its own

    @property
    def authority(self) -> str:
        """Host, and port where it is not the scheme's default (RFC 9110 §4.2, §7.2)."""
        default = self.url.port == self.protocol.ports.get(self.url.scheme)
        return self.url.hostport.rpartition(":")[0] if default else self.url.hostport

    @property
    def missing(self) -> dict[str, str]:
        """Capabilities that the target lacks, each with the option that would give it."""
        lacking = self.protocol.capabilities.keys() - self.capabilities.keys()
        return {name: self.protocol.option_for(name) for name in sorted(lacking)}

    def facts(self) -> dict[str, Any]:
        """What another process needs to go on judging the same target."""
        names = (
            "name",
            "capabilities",
            "patience",
            "quick",
            "jobs",
            "max_busy",
            "server",
            "baseline_error",
            "lost_reason",
            "docroot",
        )
        return {name: getattr(self, name) for name in names}

    def learn(self, facts: Mapping[str, Any]) -> None:
        """Take over what another process found out (``facts``)."""
        for name, value in facts.items():
            setattr(self, name, value)

    def describe(self) -> dict[str, Any]:
        """What reports say of the target."""
        return {
            "target": str(self.url),
            "name": self.name,
            "protocol": self.protocol.name,
            "server": self.server,
            "capabilities": self.capabilities,
            "missing": self.missing,
            "jobs": self.jobs,
            "patience": self.patience,
        }
