"""What ``results.jsonl`` has of one row and of its run, and the item that pytest collects for it."""

from __future__ import annotations

import contextlib
import dataclasses
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.case.target import FACTS
from conformance.harness.net.url import Url, parse_target
from conformance.harness.runner import plugin
from conformance.harness.runner.by_hand import with_port
from conformance.harness.runner.options import read_settings
from conformance.harness.runner.places import PACKAGE
from conformance.harness.targets.protocols import schemes
from conformance.harness.targets.settings import Settings
from conformance.report.lines import ResultsError, Truncated, json_lines

FILE = "results.jsonl"
MOST_NAMED = 5  # rows that a message names


class NoReplay(Exception):
    """The row cannot be replayed; the message is one line for the user."""


@dataclass(frozen=True)
class Collected:
    """A row that was found in the judge: its item, and where and how it is judged."""

    item: pytest.Item
    settings: Settings
    url: Url
    facts: dict[str, Any]


@dataclass(frozen=True)
class Recorded:
    """A row of an earlier run, the run, and what the run found out about the row's target."""

    row: dict[str, Any]
    run: dict[str, Any]
    target: dict[str, Any]

    def collect(self, target: str) -> Collected:
        """Find the row in the judge. ``target`` is another address than in the run, or empty.

        Raises ``NoReplay`` and ``BadTarget``.
        """
        item, settings = self._item_and_settings()
        facts = {name: self.target[name] for name in FACTS}
        url = parse_target(self.target["target"], schemes())
        if target:
            url = self._elsewhere(target, url.scheme)
            facts["launch"] = ""  # the user started it
            settings = dataclasses.replace(settings, urls=(url,), launch=(), name=())
        return Collected(item, settings, url, facts)

    def sent(self, port: int) -> list[bytes]:
        """What the evidence says was sent, with ``port`` in place of the target's port in that run."""
        old = parse_target(self.target["target"], schemes()).port
        entries = [one for one in self.row["evidence"] if one["mark"] == ">" and "octets" in one]
        return [with_port(one["octets"].encode("latin-1"), old, port) for one in entries if not one["omitted"]]

    def _elsewhere(self, text: str, scheme: str) -> Url:
        """The address that the user gives, with the scheme of the run if it has none."""
        url = parse_target(text, schemes())
        return url if url.scheme else dataclasses.replace(url, scheme=scheme)

    def _item_and_settings(self) -> tuple[pytest.Item, Settings]:
        """Have pytest collect the section file of the row; return the item of the row and the settings of the run."""
        file, _, rest = self.row["case"].partition("::")
        file, found = self._file(file), _Collecting()
        arguments = ["--collect-only", "-qq", "-p", "no:cacheprovider", "--disable-plugin-autoload"]
        arguments += ["-p", plugin.__name__, f"--config-file={PACKAGE / 'command.ini'}", f"--rootdir={PACKAGE.parent}"]
        with contextlib.redirect_stdout(io.StringIO()) as told_by_pytest:
            status = pytest.main([*arguments, *self.run["arguments"], str(PACKAGE.parent / file)], plugins=[found])
        names = self._names(f"{file}::{rest}")
        item = next((item for item in found.items if item.nodeid in names), None)
        if item is None or found.settings is None:
            told = told_by_pytest.getvalue().strip() if status != pytest.ExitCode.OK else ""
            raise NoReplay(f"this version of the judge has no row {file}::{rest}" + (f": {told}" if told else ""))
        return item, found.settings

    def _file(self, path: str) -> str:
        """The section file of the row, relative to the root of the judge; ``path`` has another root in some runs."""
        document = self.row["id"].partition("/")[0]
        name = "/" + path[max(0, path.rfind(f"{PACKAGE.name}/")) :]
        found = [file for file in sorted(PACKAGE.rglob(Path(path).name)) if file.as_posix().endswith(name)]
        found.sort(key=lambda file: file.parent.name != document)  # documents may have files of the same name
        return found[0].relative_to(PACKAGE.parent).as_posix() if found else path

    def _names(self, case: str) -> set[str]:
        """What the row may be called: the name of its target is part of it where there are several."""
        name = self.target["name"]
        return {case, case.replace(f"[{name}-", "[", 1), case.replace(f"[{name}]", "", 1)}


class _Collecting:
    """Keeps what pytest collects, and the settings that it read."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []
        self.settings: Settings | None = None

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items, self.settings = session.items, read_settings(session.config)


def find_row(results: Path, name: str) -> Recorded:
    """Find the row whose case has this name, or is the only one whose name ends so; raises ``NoReplay``."""
    file = results / FILE if results.is_dir() else results
    try:
        run, rows = _run_and_rows(file, name)
    except ResultsError as error:
        raise NoReplay(str(error)) from None
    rows = [row for row in rows if row["case"] == name] or rows
    if len(rows) != 1:
        raise NoReplay(_which(name, [row["case"] for row in rows], file))
    target: dict[str, Any] = next((one for one in run.get("targets", []) if one["target"] == rows[0]["target"]), {})
    if "arguments" not in run or not target.keys() >= set(FACTS):
        raise NoReplay(f"{file}: was written by another version of the judge; run it again")
    return Recorded(rows[0], run, target)


def _run_and_rows(file: Path, name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the description of the run, and the rows whose name ends so; a run that was cut short has both."""
    run, rows = dict[str, Any](), list[dict[str, Any]]()
    with contextlib.suppress(Truncated):
        for number, line in json_lines(file):
            if number == 1:
                run = line.get("run", {})
            elif str(line.get("case", "")).endswith(name):
                rows.append(line)
    return run, rows


def _which(name: str, cases: list[str], file: Path) -> str:
    """Say that no row, or more than one, is meant."""
    if not cases:
        return f"{file}: no row is called {name!r}, and none has a name that ends so"
    more = f", and {len(cases) - MOST_NAMED} more" if len(cases) > MOST_NAMED else ""
    return f"{file}: {len(cases)} rows have a name that ends with {name!r}: {', '.join(cases[:MOST_NAMED])}{more}"
