"""Takes over a target of an earlier run: it is started again if it was launched, and not measured again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conformance.harness.case.target import Target
from conformance.harness.net.url import Url
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.reachability import reach, shake_hands


def open_again(targets: Targets, url: Url, protocol: str, facts: Mapping[str, Any]) -> Target:
    """Return the target with the facts of the earlier run; raises ``Unreachable`` and ``CannotLaunch``.

    ``targets`` owns the process that is started.
    """
    if facts["launch"]:
        url = _started(targets, url, facts["name"], facts["launch"])
    target = targets.known(url, protocol, facts)
    reach(url, [target.protocol.transport])
    if target.tls:
        shake_hands(target)
    if not target.launch:
        return target
    return targets.with_processes(replace(target, materials=targets.materials_of(target)))


def _started(targets: Targets, url: Url, name: str, command: str) -> Url:
    """Start a target where the options say, or else on a port that is free now, and return where that is."""
    if not targets.settings.urls:
        return targets.launches.start_anywhere(name, command, url.scheme)
    targets.launches.start(name, command, url)
    return url
