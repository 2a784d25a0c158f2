"""All that is found out about a target of which the protocol is known, before its first case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.material import Material
from conformance.harness.case.target import Target
from conformance.harness.targets.measurement import Found, discover, measure, measure_behaviour, recognize, remark
from conformance.harness.targets.reachability import Unreachable, require_no_tls, shake_hands
from conformance.harness.targets.settings import Settings
from conformance.model import TargetGone


class NotServed(Exception):
    """The target does not serve the material that it is said to serve; the message is one line."""


def examine(target: Target, settings: Settings) -> Found:
    """Measure the target, and discover its capabilities. Raises ``Unreachable`` and ``NotServed``."""
    received: list[Any] = []

    def keep(found: Found) -> Target:
        received.extend(found.received)
        return found.target

    if target.tls:
        shake_hands(target)
    try:
        target = keep(recognize(target))
    except TargetGone as error:
        raise Unreachable(f"--target {target.url}: {error}") from error
    target = keep(measure(target, settings.jobs))
    if target.baseline_error:
        require_no_tls(target)
        return Found(_usable(target, settings), received)
    _check_materials(target)
    target = keep(_asked(discover, target))
    target = replace(target, capabilities={**target.capabilities, **settings.capabilities})  # the user knows better
    target = keep(_asked(measure_behaviour, _usable(target, settings)))
    return Found(keep(_asked(remark, target)), received)


def _asked(find: Callable[[Target], Found], target: Target) -> Found:
    """Return the target with what ``find`` finds out. It may end of that, although its baseline exchange works.

    One that was launched is judged without: the run starts it again. Otherwise, raises ``Unreachable``.
    """
    try:
        return find(target)
    except TargetGone as error:
        if target.launch:
            return Found(target, [])
        why = "it answered a plain exchange, and ended while it was asked how it behaves; started by --launch CMD, "
        why += "it is judged all the same, and the case that ends it is named"
        raise Unreachable(f"--target {target.url}: {why}: {error}") from error


def _usable(target: Target, settings: Settings) -> Target:
    """Return the target without the capabilities that change what it holds, unless these may be used."""
    if settings.allow_write:
        return target
    usable = {name: value for name, value in target.capabilities.items() if name not in target.protocol.writes}
    return replace(target, capabilities=usable)


def _check_materials(target: Target) -> None:
    for material in target.protocol.materials:
        if material.name in target.materials and (wrong := _check(target, material)):
            raise NotServed(f"{material.option} {target.materials[material.name]}: {target.url} {wrong}")


def _check(target: Target, material: Material) -> str:
    """Return what is wrong with the material as the target serves it; empty if nothing is."""
    attempt = Attempt(target, target.patience)
    try:
        return material.check(attempt)
    finally:
        attempt.close()
