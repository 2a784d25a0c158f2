"""Generic liars: servers that treat every request, or every frame, alike.

Each is honest to the plainest exchange of its protocol, so that the judge begins at all; a ``shameless`` one lies from
its first octet.
"""

from __future__ import annotations

import contextlib
import importlib
import time
from collections.abc import Callable, Iterator

from conformance.harness.net.url import Url
from tests.kit.protocols import REFERENCES, Core, server
from tests.kit.serving import serving
from tests.liars import shell
from tests.liars.liar import AnyLiar

MODULES = {protocol: importlib.import_module(f"{__name__}.{protocol}") for protocol in REFERENCES}
LIES: dict[str, tuple[type[AnyLiar], ...]] = {protocol: module.LIES for protocol, module in MODULES.items()}


def liar_core(lie: type[AnyLiar], *, shameless: bool = False, today: Callable[[], float] = time.time) -> Core:
    """A factory of cores of a liar; those that are honest at first share a site, and ``today`` for dates."""
    reference = server(REFERENCES[lie.protocol].offering(lie.given), today)
    return lambda: lie(reference, shameless)


@contextlib.contextmanager
def lying(lie: type[AnyLiar], *, shameless: bool = False) -> Iterator[Url]:
    """Serve a liar on loopback; nothing is left when the block ends."""
    with serving(liar_core(lie, shameless=shameless), shell.serve) as url:
        yield url
