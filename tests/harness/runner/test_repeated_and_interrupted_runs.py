"""Runs that are repeated, interrupted or stopped by the debugger."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

from tests.harness.conftest import PATIENCE
from tests.harness.runner.test_run import TOLD, VERDICTS
from tests.kit.servers import Server
from tests.kit.tree import SURVIVAL, WORDS, Tree, short

BACK = """
import gc

USUAL = gc.get_threshold()

def told(when, config):
    plugins = [config.pluginmanager.has_plugin(name) for name in ("logging-plugin", "warnings", "capturemanager")]
    print(f"{when}: {plugins} {gc.get_threshold() == USUAL}")

def pytest_runtest_teardown(item):
    told("during", item.config)

def pytest_sessionfinish(session):
    told("after", session.config)
"""
TWICE = """\
from _pytest.runner import runtestprotocol

def pytest_runtest_protocol(item, nextitem):
    runtestprotocol(item, log=False, nextitem=item)
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        item.ihook.pytest_runtest_logreport(report=report)
    return True
"""


def test_last_failed_runs_what_failed(tree: Tree, server: Server, out: Path) -> None:
    """A deviation has not failed."""
    arguments = [WORDS, "--target", server.url, "-o", f"cache_dir={out}-cache", "-k", "refuse or plain"]
    tree.pytest(*arguments, out=out)
    again = tree.pytest(*arguments, "--lf", out=out)
    assert again.status == 1
    assert list(again.verdicts) == ["test_told_to[refuse]"]


def test_a_rerun_judges_again(tree: Tree, server: Server, out: Path, tmp_path: Path) -> None:
    """As pytest-rerunfailures does: the protocol of an item is run twice."""
    (tmp_path / "twice.py").write_text(TWICE, encoding="utf-8")
    before = len(server.requests)
    arguments = [WORDS, "--target", server.url, "-k", "refuse or plain", "-o", f"pythonpath={tmp_path}", "-p", "twice"]
    ran = tree.pytest(*arguments, out=out)
    assert ran.verdicts == {name: VERDICTS[name] for name in VERDICTS if "refuse" in name or "plain" in name}
    assert sum(b"X-Do: refuse" in request for request in server.requests[before:]) == 4


def test_an_interrupted_run_keeps_what_was_judged(tree: Tree, server: Server, out: Path) -> None:
    """Rows behind the one that pytest waits for have their outcomes: they are reported, too."""
    before = len(server.requests)
    arguments = [WORDS, "-k", "told_to", "--target", server.url, "--patience=30", "--deselect", f"{TOLD}[late]"]
    command = tree.command(*arguments, out=out)
    with subprocess.Popen(command, cwd=tree.path, env=tree.environment(), stdout=subprocess.DEVNULL) as run:
        while not any(b"attack" in request for request in server.requests[before:]):
            assert run.poll() is None
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
    records = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    judged = {short(record["case"]) for record in records if "verdict" in record}
    assert run.returncode == 2
    assert "test_told_to[attack]" in judged
    assert "test_told_to[silence]" not in judged


def test_what_a_run_does_without_is_back_at_its_end(tree: Tree, server: Server, out: Path, tmp_path: Path) -> None:
    """The plugins that pytest puts around each item, and how often garbage is collected."""
    (tmp_path / "back.py").write_text(BACK, encoding="utf-8")
    ran = tree.pytest(WORDS, "--target", server.url, "-o", f"pythonpath={tmp_path}", "-p", "back", out=out)
    assert "during: [False, False, False] False" in ran.text
    assert "after: [True, True, True] True" in ran.text


def test_the_debugger_stops_where_the_assertion_failed(tree: Tree, server: Server, out: Path) -> None:
    """Serial, with the case's own frame: its names can be looked at."""
    typed = b"p 'is', answer.status\nq\n"
    ran = tree.pytest(f"{TOLD}[refuse]", "--target", server.url, "--pdb", out=out, typed=typed)
    assert "('is', 400)" in ran.text
    assert ran.status == 2


def test_serial_runs_give_the_same_verdicts(tree: Tree, server: Server, out: Path) -> None:
    """With --pdb pytest asks for each case in turn; at each failure the debugger is told to go on."""
    ran = tree.pytest(WORDS, SURVIVAL, "--target", server.url, "--pdb", PATIENCE, out=out, typed=b"c\n" * 99)
    assert ran.verdicts == VERDICTS | {"test_the_target_survives_every_case": "conforms"}
