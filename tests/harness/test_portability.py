"""Systems that lack what Linux has, simulated in a fresh interpreter: the judge runs, and says what it does without."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.harness.process import missing_abilities
from tests.kit.judging import ROOT

PREAMBLE = """
import os, select, signal, socket, sys
import psutil  # on each system it uses what is there: that is its own business

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in ("fcntl", "resource", "msvcrt"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
for name in ("fcntl", "resource"):
    sys.modules.pop(name, None)
for module, names in (
    (select, ("poll", "epoll")),
    (os, ("killpg", "getpgid", "setsid")),
    (signal, ("SIGHUP", "SIGPIPE")),
    (socket, ("AF_NETLINK", "TCP_INFO", "MSG_OOB")),
):
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
"""
IMPORT_ALL = """
import importlib, pkgutil
import conformance
for module in pkgutil.walk_packages(conformance.__path__, "conformance."):
    if module.name not in {"conformance.harness.engine.locks", "conformance.__main__"}:
        importlib.import_module(module.name)
"""
JUDGE = """
import pytest
sys.exit(pytest.main(sys.argv[1:]))
"""


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the script where much is missing."""
    command = [sys.executable, "-c", PREAMBLE + script, *arguments]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, timeout=90, check=False)


def test_every_module_of_the_judge_is_imported() -> None:
    done = run(IMPORT_ALL)
    assert done.returncode == 0, done.stderr.decode()


def test_the_reference_is_judged(tmp_path: Path) -> None:
    file = "conformance/http/rfc9112/test_05_1_field_line_parsing.py"
    done = run(JUDGE, file, f"--out={tmp_path / 'out'}", "-p", "no:cacheprovider")
    text = done.stdout.decode()
    assert done.returncode == 0, text + done.stderr.decode()
    assert "this system cannot: lock files" in text
    assert (tmp_path / "out" / "index.html").exists()


def test_what_is_there_is_not_said_to_be_missing() -> None:
    assert not any("end process groups" in ability for ability in missing_abilities()) or not hasattr(os, "killpg")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lacks none of it")
def test_linux_lacks_nothing() -> None:
    assert missing_abilities() == []
