"""What is collected for a target, and what is not even imported."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.harness.process import keeping_new_objects_from_gc
from reference_impls.websocket.server import WebSocketServer
from tests.kit.judging import cases
from tests.kit.protocols import server
from tests.kit.serving import serving
from tests.kit.tree import ROOT

IMPORTED = """
import sys, pytest
status = pytest.main(sys.argv[1:])
print({name.split(".")[1] for name in sys.modules if ".rfc" in name and name.startswith("conformance.")})
sys.exit(status)
"""


ALONE = """
import sys, pytest

class Plugin:
    def pytest_collection_finish(self, session):
        from conformance.harness.runner.collection import CASE

        print([item.stash[CASE].alone for item in session.items])

sys.exit(pytest.main(sys.argv[1:], plugins=[Plugin()]))
"""


def collected(*arguments: str) -> tuple[int, list[str]]:
    """The exit status of a run that judges nothing, and the lines that it prints."""
    return run(IMPORTED, *arguments)


def run(script: str, *arguments: str) -> tuple[int, list[str]]:
    command = [sys.executable, "-c", script, "-q", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=90, check=False)
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize(("url", "other"), [("http://127.0.0.1:1", "websocket"), ("wss://127.0.0.1:1", "http")])
def test_cases_of_a_protocol_that_no_target_speaks_are_not_imported(url: str, other: str) -> None:
    status, lines = collected("conformance", f"--target={url}", "--collect-only")
    (spoken,) = {"http", "websocket"} - {other}
    assert status == 0
    assert {line.split("/")[1] for line in lines if "::" in line} == {spoken}
    assert lines[-1] == str({spoken})


def test_what_a_target_speaks_is_known_before_its_cases_are_imported(tmp_path: Path) -> None:
    with serving(server(WebSocketServer)) as url:
        status, lines = collected("conformance", f"--target={url.hostport}", f"--out={tmp_path}", "-k", "nonesuch")
    assert status == 5
    assert lines[-1] == "{'websocket'}"


def test_a_target_of_unknown_protocol_gets_the_cases_of_all() -> None:
    status, lines = collected("conformance", "--target=127.0.0.1:1", "--collect-only", "-k", "survives_every_case")
    assert status == 0
    assert {line.split("/")[1] for line in lines if "::" in line} == {"http", "websocket"}


@pytest.mark.parametrize(
    "named", ["conformance/websocket", "conformance/websocket/rfc6455/test_05_5_2_ping.py"], ids=["folder", "file"]
)
def test_a_run_that_names_only_cases_of_another_protocol_says_so(tmp_path: Path, named: str) -> None:
    with serving(server()) as url:
        status, lines = collected(named, f"--target={url}", f"--out={tmp_path}")
    assert status == 5
    assert "no case to judge: the cases named are for websocket, but the target speaks http" in lines


def test_every_row_of_a_case_on_the_whole_run_is_judged_alone(tmp_path: Path) -> None:
    """If it ran beside others, it would miss what these receive."""
    parametrized = "conformance/http/rfc9110/test_05_3_field_order_responses.py"
    with serving(server()) as url:
        status, lines = run(ALONE, parametrized, f"--target={url}", f"--out={tmp_path}")
    assert status == 0
    assert lines[0].count("True") > 1
    assert "False" not in lines[0]


def test_the_collector_passes_over_what_was_made_to_stay() -> None:
    frozen = gc.get_freeze_count()
    with keeping_new_objects_from_gc():
        assert not gc.isenabled()
        made = [[] for _ in range(1000)]  # type: ignore[var-annotated]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= frozen + len(made)
    gc.unfreeze()


def test_a_row_may_begin_with_a_hyphen() -> None:
    """It is not the one between the name of a target and the row."""
    rows = {one.row for one in cases("conformance/http/rfc3986/test_03_2_3_port_in_field.py")}
    assert "-1" in rows
