"""The protocols that the tests prove, and the reference server of each.

A new protocol needs one line in ``REFERENCES``. Its liars are found in ``tests/liars``, its legal variants in
``tests/variants`` and its mutants in ``tests/mutants``, each in the module or folder of the same name.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reference_impls.http.demo import demo_site
from reference_impls.http.directory import DirectoryFiles
from reference_impls.http.server import HttpServer
from reference_impls.http.site import Site
from reference_impls.sansio import Connection
from reference_impls.websocket.server import WebSocketServer
from reference_impls.websocket.server import site as websocket_site
from tests.kit.documents import documents

Core = Callable[[], Connection]


@dataclass(frozen=True)
class Reference:
    """The reference server of a protocol: ``core`` is its class, ``site`` makes what an instance of it serves."""

    core: type[Any]
    site: Callable[[], Any]

    @property
    def protocol(self) -> str:
        return next(name for name, reference in REFERENCES.items() if reference is self)


def _demo_site() -> Site:
    return demo_site(DirectoryFiles(documents().root))


REFERENCES = {
    "websocket": Reference(WebSocketServer, websocket_site),
    "http": Reference(HttpServer, _demo_site),
}


def reference_of(core: type[Any]) -> Reference:
    """The reference that a core is derived from: a mutant's class tells its protocol."""
    return next(reference for reference in REFERENCES.values() if issubclass(core, reference.core))


def server(kind: type[Any] = HttpServer, today: Callable[[], float] = time.time) -> Core:
    """A factory of reference servers, or of mutants of one, that share a site of their own, and ``today`` for dates."""
    site = reference_of(kind).site()
    return lambda: kind(site, today)
