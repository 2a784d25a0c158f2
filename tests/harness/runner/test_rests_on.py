"""Cases that rest on others have the same verdicts however a run names and shares them."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from conformance.harness.targets.planned import SHELLS
from tests.harness.conftest import PATIENCE
from tests.kit.servers import Server
from tests.kit.tree import BOUND, ROOT, Ran, Tree

CAUSES, DEPENDANTS = "conformance/http/rfc9997/test_1_causes.py", "conformance/http/rfc9996/test_1_dependants.py"
HTTP, WEBSOCKET = "conformance/http", "conformance/websocket"
VERDICTS = {
    "test_on_met[late]": "conforms",
    "test_on_met[close]": "violates",
    "test_on_not_met[late]": "not-applicable",
    "test_on_not_met[close]": "not-applicable",
    "test_on_not_met[refuse]": "not-applicable",
    "test_further": "not-applicable",
}


@pytest.mark.parametrize(
    "arguments",
    [
        [CAUSES, DEPENDANTS],
        [CAUSES, DEPENDANTS, "-n", "2"],
        [DEPENDANTS],
        [DEPENDANTS, "-n", "2"],
        [CAUSES, DEPENDANTS, "-k", "_on_ or further"],
        [CAUSES + "::test_late", DEPENDANTS],
        [DEPENDANTS, "--deselect", CAUSES],
        [DEPENDANTS, "--pdb"],
        [CAUSES, DEPENDANTS, "--trace"],
    ],
    ids=" ".join,
)
def test_verdicts_are_the_same(tree: Tree, server: Server, out: Path, arguments: list[str]) -> None:
    ran = tree.pytest(*arguments, "--target", server.url, PATIENCE, out=out, typed=b"c\n" * 20)
    assert {name: verdict for name, verdict in ran.verdicts.items() if name in VERDICTS} == VERDICTS
    reasons = {row["message"] for row in ran.rows if row["verdict"] == "not-applicable"}
    assert reasons == {"rests on rfc9997/1/not-met, which the target violates"}
    unasked = CAUSES not in arguments or "-k" in arguments
    assert not (unasked and "test_told[refuse]" in ran.verdicts)


def test_causes_of_two_protocols_are_judged_on_the_targets_that_speak_them(out: Path) -> None:
    """Neither file is collected as a whole, and each target gets the causes of its own protocol."""
    host, ping = f"{HTTP}/rfc9112/test_03_2_request_target.py", f"{WEBSOCKET}/rfc6455/test_05_5_2_ping.py"
    named = [
        f"{host}::test_an_invalid_host_is_rejected_in_http_1_0",
        f"{ping}::test_a_ping_is_answered_before_the_message_ends",
    ]
    command = [sys.executable, "-m", "pytest", f"--out={out}", "-q", "-p", "no:cacheprovider", *named]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=BOUND, check=False)
    ran = Ran(done.returncode, done.stdout, out)
    assert (ran.status, {row["verdict"] for row in ran.rows}) == (0, {"conforms"}), ran.text
    judged = {(row["case"].split("/")[1], row["target"]) for row in ran.rows}
    assert Counter(protocol for protocol, _ in judged) == {"http": len(SHELLS), "websocket": len(SHELLS)}
