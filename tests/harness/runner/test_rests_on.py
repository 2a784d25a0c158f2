"""Cases that rest on others have the same verdicts however a run names and shares them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.conftest import PATIENCE
from tests.kit.servers import Server
from tests.kit.tree import Tree

CAUSES, DEPENDANTS = "conformance/http/rfc9997/test_1_causes.py", "conformance/http/rfc9996/test_1_dependants.py"
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
