"""The protocols that the tests prove, and the reference server of each.

A new protocol needs one line in ``REFERENCES``. Its liars are found in ``tests/liars``, its legal variants in
``tests/variants`` and its mutants in ``tests/mutants``, each in the module or folder of the same name.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reference_impls.dns.example import EXAMPLE
from reference_impls.dns.server import DnsServer
from reference_impls.dns.server import Site as DnsSite
from reference_impls.dns.zone_file import read_zone
from reference_impls.http.demo import demo_site
from reference_impls.http.directory import DirectoryFiles
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Site
from reference_impls.services import OVER_TCP, OVER_UDP
from reference_impls.services.service import DatagramService, StreamService
from reference_impls.services.service import Site as Services
from reference_impls.websocket.server import WebSocketServer
from reference_impls.websocket.server import site as websocket_site
from tests.kit.documents import documents

Core = Callable[[], Any]  # a Connection for each conversation, or one for all Datagrams


@dataclass(frozen=True)
class Reference:
    """The reference server of a protocol: ``core`` is its class, ``site`` makes what an instance of it serves.

    Where the protocol is that of several services, ``core`` is what their classes are derived from, ``services`` has
    these by name, and ``capability`` is the one whose value is such a name.
    """

    core: type[Any]
    site: Callable[[], Any]
    services: Mapping[str, type[Any]] = field(default_factory=dict)
    capability: str = ""

    @property
    def protocol(self) -> str:
        return next(name for name, reference in REFERENCES.items() if reference is self)

    @property
    def cores(self) -> list[type[Any]]:
        """The class of each server that belongs to the reference."""
        return list(self.services.values()) or [self.core]

    def offering(self, given: Mapping[str, str]) -> type[Any]:
        """The class of the server with such capabilities."""
        return self.services[given[self.capability]] if self.services else self.core

    def given(self, kind: type[Any]) -> dict[str, str]:
        """The capability that says which service a server of a kind offers, if there are several."""
        names = [name for name, core in self.services.items() if issubclass(kind, core)]
        return {self.capability: names[0]} if names else {}


def _demo_site() -> Site:
    return demo_site(DirectoryFiles(documents().root))


def _services_site() -> Services:
    return Services(random.Random(0).randbytes)


def _dns_site() -> DnsSite:
    return DnsSite([read_zone(EXAMPLE)], secret=bytes(16))


REFERENCES = {
    "websocket": Reference(WebSocketServer, websocket_site),
    "http": Reference(HttpServer, _demo_site),
    "tcp": Reference(StreamService, _services_site, OVER_TCP, "tcp.service"),
    "udp": Reference(DatagramService, _services_site, OVER_UDP, "udp.service"),
    "dns": Reference(DnsServer, _dns_site),
}


def reference_of(core: type[Any]) -> Reference:
    """The reference that a core is derived from: a mutant's class tells its protocol."""
    return next(reference for reference in REFERENCES.values() if issubclass(core, reference.core))


def server(kind: type[Any] = HttpServer, today: Callable[[], float] = time.time) -> Core:
    """A factory of reference servers, or of mutants of one, that share a site of their own, and ``today`` for dates."""
    site = reference_of(kind).site()
    return lambda: kind(site, today)
