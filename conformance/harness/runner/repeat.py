"""The commands that repeat one row."""

from __future__ import annotations

import functools
import shlex
from pathlib import Path

import pytest

from conformance.harness.case.case import Case
from conformance.harness.case.properties import examples_of
from conformance.harness.runner.option import Rows
from conformance.harness.runner.options import OPTIONS
from conformance.harness.targets.settings import DEFAULT_OUT


def commands_for(case: Case, config: pytest.Config, out: Path) -> dict[str, str]:
    """The command that replays the row with the facts of this run, and the one that judges it anew."""
    return {"replay": replay_command(case, config, out), "pytest": repeat_command(case, config)}


def replay_command(case: Case, config: pytest.Config, out: Path) -> str:
    """The command line that replays the row from the results in ``out``, quoted for a shell."""
    here = config.invocation_params.dir
    where = [] if out == here / DEFAULT_OUT else [f"--results={_shown(out, here)}"]
    return shlex.join(["python", "-m", "conformance", "replay", case.name, *where])


def _shown(path: Path, here: Path) -> Path:
    """The path as a user in the folder ``here`` writes it."""
    return path.relative_to(here) if path.is_relative_to(here) else path


def repeat_command(case: Case, config: pytest.Config) -> str:
    """The command line, quoted for a shell. It carries every option that can change the row's verdict."""
    kinds = {Rows.ALL}
    if case.heavy:
        kinds.add(Rows.HEAVY)
    if examples_of(case.function):
        kinds.add(Rows.PROPERTIES)
    path, _, row = case.name.partition("::")
    if _is_reachable(config, path):
        return shlex.join(["pytest", case.name, *_options(config, frozenset(kinds))])
    return shlex.join(["conformance", f"{case.function.__module__}::{row}", *_options(config, frozenset(kinds))])


@functools.lru_cache(maxsize=1024)
def _is_reachable(config: pytest.Config, path: str) -> bool:
    """Whether the section file lies below the folder that the run was started in."""
    return (config.invocation_params.dir / path).exists()


@functools.lru_cache
def _options(config: pytest.Config, kinds: frozenset[Rows]) -> list[str]:
    given = [(option.name, text) for option in OPTIONS if option.rows in kinds for text in option.texts(config.option)]
    return [f"{name}={text}" if text else name for name, text in given]
