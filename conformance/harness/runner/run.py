"""A run of the judge: find the targets, run the cases ahead of pytest, and hand it the outcomes."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from conformance.harness.engine.activity import Activity
from conformance.harness.engine.budget import Budget
from conformance.harness.engine.state import RunState
from conformance.harness.process import (
    can_lock,
    collecting_garbage_less_often,
    ended_by_signals,
    give_back_memory,
    parent_watch,
)
from conformance.harness.runner import seams, xdist
from conformance.harness.runner.collection import CASE, CollectionPlugin, target_name_of
from conformance.harness.runner.execution import Execution
from conformance.harness.runner.items import ItemsPlugin
from conformance.harness.runner.journal import Journal, between_workers
from conformance.harness.runner.known import BadKnownFile, Declared, read_known
from conformance.harness.runner.known_update import check_update
from conformance.harness.runner.options import read_settings
from conformance.harness.runner.reference_share import ReferenceSharePlugin, takes_a_share
from conformance.harness.runner.results import RESULTS, UNREACHABLE, ResultsPlugin
from conformance.harness.runner.status_line import StatusLinePlugin, describe
from conformance.harness.runner.terminal_plugin import TerminalPlugin
from conformance.harness.runner.worker_progress import ProgressTeller, WorkersProgress, told
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.examination import NotServed
from conformance.harness.targets.launch import CannotLaunch
from conformance.harness.targets.reachability import Unreachable
from conformance.harness.targets.settings import Settings


class Run:
    """Registered as a plugin where the arguments name the judge."""

    def __init__(self, config: pytest.Config) -> None:
        self.config, self.settings = config, read_settings(config)
        self.worker, self.judges = xdist.worker_input(config), not config.option.collectonly
        self.workers = WorkersProgress()
        self.scratch = self.settings.out / ".run"
        self.targets, self.states = Targets(self.settings, self.scratch), dict[str, RunState]()
        self.activity = Activity()  # of the run, not of a target
        self.status_line: StatusLinePlugin | None = None
        self.execution = Execution(config, self.targets, self.states, self.scratch)
        self._exit_stack = contextlib.ExitStack()
        config.add_cleanup(self._exit_stack.close)
        self._register_plugins(_read_known(self.settings))
        seams.disable_assertion_explanations(config)
        if self.judges:
            _write_reports_to(self.settings.out, config)

    def _register_plugins(self, known: list[Declared]) -> None:
        config, settings, targets = self.config, self.settings, self.targets
        journal = self._journal()
        self.results = ResultsPlugin(config, settings, targets, self.scratch, self.states, journal, self.activity)
        self.items = ItemsPlugin(config, settings, known, self.execution.outcome_of, journal)
        self.collection = CollectionPlugin(config, settings, targets, known, self.judges)
        plugins = {"results": self.results, "items": self.items, "collection": self.collection}
        plugins["terminal"] = TerminalPlugin(config, settings, targets, self.results)
        tells = self.worker and ProgressTeller(self.worker, lambda: told(self.execution.ahead, self.states.values()))
        plugins["progress"] = tells or self.workers
        if takes_a_share(config, settings):
            plugins["share"] = ReferenceSharePlugin(targets, target_name_of, settings.thorough)
        for name, plugin in plugins.items():
            config.pluginmanager.register(plugin, f"conformance-{name}")

    def _journal(self) -> Journal:
        path, all_evidence = self.settings.out / RESULTS, self.settings.all_evidence
        if self.worker is None:
            return Journal(path, all_evidence=all_evidence)
        return Journal(path, all_evidence=all_evidence, lock=between_workers(self.scratch), is_over=parent_watch())

    # before the first case

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        """Find the targets."""
        if not self.judges:
            return
        if self.worker is None:
            self._begin()
        else:
            self.targets.adopt(self.worker[seams.KEY], int(self.worker["workercount"]))
            self._make_states()

    def _begin(self) -> None:
        """Take possession of the folder, then find and measure the targets."""
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
            if self.status_line:
                self.status_line.line.progress()  # pytest prints its header now

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
            self.activity.begin("finding out what the target speaks and offers")
            self.status_line = StatusLinePlugin(
                self.config, lambda: str(self.workers) or describe(self.activity, self.states)
            )
            self.config.pluginmanager.register(self.status_line, "conformance-status-line")
            self.status_line.start()

    def _goes_on(self) -> str:
        """What goes on: in the workers, or here."""
        return str(self.workers) or describe(self.activity, self.states)

    def _make_states(self) -> None:
        for target in self.targets.targets:
            self.states[target.name] = RunState(target, self.targets.received.pop(target.name, ()))

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """pytest-xdist: send a worker the targets."""
        xdist.send_to_worker(node, self.targets.facts())

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
        give_back_memory()
        with collecting_garbage_less_often():
            self._start_cases(session)
            try:
                around = () if self.execution.in_debugger else seams.PLUGINS_AROUND_ITEMS
                with seams.without_plugins(self.config, *around):
                    return (yield)
            except KeyboardInterrupt as interrupt:
                self.execution.stop()
                self._keep_remaining_outcomes()
                raise seams.without_traceback(interrupt) from None
            finally:
                self.execution.stop()
                session.items.clear()
                self.execution.forget()

    def _start_cases(self, session: pytest.Session) -> None:
        """Start to run the cases; where workers judge, they start theirs."""
        if xdist.is_controller(self.config):
            self.activity.begin("the workers collect the rows")
            return
        self.activity.begin("")
        cases = [item.stash[CASE] for item in session.items]
        self.results.begin(len(cases))
        self.items.start_allure_reporter()
        budget = Budget(self.settings.budget)  # from now on: to measure a slow target may take half a minute
        self.execution.start(cases, self.collection.causes, budget, self.items.record)

    def _keep_remaining_outcomes(self) -> None:
        """Keep those outcomes of an interrupted run that pytest has not asked for: it takes one row at a time."""
        for outcome in self.execution.remaining():
            self.results.keep(self.items.row(outcome))


def _read_known(settings: Settings) -> list[Declared]:
    check_update(settings)
    known = settings.known
    try:
        return read_known(known) if known and (known.exists() or not settings.known_update) else []
    except BadKnownFile as error:
        raise pytest.UsageError(str(error)) from None


def _write_reports_to(out: Path, config: pytest.Config) -> None:
    """Put JUnit and Allure results beside the other reports, unless the user names another place."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise pytest.UsageError(f"--out {out}: {error.strerror}") from None
    seams.write_junit_to(config, out / "junit.xml")
    seams.write_allure_to(config, out / "allure-results")


def _lock_folder(out: Path, exit_stack: contextlib.ExitStack) -> None:
    """Keep other runs from writing into the folder until the run ends."""
    if not can_lock():
        return
    from conformance.harness.engine.locks import Occupied, occupied

    try:
        exit_stack.enter_context(occupied(out))
    except Occupied:
        raise pytest.UsageError(f"--out {out}: another run is writing there") from None
