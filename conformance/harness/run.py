"""A run of the judge: collection, cases ahead of pytest, verdicts as pytest's outcomes, results."""

from __future__ import annotations

import fcntl
import inspect
import os
import shlex
import shutil
import signal
from collections.abc import Container, Generator
from typing import Any

import pytest

from conformance.harness import recorder
from conformance.harness.ahead import Ahead
from conformance.harness.attempt import Case, Outcome
from conformance.harness.conductor import Conductor
from conformance.harness.gathered import UNREACHABLE, Gathered
from conformance.harness.known import BadKnownFile, Declared, match, read_known
from conformance.harness.launch import CannotLaunch
from conformance.harness.model import Requirement, Verdict, stated
from conformance.harness.options import protocol_of, protocols, read_settings
from conformance.harness.outcome import Inconclusive
from conformance.harness.properties import USUAL, examples_of
from conformance.harness.setup import NotServed, Targets, Unreachable
from conformance.harness.target import Target
from conformance.harness.text import failure_text

STATUS = {  # verdict -> pytest's category, letter and word
    "conforms": ("passed", ".", "CONFORMS"),
    "violates": ("failed", "F", "VIOLATES"),
    "deviates": ("deviation", "d", "DEVIATES"),
    "not-applicable": ("skipped", "s", "NOT APPLICABLE"),
    "inconclusive": ("error", "E", "INCONCLUSIVE"),
    "unjudged": ("unjudged", "E", "UNJUDGED"),  # inconclusive as all others are: said once, not once a row
    "known": ("known", "k", "KNOWN"),
}
TARGET = "conformance_target"  # the fixture that tells apart the targets of a run
STALE = "declared in --known but conforms, remove the entry"
CASE, OUTCOME = pytest.StashKey[Case](), pytest.StashKey[Outcome]()


