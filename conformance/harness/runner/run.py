"""A run of the judge: collection, cases ahead of pytest, verdicts as pytest's outcomes, results."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.ahead import Ahead
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.state import RunState
from conformance.harness.process import can_lock, ended_by_signals, seldom_collected
from conformance.harness.runner import recorder
from conformance.harness.runner.collection import CASE, CollectionPlugin
from conformance.harness.runner.failure import failure_text
from conformance.harness.runner.known import BadKnownFile, Declared, match, read_known
from conformance.harness.runner.options import read_settings
from conformance.harness.runner.repeat import repeat_command
from conformance.harness.runner.results import UNREACHABLE, ResultsPlugin
from conformance.harness.runner.status import STATUS, status_of
from conformance.harness.targets.discovery import NotServed, Targets
from conformance.harness.targets.launch import CannotLaunch
from conformance.harness.targets.reachability import Unreachable
from conformance.model import Inconclusive, Verdict

if TYPE_CHECKING:
    from conformance.harness.runner.allure import AllureReporter

STALE = "declared in --known but conforms, remove the entry"
OUTCOME = pytest.StashKey[Outcome]()
AROUND_ITEMS = ("logging-plugin", "warnings", "capturemanager")
"""What pytest does around each item is no use to cases: they run elsewhere, in threads that its filters would confuse,
and each item's output would be turned aside and back six times."""


