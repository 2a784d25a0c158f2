"""The commands ``dns`` and ``dns-client`` on sockets: both transports on one port, on each shell."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.tree import ROOT

COMMAND = [sys.executable, "-m", "reference_impls"]
BOUND = 60  # seconds, for a busy machine
ZONE = "$ORIGIN zone.test.\n@ SOA ns h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.7\nbig TXT ( " + 4 * f'"{200 * "x"}" ' + ")\n"


def client(*words: str) -> tuple[int, str]:
    """Run the client: its exit status, and what it printed."""
    done = subprocess.run(
        [*COMMAND, "dns-client", *words], cwd=ROOT, capture_output=True, text=True, timeout=BOUND, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("shell", ["threads", "loop", "aio"])
def test_a_zone_file_is_served_over_both_transports(shell: str, tmp_path: Path) -> None:
    file = tmp_path / "zone"
    file.write_text(ZONE, encoding="utf-8")
    command = [*COMMAND, "dns", "--shell", shell, "--zone", str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        lines = [server.stdout.readline() for _ in range(2)]
        found = [re.fullmatch(r"(dns|dns\+tcp)://127\.0\.0\.1:([0-9]+)/\n", line) for line in lines]
        assert all(found), lines
        [port] = {match[2] for match in found if match}
        place = f"127.0.0.1:{port}"
        try:
            right = (0, "NOERROR\nns.zone.test. 3600 IN A 192.0.2.7\n")
            assert client(place, "ns.zone.test") == client(place, "ns.zone.test", "A", "--tcp") == right
            status, text = client(place, "big.zone.test", "TXT")  # which is cut, and asked for over TCP
            assert (status, text[:50]) == (0, "NOERROR\nbig.zone.test. 3600 IN TXT \\# 804 c8787878")
            assert client(place, "nope.zone.test") == (0, "NXDOMAIN\n")
        finally:
            server.terminate()
        assert server.wait(BOUND) == 0


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("127.0.0.1:1", "a..b"), "reference_impls: no domain name: 'a..b'"),
        (("127.0.0.1:1", "a", "XX"), "reference_impls: unknown type 'XX'"),
        (("127.0.0.1:x", "a"), "reference_impls: not tcp://host:port"),
    ],
)
def test_what_a_client_cannot_ask_is_one_line(words: tuple[str, ...], complaint: str) -> None:
    status, text = client(*words)
    assert status == 1
    assert text.startswith(complaint)
    assert text.count("\n") == 1


def test_a_bad_zone_file_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "zone"
    file.write_text("x", encoding="utf-8")
    command = [*COMMAND, "dns", "--zone", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=BOUND, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "reference_impls: --zone: no record: x\n")
