"""What a run on a DNS server says at its end beside the verdicts, in the terminal and in the reports."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from conformance.harness.engine.state import RunState
from conformance.harness.runner.results import ResultsPlugin
from tests.dns.scripted import target_of
from tests.dns.test_recognition import reference
from tests.kit.judging import ROOT
from tests.kit.scripted_datagrams import Scripted
from tests.kit.serving import serving
from tests.kit.tree import BOUND, user_environment
from tests.kit.virtual_clock import VirtualClock

LINE = "RFC 8906 section 8: dns=ok type1000=ok cd=ok"


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["one process", "two workers"])
def test_the_summary_ends_with_the_questions_of_operators(tmp_path: Path, workers: list[str]) -> None:
    with serving(reference) as url:
        words = ["conformance/dns/rfc3225", f"--target={url}", f"--out={tmp_path}", *workers]
        command = [sys.executable, "-m", "pytest", "-p", "no:anyio", *words]
        environment = user_environment() | {"COLUMNS": "120", "TERM": "dumb"}
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=BOUND, check=False
        )
    line = next(line for line in run.stdout.splitlines() if line.startswith("RFC 8906"))
    assert line.startswith(LINE)
    assert {one.partition("=")[2] for one in line.split()[4:]} == {"ok"}
    for report in ("summary.md", "index.html", "results.jsonl"):
        assert LINE in (tmp_path / report).read_text(encoding="utf-8")


def test_what_workers_notice_is_told_once() -> None:
    target = target_of(Scripted(lambda number, octets: []), VirtualClock())
    state, told = RunState(target), defaultdict[str, list[str]](list)
    told[target.name] += ["it limits its rate", "it limits its rate"]
    plugin: Any = SimpleNamespace(states={target.name: state}, told_by_workers=told)
    assert ResultsPlugin.notices(cast("ResultsPlugin", plugin), target) == ["it limits its rate"]
    state.spacing.exceeded()
    assert len(ResultsPlugin.notices(cast("ResultsPlugin", plugin), target)) == 2
