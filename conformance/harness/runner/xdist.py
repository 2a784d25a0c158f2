"""What a run uses of pytest-xdist that is not its public interface; ``seams.py`` has the same of pytest."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.harness.runner.seams import KEY


def worker_input(config: pytest.Config) -> dict[str, Any] | None:
    """The data that this worker got from the controller; ``None`` in a process that is no worker."""
    received: dict[str, Any] | None = getattr(config, "workerinput", None)
    return received


def is_controller(config: pytest.Config) -> bool:
    """Whether this process has workers that judge for it."""
    return worker_input(config) is None and bool(config.pluginmanager.has_plugin("dsession"))


def send_to_worker(node: Any, targets: list[dict[str, Any]]) -> None:
    """Send a worker the targets that were found."""
    node.workerinput[KEY] = targets


def send_to_controller(config: pytest.Config, found: dict[str, Any]) -> None:
    """Send the controller what this worker found out besides its rows."""
    config.workeroutput[KEY] = found  # type: ignore[attr-defined]


def received_from_worker(node: Any) -> dict[str, Any]:
    """What a worker that has ended sent by ``send_to_controller``; empty if it died."""
    received: dict[str, Any] = getattr(node, "workeroutput", {}).get(KEY, {})
    return received
