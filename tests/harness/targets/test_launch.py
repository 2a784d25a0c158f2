"""A launched target: who killed it, how it comes back, and that nothing of it is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.harness.net.transport import STREAMS, free_port
from conformance.harness.targets import launch as module
from conformance.harness.targets.target_process import OUTPUT_LINE, OUTPUT_LINES
from tests.kit.tree import BOUND, HARM, HERE, SURVIVAL, WORDS, Runs, Tree, launch

KILLERS = {
    "die": "the target died of this case: exit status 3; its output ends: assertion failed: the end",
    "crash": "the target died of this case: killed by SIGSEGV; its output ends: assertion failed: the end",
    "hang": "the target hangs since this case: it no longer answers",
}
HARMED = [HARM, SURVIVAL, "--patience=2", "-k", "not fall"]


RUNS = {
    "harm": [*HARMED, *launch("serve")],
    "harm, two workers": [*HARMED, *launch("serve"), "-n2"],
    "once": [HARM, SURVIVAL, "--jobs=1", "-k", "before or die or after or surv", *launch("once", "{tmp}/mark")],
    "hostile": [f"{WORDS}::test_told_to", "-k", "attack", *launch("serve"), "--cap=path_ok=/\x1b[31mx"],
    "forks": [f"{WORDS}::test_a_plain_get_is_answered", *launch("forks", "{tmp}/ids")],
}


@pytest.mark.parametrize("how", ["harm", "harm, two workers"])
def test_each_killer_is_named_and_nobody_else(runs: Runs, how: str) -> None:
    ran = runs[how]
    assert ran.status == 1
    bad = {name: verdict for name, verdict in ran.verdicts.items() if verdict != "conforms"}
    survival = "test_the_target_survives_every_case"
    assert bad == {f"test_harm[{name}]": "inconclusive" for name in KILLERS} | {survival: "violates"}, ran.text
    for name, words in KILLERS.items():
        assert ran.row(f"test_harm[{name}]")["message"].startswith(words)
    told = [entry["note"] for entry in ran.row(survival)["evidence"]]
    assert all(any(f"test_harm[{name}]: {words}" in note for note in told) for name, words in KILLERS.items())


def test_a_target_that_does_not_come_back_is_status_6(runs: Runs) -> None:
    """Said once; the rows that could not be judged are one word each."""
    ran = runs["once"]
    assert ran.status == 6
    assert ran.summary["exit"] == 6
    assert "restarted, it does not accept connections: exit status 1; its output ends: cannot start twice" in ran.text
    assert "in flight: test_harm[die]" in ran.text
    assert {ran.verdicts[f"test_before[{row}]"] for row in range(6)} == {"conforms"}
    assert {ran.verdicts[f"test_after[{row}]"] for row in range(6)} == {"inconclusive"}
    assert "FAILURES" not in ran.text


def test_nothing_that_the_target_prints_or_sends_reaches_the_terminal_raw(runs: Runs) -> None:
    for name in ("harm", "harm, two workers", "hostile"):
        assert not set(runs[name].text) - {"\n"} - {c for c in runs[name].text if c.isprintable()}
    assert "\\x1b[31mBad" in runs["hostile"].text


def test_children_that_ignore_sigterm_are_ended_too(runs: Runs) -> None:
    ran = runs["forks"]
    assert ran.status == 0, ran.text
    assert not any(map(is_running, process_ids(ran.out.parent / "ids")))


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 2), (signal.SIGTERM, 2)])
def test_an_interrupted_run_leaves_nothing(
    tree: Tree, tmp_path: Path, out: Path, number: signal.Signals, status: int
) -> None:
    """Interrupted while a case waits for an answer that does not come."""
    ids = tmp_path / "ids"
    arguments = [f"{WORDS}::test_told_to", "-k", "silence", "--patience=4", *launch("forks", str(ids))]
    command = tree.command(*arguments, out=out)
    pytest_run = subprocess.Popen(
        command, cwd=tree.path, env=tree.environment(PYTHONUNBUFFERED="1"), stdout=subprocess.PIPE
    )
    assert pytest_run.stdout is not None
    try:
        _read_until(pytest_run.stdout.fileno(), b"test_1_words.py")  # the case is about to run, or runs
        assert all(map(is_running, process_ids(ids)))
        pytest_run.send_signal(number)
        text = pytest_run.communicate(timeout=BOUND)[0].decode()
    finally:
        pytest_run.kill()
        pytest_run.wait()
    assert pytest_run.returncode == status
    assert "KeyboardInterrupt" in text
    assert not any(map(is_running, process_ids(ids)))
    assert not (out / ".run").exists()
    assert (out / "results.jsonl").exists()


def test_it_is_restarted_a_limited_number_of_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RESTARTS", 2)
    command = launch("serve")[1]
    launcher = module.Launcher(
        command, "127.0.0.1", free_port(), tmp_path / "state.json", is_listening=STREAMS.is_listening
    )
    launcher.start()
    try:
        for death in (1, 2, 3):
            wait_until(lambda: launcher.state.ready)
            os.killpg(launcher.state.pid, signal.SIGKILL)
            wait_until(lambda death=death: launcher.state.deaths == death)  # type: ignore[misc]
        assert launcher.state.over
        assert launcher.state.words == "killed by SIGKILL; restarted 2 times, and not again"
    finally:
        launcher.stop()
    assert not is_running(launcher.state.pid)


def test_a_process_that_ends_before_it_is_ready_again_is_started_once_more(tmp_path: Path) -> None:
    """A case that was in flight when the target died may end the new process as well."""
    server, lives = tmp_path / "server", tmp_path / "lives"
    serve = launch("serve")[1].replace("{port}", "$1")
    server.write_text(f"#!/bin/sh\necho >> {lives}\n[ $(wc -l < {lives}) -eq 2 ] && exit 1\nexec {serve}\n")
    server.chmod(0o755)
    launcher = module.Launcher(f"{server} {{port}}", "127.0.0.1", free_port(), tmp_path / "state.json")
    launcher.start()
    try:
        os.killpg(launcher.state.pid, signal.SIGKILL)
        wait_until(lambda: launcher.state.deaths == 1)
        wait_until(lambda: launcher.state.ready)
        assert not launcher.state.over
        assert len(lives.read_text(encoding="utf-8").splitlines()) == 3
    finally:
        launcher.stop()


def test_a_command_that_vanished_is_not_restarted(tmp_path: Path) -> None:
    server = tmp_path / "server"
    server.write_text(f"#!/bin/sh\nexec {launch('serve')[1].replace('{port}', '$1')}\n")
    server.chmod(0o755)
    launcher = module.Launcher(
        f"{server} {{port}}", "127.0.0.1", free_port(), tmp_path / "state.json", is_listening=STREAMS.is_listening
    )
    launcher.start()
    try:
        server.unlink()
        os.killpg(launcher.state.pid, signal.SIGKILL)
        wait_until(lambda: launcher.state.over)
        assert "No such file or directory" in launcher.state.words
    finally:
        launcher.stop()


def test_the_output_that_is_kept_is_bounded(tmp_path: Path) -> None:
    """A megabyte without a line's end, and a thousand lines."""
    noise = "import sys; sys.stdout.write('x' * 10**6 + 1000 * '\\nline' + '\\n'); sys.exit('the last line')"
    (tmp_path / "noise.py").write_text(noise)
    command = f"python3 {tmp_path / 'noise.py'} {{port}}"
    launcher = module.Launcher(
        command, "127.0.0.1", free_port(), tmp_path / "state.json", is_listening=STREAMS.is_listening
    )
    with pytest.raises(module.CannotLaunch) as raised:
        launcher.start()
    assert str(raised.value).endswith("\n  the last line")
    assert len(str(raised.value)) < OUTPUT_LINES * OUTPUT_LINE + 300


def test_it_runs_as_a_module_too() -> None:
    done = subprocess.run(
        ["python3", "-m", "tests.kit.servers", "exits", "1"],
        cwd=HERE.parent.parent,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 7


def _read_until(file: int, words: bytes) -> None:
    text = b""
    while words not in text:
        octets = os.read(file, 4096)
        assert octets, text.decode()
        text += octets


def process_ids(file: Path) -> list[int]:
    return [int(word) for word in file.read_text().split()]


def is_running(pid: int) -> bool:
    """Whether the process runs; one that nobody has waited for yet does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + BOUND
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.005)
