"""What conductors publish for the status line."""

from __future__ import annotations

from functools import partial

import pytest

from conformance.harness.engine.activity import Activity
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.state import RunState
from conformance.harness.targets.launched import LaunchedTarget, State
from conformance.harness.targets.lifecycle import ExternalTarget
from conformance.http.peer import Http
from reference_impls.http.server import HttpServer
from tests.kit import engine
from tests.kit.measured import measured_in_process
from tests.kit.protocols import server
from tests.kit.virtual_clock import VirtualClock


def test_it_says_what_how_many_and_since_when() -> None:
    clock = VirtualClock()
    activity = Activity(clock)
    assert str(activity) == ""
    activity.begin("rows are judged", 3)
    clock.sleep(8)
    activity.one_done()
    assert str(activity) == "rows are judged: 2 left, 8 s"
    activity.begin("rows are judged", 1)
    assert str(activity) == "rows are judged: 1 left, 8 s", "it is still the same"
    activity.begin("writing reports")
    clock.sleep(2)
    assert str(activity) == "writing reports: 2 s"
    activity.begin("")
    assert str(activity) == ""


def test_a_conductor_says_what_it_does() -> None:
    target, _ = measured_in_process(partial(server, HttpServer), "http")
    state, said = RunState(target), list[str]()

    def looks(http: Http) -> None:
        said.append(str(state.activity).rpartition(",")[0])
        engine.plain(http)

    cases = [engine.case(target, number, looks, alone=number > 1) for number in range(4)]
    Conductor(target, cases, lambda outcome: None, ExternalTarget(target), state=state).run()
    assert said[2:] == ["rows that run alone are judged: 2 left", "rows that run alone are judged: 1 left"]
    assert {line.partition(":")[0] for line in said[:2]} == {"rows are judged"}
    assert str(state.activity) == "", "it has ended"


@pytest.mark.parametrize(("state", "number"), [(State(deaths=0, ready=True), 1), (State(deaths=2, ready=False), 2)])
def test_a_restart_is_numbered(state: State, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that hangs has not died yet; one that died is counted already."""
    monkeypatch.setattr(LaunchedTarget, "state", lambda self: state)
    launched = LaunchedTarget(None, None)  # type: ignore[arg-type]
    assert launched.reviving == f"restarting ({number} of 30)"
