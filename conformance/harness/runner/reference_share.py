"""Which rows judge the reference implementations where no target is given: all on one shell, a share on the others."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import pytest

from conformance.harness.case.spec import ProtocolSpec
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.protocols import protocol_of
from conformance.harness.targets.settings import Settings


def takes_a_share(config: pytest.Config, settings: Settings) -> bool:
    """Whether the reference is judged by a share: not with ``--every-shell``, nor by rows that the user names."""
    named = any("::" in argument for argument in config.args)
    return settings.judges_the_reference and not (settings.every_shell or named)


class ReferenceSharePlugin:
    """Registered where the reference is judged by a share. ``target_of`` tells the name of the target of an item.

    The first shell of each protocol gets every row, each other shell the first row of each requirement. Of several
    services, each gets its own rows on the first shell, and only the first service is judged on the others. All other
    rows are not collected. The choice is the same for a file by itself as for all files.
    """

    def __init__(self, targets: Targets, target_of: Callable[[pytest.Item], str], thorough: bool) -> None:
        self.targets, self.target_of, self.thorough = targets, target_of, thorough
        self._first: dict[tuple[str, object], str] = {}  # target and requirement -> the id of its first row

    @pytest.hookimpl(wrapper=True)
    def pytest_pycollect_makeitem(self, collector: pytest.Collector) -> Generator[None, Any, Any]:
        """Drop rows as soon as their function is collected, so that nothing counts or sorts them."""
        made = yield
        return [item for item in made if self._is_wanted(item)] if isinstance(made, list) else made

    def _is_wanted(self, item: pytest.Item) -> bool:
        name, requirement = self.target_of(item), item.get_closest_marker("verifies")
        if not name or requirement is None:
            return True
        needs = requirement.args[0].section.document.needs
        if name == self.targets.names_for(protocol_of(item.path), needs)[0]:
            return True
        if item.get_closest_marker("heavy") and not self.thorough:
            return False
        return self._first.setdefault((name, requirement.args[0]), item.nodeid) == item.nodeid


HOW_TO_JUDGE = "to judge a server of your own: --target host:port, or --launch './server {port}'"


def header(targets: Targets, *, whole: bool) -> list[str]:
    """Say that the reference is judged, on which shells by how much, and how to judge another server."""
    full = ", ".join(dict.fromkeys(_judged_in_full(targets, one.protocol) for one in targets.targets))
    some = f"by every row on {full}, by one row of each requirement on the others (--every-shell: by every row)"
    return [
        "no target was given: this run judges the reference implementations that ship with this tool",
        f"  {'on every shell by the same rows' if whole else some}",
        f"  {HOW_TO_JUDGE}",
    ]


def _judged_in_full(targets: Targets, protocol: ProtocolSpec) -> str:
    """The name of the reference server that every row of a protocol judges; with ``*`` for each of its services."""
    name = targets.names_for(protocol.name)[0]
    return name.replace(protocol.services[0], "*", 1) if protocol.services else name
