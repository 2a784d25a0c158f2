"""A target of datagrams that is not there: one line, exit status 6, as soon as it is certain."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

from conformance.harness.net.transport import free_port
from tests.kit.tree import ROOT

LIMIT = 120  # seconds, for a busy machine


def judged(port: int, out: Path, *options: str) -> tuple[int, str]:
    """The exit status of a run on a port, and what it printed."""
    rows = str(ROOT / "conformance" / "udp" / "rfc863")
    command = [sys.executable, "-m", "pytest", rows, f"--target=udp://127.0.0.1:{port}", f"--out={out}", *options]
    ran = subprocess.run(
        [*command, "-p", "no:cacheprovider"], cwd=ROOT, capture_output=True, text=True, timeout=LIMIT, check=False
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_a_refused_port_is_said_at_once(tmp_path: Path) -> None:
    status, text = judged(free_port(), tmp_path, f"--patience={2 * LIMIT}")
    assert status == 6, text
    assert "nobody receives datagrams at 127.0.0.1:" in text
    assert "Traceback" not in text


def test_a_silent_port_is_given_two_patiences_unless_silence_is_right(tmp_path: Path) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        status, text = judged(port, tmp_path, "--patience=0.2")
        assert status == 6, text
        assert "no answer to 4 datagrams within 0.4 s; if silence is right: --cap udp.service=discard" in text
        status, text = judged(port, tmp_path, "--patience=0.2", "--cap=udp.service=discard")
        assert status == 0, text