class Run:
    """Registered as a plugin where the arguments name the judge."""

    def __init__(self, config: pytest.Config) -> None:
        self.config, self.settings = config, read_settings(config)
        self.worker: dict[str, Any] | None = getattr(config, "workerinput", None)
        self.known = self._read_known()
        self.ahead, self.conductors = Ahead([], []), dict[str, Conductor]()
        self.scratch = self.settings.out / ".run"
        self.targets, self.states = Targets(self.settings, self.scratch), dict[str, RunState]()
        self.gathered = ResultsPlugin(config, self.settings, self.targets, self.scratch, self.states)
        config.pluginmanager.register(self.gathered, "conformance-gathered")
        self.writes = not config.option.collectonly
        self._until_the_end = contextlib.ExitStack()
        config.add_cleanup(self._until_the_end.close)
        self.allure: AllureReporter | None = None
        collected = CollectionPlugin(config, self.settings, self.targets, self.known, self.writes)
        config.pluginmanager.register(collected, "conformance-collected")
        # under CI and -vv pytest explains a comparison without bounds: minutes, where a target sent a megabyte
        config.pluginmanager.unregister(name="assertion")
        if self.writes:
            self._choose_reports()

    def _read_known(self) -> list[Declared]:
        try:
            return read_known(self.settings.known) if self.settings.known else []
        except BadKnownFile as error:
            raise pytest.UsageError(str(error)) from None

    def _choose_reports(self) -> None:
        """JUnit and Allure results land beside the others, unless the user says where."""
        option, out = self.config.option, self.settings.out
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise pytest.UsageError(f"--out {out}: {error.strerror}") from None
        option.xmlpath = option.xmlpath or str(out / "junit.xml")
        if getattr(option, "allure_report_dir", "absent") is None:
            option.allure_report_dir, option.clean_alluredir = str(out / "allure-results"), True

    # before the first case

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        if not self.writes:
            return
        if self.worker is not None:
            self.targets.adopt(self.worker["conformance"], int(self.worker["workercount"]))
            self._make_states()
            return
        self._take_out()
        shutil.rmtree(self.scratch, ignore_errors=True)  # of a run that was killed
        self.scratch.mkdir()
        self._until_the_end.enter_context(ended_by_signals())
        self.gathered.forget_last_run()
        try:
            self._open_targets()
        except BaseException:
            self.gathered.clear()
            raise

    def _open_targets(self) -> None:
        try:
            self.targets.open()
        except (Unreachable, CannotLaunch) as error:
            self.config.pluginmanager.unregister(name="terminalreporter")  # it would say the same a second time
            pytest.exit(str(error), returncode=UNREACHABLE)
        except NotServed as error:
            raise pytest.UsageError(str(error)) from None
        self._make_states()

    def _make_states(self) -> None:
        for target in self.targets.targets:
            self.states[target.name] = RunState(target, self.targets.received.pop(target.name, ()))

    def _take_out(self) -> None:
        """Two runs would write the same files; the lock ends with the process."""
        if not can_lock():
            return
        from conformance.harness.engine.locks import Occupied, occupied

        try:
            self._until_the_end.enter_context(occupied(self.settings.out))
        except Occupied:
            raise pytest.UsageError(f"--out {self.settings.out}: another run is writing there") from None

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """pytest-xdist: what a worker is told."""
        node.workerinput["conformance"] = self.targets.facts()

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        from conformance.harness.runner.shares import Shares

        return Shares(config, log)

    # the cases

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        if not self.writes:
            return (yield)
        with seldom_collected():
            if not self._is_controller():
                self._begin(session.items)
            try:
                with _without(self.config.pluginmanager, *(() if self._serial() else AROUND_ITEMS)):
                    return (yield)
            except KeyboardInterrupt:
                self.ahead.stop()
                self._keep_what_is_left()
                raise
            finally:
                self.ahead.stop()
                self._forget(session)

    def _keep_what_is_left(self) -> None:
        """Of an interrupted run, what was judged and pytest had not come to, for it waits for one row at a time."""
        for outcome in self.ahead.left():
            self.gathered.keep(self._row(outcome, self._passes(outcome)))

    def _forget(self, session: pytest.Session) -> None:
        """What was judged is not needed any more, and reports take room."""
        session.items.clear()
        self.conductors.clear()
        self.ahead = Ahead([], [])
        for state in self.states.values():
            state.forget()

    def _serial(self) -> bool:
        """Whether cases run in pytest's own thread, where a debugger finds them."""
        return bool(self.config.option.usepdb or self.config.option.trace)

    def _is_controller(self) -> bool:
        return self.worker is None and self.config.pluginmanager.has_plugin("dsession")

    def _begin(self, items: list[pytest.Item]) -> None:
        if getattr(self.config.option, "allure_report_dir", None):
            from conformance.harness.runner.allure import AllureReporter

            self.allure = AllureReporter()
            self.config.add_cleanup(self.allure.close)
        cases = [item.stash[CASE] for item in items]
        mine = [] if self._serial() else self._mine(cases)
        self.ahead = Ahead([], mine)
        for target in self.targets.targets:
            own = [case for case in mine if case.target is target]
            self.conductors[target.name] = self._conductor(target, own)
        self.ahead.conductors = [conductor for conductor in self.conductors.values() if conductor.cases]
        self.ahead.start()

    def _conductor(self, target: Target, cases: list[Case]) -> Conductor:
        state = self.states[target.name]
        if self.worker is None:
            return Conductor(target, cases, self.ahead.settle, self.targets.lifecycle(target), state=state)
        from conformance.harness.engine.workers import share_conductor

        return share_conductor(self.worker, self.targets, target, cases, self.ahead.settle, self.scratch, state)

    def _mine(self, cases: list[Case]) -> list[Case]:
        if self.worker is None:
            return cases
        from conformance.harness.runner.shares import share

        indices = share(range(len(cases)), self.worker["workerid"], self.worker["workercount"])
        return [cases[index] for index in indices]

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> object:
        case = pyfuncitem.stash[CASE]
        outcome = self.ahead.outcome(case.name) or self.conductors[case.target.name].one(case)
        pyfuncitem.stash[OUTCOME] = outcome
        text = (
            failure_text(outcome, repeat_command(case, self.settings, self.config))
            if outcome.raised
            else f"{STALE}: {case.requirement.id}"
        )
        if self.allure:
            self.allure.report(outcome, text)
        # pytest would take the traceback apart for a text that nobody reads: our own says it all
        pyfuncitem.repr_failure = lambda *_: text  # type: ignore[method-assign]
        self._raise(outcome, text)
        return True

    def _raise(self, outcome: Outcome, text: str) -> None:
        """Say the verdict in pytest's way."""
        declared = match(self.known, outcome.case)
        if declared and outcome.verdict is Verdict.CONFORMS and not declared.sometimes:
            raise pytest.fail.Exception(text, pytrace=False)
        if outcome.raised is None or (declared and declared.verdict is outcome.verdict):
            return
        if outcome.verdict is Verdict.DEVIATES and not self.settings.enforce_should:
            return
        if outcome.verdict is Verdict.NOT_APPLICABLE:
            pytest.skip(str(outcome.raised))
        if self.config.option.usepdb:
            raise outcome.raised
        if outcome.verdict is Verdict.INCONCLUSIVE:
            raise Inconclusive(text) from None
        pytest.fail(text, pytrace=False)

    def _passes(self, outcome: Outcome) -> bool:
        try:
            self._raise(outcome, "")
        except (Exception, pytest.fail.Exception, pytest.skip.Exception):
            return False
        return True

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        outcome = item.stash.get(OUTCOME, None)
        if outcome is None or call.when != "call":
            return report
        vars(report)["conformance"] = self._row(outcome, report.passed)  # pytest-xdist carries it to the controller
        report.start, report.duration, report.stop = outcome.started, outcome.seconds, outcome.started + outcome.seconds
        if outcome.verdict is Verdict.INCONCLUSIVE and report.failed:
            report.longrepr = failure_text(outcome, repeat_command(outcome.case, self.settings, self.config))
        del item.stash[OUTCOME]  # its evidence is in the row
        if report.skipped:
            path, line, _ = item.location
            report.longrepr = (path, (line or 0) + 1, f"Skipped: {outcome.message}")
        return report

    def _row(self, outcome: Outcome, passed: bool) -> recorder.Row:
        """What the results say of an outcome; ``passed`` is what pytest made of it."""
        declared = match(self.known, outcome.case)
        reason = declared.reason if declared and declared.verdict is outcome.verdict else ""
        row = recorder.row_of(outcome, repeat_command(outcome.case, self.settings, self.config), reason)
        return row | {"status": status_of(outcome, declared, passed)}

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        row = getattr(report, "conformance", None)
        return STATUS[row["status"]] if row and report.when == "call" else None


@contextlib.contextmanager
def _without(plugins: pytest.PytestPluginManager, *names: str) -> Iterator[None]:
    """Do without these plugins, and have them back afterwards."""
    removed = {name: plugins.unregister(name=name) for name in names if plugins.has_plugin(name)}
    try:
        yield
    finally:
        for name, plugin in removed.items():
            plugins.register(plugin, name)
