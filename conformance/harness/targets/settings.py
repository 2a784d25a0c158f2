"""The settings of a run, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from conformance.harness.case.properties import USUAL, Search
from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.net.segmentation import Segments
from conformance.harness.net.tls import Tls
from conformance.harness.net.url import Url, renamed

DEFAULT_OUT = "reports/latest"


@dataclass(frozen=True)
class Settings:
    """The options of a run, valid."""

    urls: tuple[Url, ...]
    capabilities: dict[str, str]
    launch: tuple[str, ...]  # commands
    known: Path | None
    insecure: bool
    allow_write: bool
    patience: float
    jobs: int | None  # None: measured
    enforce_should: bool
    out: Path
    known_update: bool = False  # add to ``known`` what it does not declare
    name: tuple[str, ...] = ()  # of the targets, in their order
    thorough: bool = False
    budget: float | None = None  # seconds that the run may take
    every_shell: bool = False  # judge the reference by every row on each of its shells
    all_evidence: bool = False  # keep the octets of every row that conforms, not only of one row a requirement
    protocols: tuple[ProtocolSpec, ...] = ()  # whose cases the arguments name
    materials: Mapping[str, Path] = field(default_factory=dict)  # name -> the folder in which the user laid it out
    search: Search = USUAL
    segments: Segments | None = None
    ca: Path | None = None  # holds certificates that are trusted
    host: str = ""  # the host name that is asked for; empty: that of the URL
    given: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()  # the words of the command line that give the options again

    @property
    def judges_the_reference(self) -> bool:
        """Whether no target is given: the reference implementations are judged."""
        return not (self.urls or self.launch)

    def tls(self, url: Url, protocol: ProtocolSpec) -> Tls | None:
        """How TLS is opened to a URL of a protocol; ``None`` if its scheme does not use TLS."""
        alpn = protocol.tls_schemes.get(url.scheme)
        if alpn is None:
            return None
        name = renamed(url, self.host).host if self.host else ""
        return Tls(alpn, self.insecure, self.ca, name)