class Run:
    """Registered as a plugin where the arguments name the judge."""

    def __init__(self, config: pytest.Config) -> None:
        self.config, self.settings = config, read_settings(config)
        self.worker: dict[str, Any] | None = getattr(config, "workerinput", None)
        self.known = self._read_known()
        self.ahead, self.conductors = Ahead([], []), dict[str, Conductor]()
        self.scratch = self.settings.out / ".run"
        self.targets = Targets(self.settings, self.scratch)
        self.gathered = Gathered(config, self.settings, self.targets, self.scratch)
        config.pluginmanager.register(self.gathered, "conformance-gathered")
        self.writes = not config.option.collectonly
        # under CI and -vv pytest explains a comparison without bounds: minutes, where a target sent a megabyte
        config.pluginmanager.unregister(name="assertion")
        if self.writes:
            self._choose_reports()

    def _read_known(self) -> list[Declared]:
        try:
            return read_known(self.settings.known) if self.settings.known else []
        except BadKnownFile as error:
            raise pytest.UsageError(str(error)) from None

    def _check_known(self) -> None:
        """An entry on a section that was collected names one of its requirements, or can never hold."""
        ids = {requirement.id for requirement in stated()}
        sections = {id_.rpartition("/")[0] for id_ in ids}
        for entry in self.known:
            if entry.id not in ids and entry.id.rpartition("/")[0] in sections:
                raise pytest.UsageError(f"--known {self.settings.known}: there is no requirement {entry.id}")

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
            self.targets.adopt(self.worker["conformance"])
            return
        self._take_out()
        shutil.rmtree(self.scratch, ignore_errors=True)  # of a run that was killed
        self.scratch.mkdir()
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _interrupt)
        self.gathered.forget_last_run()
        try:
            self.targets.open()
        except (Unreachable, CannotLaunch) as error:
            self.gathered.clear()
            self.config.pluginmanager.unregister(name="terminalreporter")  # it would say the same a second time
            pytest.exit(str(error), returncode=UNREACHABLE)
        except NotServed as error:
            self.gathered.clear()
            raise pytest.UsageError(str(error)) from None
        except BaseException:
            self.gathered.clear()
            raise

    def _take_out(self) -> None:
        """Two runs would write the same files; the lock ends with the process."""
        try:
            fcntl.flock(os.open(self.settings.out, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise pytest.UsageError(f"--out {self.settings.out}: another run is writing there") from None

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """pytest-xdist: what a worker is told."""
        node.workerinput["conformance"] = self.targets.facts()

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        from conformance.harness.shares import Shares

        return Shares(config, log)

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Where there are several targets, every case is judged on each."""
        if len(self.targets.names) > 1 and TARGET in metafunc.fixturenames:
            names = self.targets.names_for(_protocol(metafunc.definition))
            metafunc.parametrize(TARGET, names or self.targets.names, indirect=True, scope="session")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if not self.settings.thorough:
            self._leave_out(items, [item for item in items if item.get_closest_marker("heavy")])
        self._leave_out(items, [item for item in items if self._is_for_another_protocol(item)])
        items.sort(key=_runs_alone)
        if self.writes:
            for index, item in enumerate(items):
                item.stash[CASE] = self._case(item, index)
            for item in items:
                _without_fixtures(item)
            self._check_known()
        else:
            for item in items:
                _requirement(item)
                _peers(item, next(p for p in protocols() if p.name == _protocol(item)).peers)

    def _leave_out(self, items: list[pytest.Item], some: list[pytest.Item]) -> None:
        if some:
            self.config.hook.pytest_deselected(items=some)
            left_out = set(some)
            items[:] = [item for item in items if item not in left_out]

    def _is_for_another_protocol(self, item: pytest.Item) -> bool:
        target = self._target_of(item)
        return target is not None and target.protocol.name != _protocol(item)

    def _target_of(self, item: pytest.Item) -> Target | None:
        """The target that a case is to be judged on; ``None`` where none was looked at yet."""
        targets = self.targets.targets
        name = item.callspec.params.get(TARGET) if hasattr(item, "callspec") else None
        return next(t for t in targets if t.name == name) if name and targets else targets[0] if targets else None

    def _case(self, item: pytest.Item, index: int) -> Case:
        assert isinstance(item, pytest.Function)
        values = dict(item.callspec.params) if hasattr(item, "callspec") else {}
        name = values.pop(TARGET, None)
        target = self._target_of(item)
        assert target is not None, "a run has a target"
        peers = _peers(item, target.protocol.peers)
        baseline = item.get_closest_marker("baseline") is not None
        row = _row(item).removeprefix(str(name or "")).removeprefix("-")
        alone = _runs_alone(item)
        heavy = item.get_closest_marker("heavy") is not None
        requirement, search = _requirement(item), self.settings.search
        return Case(
            item.nodeid, index, item.function, values, peers, requirement, target, alone, baseline, row, heavy, search
        )

    # the cases

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        if self.writes and not self._is_controller():
            self._begin(session.items)
        try:
            return (yield)
        finally:
            self.ahead.stop()

    def _is_controller(self) -> bool:
        return self.worker is None and self.config.pluginmanager.has_plugin("dsession")

    def _begin(self, items: list[pytest.Item]) -> None:
        cases = [item.stash[CASE] for item in items]
        serial = self.config.option.usepdb or self.config.option.trace
        mine = [] if serial else self._mine(cases)
        self.ahead = Ahead([], mine)
        for target in self.targets.targets:
            own = [case for case in mine if case.target is target]
            self.conductors[target.name] = self._conductor(target, own)
        self.ahead.conductors = [conductor for conductor in self.conductors.values() if conductor.cases]
        self.ahead.start()

    def _conductor(self, target: Target, cases: list[Case]) -> Conductor:
        if self.worker is None:
            return Conductor(
                target, cases, self.ahead.settle, self.targets.life(target, target.name in self.targets.launchers)
            )
        from conformance.harness.workers import conductor

        return conductor(self.worker, self.targets, target, cases, self.ahead.settle, self.scratch)

    def _mine(self, cases: list[Case]) -> list[Case]:
        if self.worker is None:
            return cases
        from conformance.harness.shares import share

        indices = share(range(len(cases)), self.worker["workerid"], self.worker["workercount"])
        return [cases[index] for index in indices]

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> object:
        case = pyfuncitem.stash[CASE]
        outcome = self.ahead.outcome(case.name) or self.conductors[case.target.name].one(case)
        pyfuncitem.stash[OUTCOME] = outcome
        text = failure_text(outcome, self._again(case)) if outcome.raised else f"{STALE}: {case.requirement.id}"
        if getattr(self.config.option, "allure_report_dir", None):
            from conformance.harness.allure import tell

            tell(outcome, text)
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

    def _again(self, case: Case) -> str:
        """The command that judges this row again."""
        options = [f"{name}={value}" if value else name for name, value in self._options_to_repeat(case)]
        return shlex.join(["pytest", case.name, *options])

    def _options_to_repeat(self, case: Case) -> list[tuple[str, str]]:
        settings, names = self.settings, []
        if settings.launch:
            names.append(("--launch", settings.launch))
        names += [("--target", str(url)) for url in settings.urls]
        if settings.docroot:
            names.append(("--docroot", str(settings.docroot.base)))
        if settings.segments:
            names.append(("--segments", str(settings.segments)))
        if case.heavy:
            names.append(("--thorough", ""))
        if examples_of(case.function):
            names += [(f"--{name}", str(value)) for name, value in vars(case.search).items() if case.search != USUAL]
        names += [("--cap", text) for text in self.config.option.cap]
        if self.config.option.profile:
            names.append(("--profile", self.config.option.profile))
        return names

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        outcome = item.stash.get(OUTCOME, None)
        if outcome is None or call.when != "call":
            return report
        declared = match(self.known, outcome.case)
        reason = declared.reason if declared and declared.verdict is outcome.verdict else ""
        row = recorder.row_of(outcome, self._again(outcome.case), reason)
        row["status"] = _status(outcome, declared, report.passed)
        vars(report)["conformance"] = row  # pytest-xdist carries it to the controller
        report.start, report.duration, report.stop = outcome.started, outcome.seconds, outcome.started + outcome.seconds
        if outcome.verdict is Verdict.INCONCLUSIVE and report.failed:
            report.longrepr = failure_text(outcome, self._again(outcome.case))
        if report.skipped:
            path, line, _ = item.location
            report.longrepr = (path, (line or 0) + 1, f"Skipped: {outcome.message}")
        return report

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        row = getattr(report, "conformance", None)
        return STATUS[row["status"]] if row and report.when == "call" else None


def _status(outcome: Outcome, declared: Declared | None, passed: bool) -> str:
    if declared and outcome.verdict is declared.verdict:
        return "known"
    if outcome.verdict is Verdict.CONFORMS and not passed:
        return "violates"  # declared in --known, and no longer true
    if outcome.verdict is Verdict.DEVIATES and not passed:
        return "violates"  # --enforce should
    if outcome.verdict is Verdict.INCONCLUSIVE and not outcome.attempt.transcript.entries:
        return "unjudged"
    return outcome.verdict.value


def _protocol(item: pytest.Item) -> str:
    """The name of the protocol that a case is of: that of the package it lies in."""
    return protocol_of(item.path)


def _row(item: pytest.Item) -> str:
    """What stands in the brackets of a node id."""
    return item.name.partition("[")[2].removesuffix("]")


def _requirement(item: pytest.Item) -> Requirement:
    marker = item.get_closest_marker("verifies")
    if marker is None or len(marker.args) != 1 or not isinstance(marker.args[0], Requirement):
        raise pytest.UsageError(f"{item.nodeid} verifies no requirement")
    return marker.args[0]


def _peers(item: pytest.Item, made: Container[str]) -> tuple[str, ...]:
    """The arguments of a case that are no parametrize values: each must be a peer that the harness makes."""
    assert isinstance(item, pytest.Function)
    values = item.callspec.params if hasattr(item, "callspec") else {}
    peers = tuple(argument for argument in inspect.signature(item.function).parameters if argument not in values)
    if strange := ", ".join(peer for peer in peers if peer not in made):
        raise pytest.UsageError(f"{item.nodeid}: asks for {strange}, which the harness does not make")
    return peers


def _without_fixtures(item: pytest.Item) -> None:
    """The harness makes what a case asks for: neither pytest nor Allure, for which it costs a file, needs to do it."""
    getattr(item, "fixturenames", []).clear()


def _runs_alone(item: pytest.Item) -> bool:
    """Cases that judge what the whole run has seen, or load the target, come last."""
    last = {name for protocol in protocols() for name in protocol.alone}
    return item.get_closest_marker("alone") is not None or not last.isdisjoint(getattr(item, "fixturenames", ()))


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt(signal.Signals(number).name)
