"""Which targets a run has, as its options say: known before any of them is started or contacted."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.net.url import Url
from conformance.harness.targets.settings import Settings
from conformance.text import as_file_name

SHELLS = ("threads", "loop", "aio")
REFERENCE = f"{shlex.quote(sys.executable)} -m reference_impls %s --shell %s --port {{port}}"


@dataclass(frozen=True)
class PlannedTarget:
    """A target of a run. ``name`` tells it apart in the ids of rows, ``title`` is what reports call it.

    A target with a ``command`` is started: at its ``url``, or on a free port where it has none. ``scheme`` is empty if
    the protocol has to be found out. ``protocol`` is the name of the protocol whose reference implementation it is, and
    ``given`` are the capabilities that it is known to have.
    """

    name: str
    title: str
    url: Url | None = None
    command: str = ""
    scheme: str = ""
    protocol: str = ""
    given: Mapping[str, str] = field(default_factory=dict)


def planned_targets(settings: Settings) -> list[PlannedTarget]:
    """The launched targets, or else those with a URL, or else the reference implementations of the wanted protocols."""
    if settings.launch:
        return _launched(settings)
    if settings.urls:
        names = _names(settings, [url.hostport for url in settings.urls])
        titles = settings.name or names
        return [PlannedTarget(*one) for one in zip(names, titles, settings.urls, strict=True)]
    whole = settings.every_shell
    return [one for protocol in settings.protocols for shell in SHELLS for one in _references(protocol, shell, whole)]


def _launched(settings: Settings) -> list[PlannedTarget]:
    names = _names(settings, ["launched"] * len(settings.launch))
    titles = settings.name or _distinct(list(settings.launch))
    urls = settings.urls or [None] * len(names)
    return [PlannedTarget(*one) for one in zip(names, titles, urls, settings.launch, strict=True)]


def _references(protocol: ProtocolSpec, shell: str, whole: bool) -> list[PlannedTarget]:
    """The reference servers of a protocol on a shell: one, or one for each service.

    Unless the ``whole`` reference is wanted, only the first service is judged on all shells.
    """
    services = protocol.services or ("",)
    return [_reference(protocol, shell, one) for one in (services if whole or shell == SHELLS[0] else services[:1])]


def _reference(protocol: ProtocolSpec, shell: str, service: str) -> PlannedTarget:
    name = "-".join(filter(None, [protocol.name, service, shell]))
    command = f"{REFERENCE % (service or protocol.name, shell)} {protocol.reference}"
    given = {protocol.service: service} if service else {}
    return PlannedTarget(name, name, None, command, next(iter(protocol.ports)), protocol.name, given)


def _names(settings: Settings, usual: Sequence[str]) -> list[str]:
    return _distinct([as_file_name(name) for name in settings.name] or list(usual))


def _distinct(names: list[str]) -> list[str]:
    return [name if names.count(name) == 1 else f"{name}-{index + 1}" for index, name in enumerate(names)]
