"""Services that are launched without a scheme: over UDP alone, and over TCP alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.kit.judging import ROOT
from tests.kit.tree import BOUND, Ran, short, user_environment

ECHO = "test_udp_based_echo_service.py"
HTTP = "conformance/http/rfc9110/test_09_1_overview.py"

OVER_UDP = """\
import socket, sys
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", int(sys.argv[1])))
while True:
    octets, source = sock.recvfrom(65536)
    assert octets, "an empty datagram"
    sock.sendto(octets, source)
"""
OVER_TCP = """\
import socketserver, sys
class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        while octets := self.request.recv(65536):
            self.request.sendall(octets)
socketserver.ThreadingTCPServer.daemon_threads = True
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), Echo).serve_forever()
"""


def judged(folder: Path, program: str, *words: str) -> Ran:
    """Launch a program, and judge it by the cases of some protocols, as they are named."""
    script, out = folder / "server.py", folder / "out"
    script.write_text(program, encoding="utf-8")
    options = [f"--launch={sys.executable} {script} {{port}}", f"--out={out}", "--patience=0.5"]
    command = [sys.executable, "-m", "pytest", "-p", "no:anyio", "-p", "no:cacheprovider", *options, *words]
    environment = user_environment() | {"COLUMNS": "120", "TERM": "dumb"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=BOUND, check=False
    )
    return Ran(done.returncode, done.stdout + done.stderr, out)


def test_a_server_of_datagrams_that_dies_of_one_is_named_with_it_and_started_again(tmp_path: Path) -> None:
    ran = judged(tmp_path, OVER_UDP, HTTP, f"conformance/udp/rfc862/{ECHO}", "-k", "empty_datagram_comes or a_text")
    rows = {short(row["case"]).partition("[")[0]: row for row in ran.rows}
    assert all(row["target"].startswith("udp://127.0.0.1:") for row in ran.rows)
    assert rows["test_an_empty_datagram_comes_back"]["verdict"] == "inconclusive"
    assert "the target died of this case: exit status 1" in rows["test_an_empty_datagram_comes_back"]["message"]
    assert rows["test_a_text_comes_back"]["verdict"] == "conforms", ran.text
    assert ran.status == 1


def test_a_service_over_tcp_that_is_launched_says_how_to_name_it(tmp_path: Path) -> None:
    ran = judged(tmp_path, OVER_TCP, HTTP, "conformance/tcp")
    assert "to judge a service such as echo: pytest conformance/tcp --launch ..." in ran.text
    assert "Traceback" not in ran.text
