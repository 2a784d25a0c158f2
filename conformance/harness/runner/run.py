"""A run of the judge: find the targets, run the cases ahead of pytest, and hand it the outcomes."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.engine.ahead import Ahead
from conformance.harness.engine.budget import Budget
from conformance.harness.engine.causes import unreported
from conformance.harness.engine.conductor import Conductor
from conformance.harness.engine.state import RunState
from conformance.harness.process import (
    can_lock,
    collecting_garbage_less_often,
    ended_by_signals,
    give_back_memory,
    parent_watch,
)
from conformance.harness.runner import seams
from conformance.harness.runner.collection import CASE, CollectionPlugin, target_name_of
from conformance.harness.runner.items import ItemsPlugin
from conformance.harness.runner.journal import Journal, between_workers
from conformance.harness.runner.known import BadKnownFile, Declared, read_known
from conformance.harness.runner.known_update import check_update
from conformance.harness.runner.options import read_settings
from conformance.harness.runner.reference_share import ReferenceSharePlugin, takes_a_share
from conformance.harness.runner.results import RESULTS, UNREACHABLE, ResultsPlugin
from conformance.harness.runner.status_line import StatusLinePlugin
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.examination import NotServed
from conformance.harness.targets.launch import CannotLaunch
from conformance.harness.targets.reachability import Unreachable


class Run:
    """Registered as a plugin where the arguments name the judge."""

    def __init__(self, config: pytest.Config) -> None:
        self.config, self.settings = config, read_settings(config)
        self.budget = Budget()
        self.worker, self.judges = seams.worker_input(config), not config.option.collectonly
        self.ahead, self.conductors = Ahead([], []), dict[str, Conductor]()
        self.scratch = self.settings.out / ".run"
        self.targets, self.states = Targets(self.settings, self.scratch), dict[str, RunState]()
        self._exit_stack = contextlib.ExitStack()
        config.add_cleanup(self._exit_stack.close)
        self._register_plugins(self._read_known())
        seams.disable_assertion_explanations(config)
        if self.judges:
            self._choose_reports()

    def _register_plugins(self, known: list[Declared]) -> None:
        config, settings = self.config, self.settings
        journal = self._journal()
        self.results = ResultsPlugin(config, settings, self.targets, self.scratch, self.states, journal)
        self.items = ItemsPlugin(config, settings, known, self._outcome_of, journal)
        self.collection = CollectionPlugin(config, settings, self.targets, known, self.judges)
        for name, plugin in (("results", self.results), ("items", self.items), ("collection", self.collection)):
            config.pluginmanager.register(plugin, f"conformance-{name}")
        if takes_a_share(config, settings):
            share = ReferenceSharePlugin(self.targets, target_name_of, settings.thorough)
            config.pluginmanager.register(share, "conformance-share")

    def _journal(self) -> Journal:
        path, all_evidence = self.settings.out / RESULTS, self.settings.all_evidence
        if self.worker is None:
            return Journal(path, all_evidence=all_evidence)
        return Journal(path, all_evidence=all_evidence, lock=between_workers(self.scratch), is_over=parent_watch())

    def _read_known(self) -> list[Declared]:
        check_update(self.settings)
        known = self.settings.known
        try:
            return read_known(known) if known and (known.exists() or not self.settings.known_update) else []
        except BadKnownFile as error:
            raise pytest.UsageError(str(error)) from None

    def _choose_reports(self) -> None:
        """Put JUnit and Allure results beside the other reports, unless the user names another place."""
        out = self.settings.out
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise pytest.UsageError(f"--out {out}: {error.strerror}") from None
        seams.write_junit_to(self.config, out / "junit.xml")
        seams.write_allure_to(self.config, out / "allure-results")

    # before the first case

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Find the targets."""
        if not self.judges:
            return
        if self.worker is not None:
            self.targets.adopt(self.worker[seams.KEY], int(self.worker["workercount"]))
            self._make_states()
            return
        _lock_folder(self.settings.out, self._exit_stack)
        shutil.rmtree(self.scratch, ignore_errors=True)  # left by a run that was killed
        self.scratch.mkdir()
        self._exit_stack.enter_context(ended_by_signals())
        self.results.remove_old_reports()
        self._start_status_line()
        try:
            self._open_targets()
        except BaseException:
            self.results.clean_up()
            raise
        finally:
            if self.results.status_line:
                self.results.status_line.line.progress()  # pytest prints its header now

    def _open_targets(self) -> None:
        try:
            self.targets.open()
        except (Unreachable, CannotLaunch) as error:
            seams.silence_terminal(self.config)
            pytest.exit(str(error), returncode=UNREACHABLE)
        except NotServed as error:
            raise pytest.UsageError(str(error)) from None
        self._make_states()

    def _start_status_line(self) -> None:
        """Say what goes on where nothing is printed for some seconds; not with ``-qq``."""
        if self.config.option.verbose > -2:
            self.results.activity.begin("finding out what the target speaks and offers")
            self.results.status_line = StatusLinePlugin(self.config, self._describe_activity)
            self.config.pluginmanager.register(self.results.status_line, "conformance-status-line")
            self.results.status_line.start()

    def _describe_activity(self) -> str:
        """What goes on: in the run, or on each target that is still judged."""
        if text := str(self.results.activity):
            return text
        texts = {name: text for name, state in list(self.states.items()) if (text := str(state.activity))}
        if len(self.states) == 1:
            return "".join(texts.values())
        return "; ".join(f"{name}: {text}" for name, text in texts.items())

    def _make_states(self) -> None:
        for target in self.targets.targets:
            self.states[target.name] = RunState(target, self.targets.received.pop(target.name, ()))

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """pytest-xdist: send a worker the targets."""
        seams.send_to_worker(node, self.targets.facts())

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        """pytest-xdist: give each worker a fixed share, which it can run ahead."""
        from conformance.harness.runner.shares import Shares

        return Shares(config, log)

    # the cases

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        """Run the cases ahead of pytest's items."""
        if not self.judges:
            return (yield)
        is_controller = seams.is_controller(self.config)
        self.results.activity.begin("rows are judged by the workers" if is_controller else "")
        give_back_memory()
        with collecting_garbage_less_often():
            if not is_controller:
                cases = [item.stash[CASE] for item in session.items]
                self.results.begin(len(cases))
                self._start_cases(cases)
            try:
                around = () if seams.runs_in_debugger(self.config) else seams.PLUGINS_AROUND_ITEMS
                with seams.without_plugins(self.config, *around):
                    return (yield)
            except KeyboardInterrupt as interrupt:
                self.ahead.stop()
                self._keep_remaining_outcomes()
                raise seams.without_traceback(interrupt) from None
            finally:
                self.ahead.stop()
                self._drop_cases(session)

    def _keep_remaining_outcomes(self) -> None:
        """Keep those outcomes of an interrupted run that pytest has not asked for: it takes one row at a time."""
        for outcome in self.ahead.remaining():
            self.results.keep(self.items.row(outcome))

    def _drop_cases(self, session: pytest.Session) -> None:
        """Free the memory of everything that only the cases needed: the reports need it."""
        session.items.clear()
        self.conductors.clear()
        self.ahead = Ahead([], [])
        for state in self.states.values():
            state.forget()

    def _start_cases(self, cases: list[Case]) -> None:
        self.items.start_allure_reporter()
        self.budget = Budget(self.settings.budget)  # from now on: to measure a slow target may take half a minute
        in_debugger = seams.runs_in_debugger(self.config)
        mine = _share(cases, self.worker)
        ahead = [] if in_debugger else mine
        ahead = [*unreported(mine, [*cases, *self.collection.causes], ahead), *ahead]
        self.ahead = Ahead([], ahead)
        for target in self.targets.targets:
            self.conductors[target.name] = self._conductor(target, [case for case in ahead if case.target is target])
        self.ahead.conductors = [conductor for conductor in self.conductors.values() if conductor.cases]
        self.ahead.start()
        if in_debugger:  # the cases will run one by one, in ``_outcome_of``, after all that they rest on
            self.ahead.join()

    def _outcome_of(self, case: Case) -> Outcome:
        """Wait for the outcome of a case that runs ahead; run any other case now."""
        try:
            return self.ahead.outcome(case.name) or self.conductors[case.target.name].one(case)
        except Exception as error:  # a defect of the harness
            return case.fault(error)

    def _settle(self, outcome: Outcome) -> None:
        """Write the row of an outcome, then hand the outcome to the item that waits for it."""
        self.items.record(outcome)
        self.ahead.settle(outcome)

    def _conductor(self, target: Target, cases: list[Case]) -> Conductor:
        state = self.states[target.name]
        if self.worker is None:
            lifecycle = self.targets.lifecycle(target)
            return Conductor(target, cases, self._settle, lifecycle, state=state, budget=self.budget)
        from conformance.harness.engine.workers import share_conductor

        return share_conductor(self.worker, self.targets, target, cases, self._settle, self.scratch, state, self.budget)


def _share(cases: list[Case], worker: dict[str, Any] | None) -> list[Case]:
    """The cases that this process runs: all of them, or the share of a worker."""
    if worker is None:
        return cases
    from conformance.harness.runner.shares import share

    indices = share(range(len(cases)), worker["workerid"], worker["workercount"])
    return [cases[index] for index in indices]


def _lock_folder(out: Path, exit_stack: contextlib.ExitStack) -> None:
    """Keep other runs from writing into the folder until the run ends."""
    if not can_lock():
        return
    from conformance.harness.engine.locks import Occupied, occupied

    try:
        exit_stack.enter_context(occupied(out))
    except Occupied:
        raise pytest.UsageError(f"--out {out}: another run is writing there") from None
