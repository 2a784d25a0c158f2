"""The implementation being judged: where it is, what it offers, how much it can serve at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.net.clock import Clock
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.tls import Tls
from conformance.harness.net.url import Url, renamed

LEAST_BUSY = 8  # cases that keep the target busy at once, where it answers so fast that more would not help
FACTS = (
    "name",
    "title",
    "launch",
    "capabilities",
    "measured",
    "patience",
    "quick",
    "jobs",
    "pace",
    "max_busy",
    "server",
    "baseline_error",
    "materials",
    "host",
    "remarks",
)


@dataclass(frozen=True)
class Footprint:
    """What processes hold: open descriptors, and octets of memory."""

    descriptors: int
    memory: int

    def __sub__(self, other: Footprint) -> Footprint:
        return Footprint(self.descriptors - other.descriptors, self.memory - other.memory)

    def __str__(self) -> str:
        return f"{self.descriptors} descriptors, {self.memory / 2**20:.1f} MiB"


@dataclass(frozen=True, eq=False)
class Target:
    """A target and what was found out about it before the first case; nothing of it changes during a run.

    ``patience`` (seconds) is what an answer may take at most, ``quick`` what it may take on a first try;
    ``baseline_error`` says why no case can be judged. ``measured`` is what ``ProtocolSpec.measure`` found out.
    """

    url: Url
    protocol: ProtocolSpec
    name: str = ""  # tells it apart in the ids of rows
    title: str = ""  # what reports call it
    launch: str = ""  # the command that starts it, with its placeholders; empty if the harness did not start it
    tls: Tls | None = None
    capabilities: Mapping[str, str] = field(default_factory=dict)
    measured: Mapping[str, str] = field(default_factory=dict)
    patience: float = 2.0
    quick: float = 2.0
    jobs: int = 1  # cases in flight, most of which may wait
    pace: float = 0.0  # seconds that a plain request takes where as many as possible are served side by side
    max_busy: int = LEAST_BUSY  # of them, how many may be busy at once
    server: str = ""
    baseline_error: str = ""
    materials: Mapping[str, str] = field(default_factory=dict)  # name -> the folder in which it was laid out
    segments: Segments | None = None  # how everything is sent to it, where the run says so
    pid: Callable[[], int] | None = (
        None  # tells the process group's leader, where the harness may look at its processes
    )
    host: str = ""  # the host name that is asked for, and perhaps a port; empty: those of the URL
    remarks: Sequence[str] = ()  # what the user should hear of the target
    footprint: Footprint | None = None  # what its processes held before the first case

    @property
    def clock(self) -> Clock:
        """The clock that measures how long the target takes."""
        return self.protocol.transport.clock

    @property
    def authority(self) -> str:
        """Host, and port where it is not the scheme's default (RFC 9110 §4.2, §7.2)."""
        url = renamed(self.url, self.host)
        default = url.port == self.protocol.ports.get(url.scheme)
        return url.hostport.rpartition(":")[0] if default else url.hostport

    @property
    def missing(self) -> dict[str, str]:
        """Capabilities that the target lacks, each with the option that would give it."""
        lacking = self.protocol.capabilities.keys() - self.capabilities.keys()
        return {name: self.protocol.option_for(name) for name in sorted(lacking)}

    def facts(self) -> dict[str, Any]:
        """What another process needs to go on judging the same target."""
        return {name: getattr(self, name) for name in FACTS}

    def describe(self) -> dict[str, Any]:
        """What reports say of the target, and what ``conformance replay`` needs to judge it again."""
        facts = {**self.facts(), "title": self.title or self.name}
        return {"target": str(self.url), "protocol": self.protocol.name, "missing": self.missing, **facts, "error": ""}
