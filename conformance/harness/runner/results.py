"""Gather the rows of a run, and write ``results.jsonl`` and the reports."""

from __future__ import annotations

import contextlib
import datetime
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conformance.harness.case.target import Target
from conformance.harness.engine.activity import Activity
from conformance.harness.engine.state import RunState
from conformance.harness.net.clock import SYSTEM_CLOCK
from conformance.harness.process import hide_more_from_gc, ignoring_interrupts
from conformance.harness.runner import recorder, reference_share, scope, seams, xdist
from conformance.harness.runner.journal import Journal
from conformance.harness.runner.known_update import update
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.settings import Settings
from conformance.model import Verdict

if TYPE_CHECKING:
    from conformance.report.repairs import Repair

RESULTS = "results.jsonl"
INTERRUPTED, FAULT, UNREACHABLE = pytest.ExitCode.INTERRUPTED, 3, 6  # exit statuses


class ResultsPlugin:
    """Gathers the rows of this process, or of all pytest-xdist workers, and writes the reports."""

    def __init__(
        self,
        config: pytest.Config,
        settings: Settings,
        targets: Targets,
        scratch: Path,
        states: Mapping[str, RunState],
        journal: Journal,
        activity: Activity,
    ) -> None:
        self.states, self.journal, self.activity = states, journal, activity
        self.config, self.settings, self.targets, self.scratch = config, settings, targets, scratch
        self.worker = xdist.worker_input(config) is not None
        self.judges = not config.option.collectonly
        self.rows: dict[str, recorder.Row] = {}
        self.headline = ""  # what the reports say in one sentence
        self.notes: list[str] = []  # lines for the end of the summary
        self.told_by_workers = defaultdict[str, list[str]](list)  # notices, by the name of the target
        self.started = SYSTEM_CLOCK.today()
        self.repairs: Mapping[str, Sequence[Repair]] = {}

    def pytest_collection_finish(self) -> None:
        """Leave hypothesis out if no case uses it."""
        seams.unregister_unused_hypothesis(self.config)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if self.worker:  # its reports go on to the controller
            return
        if row := seams.row_on(report):
            self.keep(row)
            if report.failed and row["verdict"] == Verdict.INCONCLUSIVE.value:
                seams.have_junit_call_it_an_error(self.config, report)

    def begin(self, collected: int) -> None:
        """Begin ``results.jsonl``: from now on, a run that is killed leaves what it has judged."""
        self.journal.begin(self._describe() | self._scope(collected))

    def _scope(self, collected: int) -> dict[str, Any]:
        by_share = reference_share.takes_a_share(self.config, self.settings)
        thorough = self.settings.thorough
        return scope.describe(collected, self.targets.targets, thorough=thorough, by_share=by_share)

    def keep(self, row: recorder.Row) -> None:
        """Keep a row for the terminal; its line is in the journal already."""
        self.rows[row["case"]] = row

    def pytest_runtest_logfinish(self) -> None:
        """Keep pytest fast when there are many failures."""
        seams.drop_setup_and_teardown_reports(self.config)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """pytest-xdist: take what a worker found out besides its rows."""
        received = xdist.received_from_worker(node)
        for name, state in self.states.items():
            state.lost_reason = state.lost_reason or received.get("lost", {}).get(name, "")
            self.told_by_workers[name] += received.get("notices", {}).get(name, [])

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not self.judges or not self.targets.targets or session.exitstatus == pytest.ExitCode.USAGE_ERROR:
            return
        if self.worker:
            self.journal.close()
            notices = {name: state.notices for name, state in self.states.items()}
            xdist.send_to_controller(self.config, {"lost": self.lost_reasons(), "notices": notices})
            return
        if self.targets.not_started or any(state.lost_reason for state in self.states.values()):
            session.exitstatus = UNREACHABLE
        if any(row["verdict"] == Verdict.FAULT.value for row in self.rows.values()):
            session.exitstatus = FAULT
        for state in self.states.values():
            state.forget()
        self.activity.begin("writing reports")
        self._write(session)
        if self.settings.known and self.settings.known_update:
            in_order = sorted(self.rows.values(), key=lambda row: row["index"])
            self.notes.append(update(self.settings.known, in_order, self.config))
        hide_more_from_gc()  # pytest and the interpreter would look at all objects three times more before the end

    def lost_reasons(self) -> dict[str, str]:
        """Return why each target stopped answering for good, by its name; empty texts for those that did not."""
        return {name: state.lost_reason for name, state in self.states.items()}

    def notices(self, target: Target) -> list[str]:
        """What the run found out about a target beside the verdicts, one line each."""
        state = self.states.get(target.name)
        found = [*(state.notices if state else ()), *self.told_by_workers[target.name]]
        return [*dict.fromkeys(found), *target.protocol.closing(target)]

    def _why_interrupted(self, session: pytest.Session) -> str:
        """Why rows that were collected may not have been judged; empty if the run did not end early."""
        if session.exitstatus == UNREACHABLE:
            return "the target was lost"
        return seams.why_stopped(session) or ("Ctrl-C or a signal" if session.exitstatus == INTERRUPTED else "")

    def _write(self, session: pytest.Session) -> None:
        seconds, why = SYSTEM_CLOCK.today() - self.started, self._why_interrupted(session)
        summary = recorder.summary_of(self.rows.values(), seconds, int(session.exitstatus), why)
        run = (self.journal.run() or self._scope(0)) | self._describe()
        self.journal.replace(run, self.rows.values(), summary)
        from conformance.report.command import github_step_summary, report, write_environment

        written = report(self.settings.out, step_summary=github_step_summary())
        self.headline, self.repairs = written.headline, written.repairs
        seams.add_junit_properties(self.config, written.facts)
        if folder := seams.allure_folder(self.config):
            write_environment(folder, written.facts)

    def _describe(self) -> dict[str, Any]:
        described = [target.describe() | {"notices": self.notices(target)} for target in self.targets.targets]
        not_started = [target.describe() for target in self.targets.not_started]
        return {
            "target": ", ".join(one["target"] for one in described),
            "protocol": ", ".join(sorted({one["protocol"] for one in described})),
            "capabilities": described[0]["capabilities"],
            "versions": recorder.versions(),
            "options": self.settings.given,
            "arguments": self.settings.arguments,
            "started": datetime.datetime.fromtimestamp(self.started, datetime.UTC).isoformat(timespec="seconds"),
            "targets": described + not_started,
        }

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        if not self.worker:
            self.clean_up()

    def remove_old_reports(self) -> None:
        """Remove the reports of an earlier run, so that nobody mistakes them for those of this run."""
        for name in (RESULTS, "results.new", "index.html", "summary.md", "junit.xml", "badge.svg", "badge.json"):
            (self.settings.out / name).unlink(missing_ok=True)

    def clean_up(self) -> None:
        """End the targets that were started, and remove temporary files."""
        self.journal.close()
        with ignoring_interrupts() if self.targets.launches.launchers else contextlib.nullcontext():
            self.targets.close()
        shutil.rmtree(self.scratch, ignore_errors=True)
