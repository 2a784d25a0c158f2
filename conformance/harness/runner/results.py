"""Gather the rows of a run, write ``results.jsonl`` and the reports, and print the summary."""

from __future__ import annotations

import contextlib
import datetime
import shutil
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conformance.harness.engine.state import RunState
from conformance.harness.net.clock import SYSTEM_CLOCK
from conformance.harness.process import ignoring_interrupts, missing_abilities
from conformance.harness.runner import recorder, seams
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.protocols import repair_rank
from conformance.harness.targets.settings import DEFAULT_OUT, Settings
from conformance.model import Verdict, stated

if TYPE_CHECKING:
    from conformance.report.repairs import Repair

UNREACHABLE = 6  # exit status


class ResultsPlugin:
    """Gathers the rows of this process, or of all pytest-xdist workers, and writes the reports."""

    def __init__(
        self,
        config: pytest.Config,
        settings: Settings,
        targets: Targets,
        scratch: Path,
        states: Mapping[str, RunState],
    ) -> None:
        self.states = states
        self.config, self.settings, self.targets, self.scratch = config, settings, targets, scratch
        self.worker = seams.worker_input(config) is not None
        self.judges = not config.option.collectonly
        self.rows: dict[str, recorder.Row] = {}
        self.lines: dict[str, str] = {}  # of results.jsonl, by the name of the case
        self.samples = recorder.EvidenceSamples()
        self.requirements: dict[str, dict[str, str]] = {}
        self.started = SYSTEM_CLOCK.today()
        self.repairs: Mapping[str, Sequence[Repair]] = {}

    def pytest_collection_finish(self) -> None:
        """Leave hypothesis out if no case uses it."""
        seams.unregister_unused_hypothesis(self.config)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if self.worker:  # its reports go on to the controller
            return
        if row := seams.row_on(report):
            self.keep(row)

    def keep(self, row: recorder.Row) -> None:
        """Keep the line of a row, and the row without its evidence, because pytest keeps every report until it ends.

        The evidence of conforming rows is kept for one row of each requirement, or for all with ``--evidence all``.
        """
        line = row
        if row["verdict"] == Verdict.CONFORMS.value and not self.settings.all_evidence:
            self.samples.offer(row)
            line = row | {"evidence": []}
        self.lines[row["case"]] = recorder.line_of(line)
        self.rows[row["case"]] = recorder.drop_evidence(row)

    def pytest_runtest_logfinish(self) -> None:
        """Keep pytest fast when there are many failures."""
        seams.drop_setup_and_teardown_reports(self.config)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """pytest-xdist: take what a worker found out besides its rows."""
        received = seams.received_from_worker(node)
        self.requirements |= received.get("requirements", {})
        for name, state in self.states.items():
            state.lost_reason = state.lost_reason or received.get("lost", {}).get(name, "")

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not self.judges or not self.targets.targets or session.exitstatus == pytest.ExitCode.USAGE_ERROR:
            return
        own = {one.id: recorder.requirement_record(one, repair_rank(one.id)) for one in stated()}
        if self.worker:
            lost = {name: state.lost_reason for name, state in self.states.items()}
            seams.send_to_controller(self.config, {"requirements": own, "lost": lost})
            return
        self.requirements |= own
        if any(state.lost_reason for state in self.states.values()):
            session.exitstatus = UNREACHABLE
        for state in self.states.values():
            state.forget()
        self._write(int(session.exitstatus))

    def _write(self, status: int) -> None:
        summary = recorder.summary_of(self.rows.values(), SYSTEM_CLOCK.today() - self.started, status)
        path = self.settings.out / "results.jsonl"
        self.lines |= self.samples.lines()
        in_order = sorted(self.rows.values(), key=lambda row: row["index"])
        lines = (self.lines.pop(row["case"]) for row in in_order)  # each is dropped once it is written
        recorder.write_results(path, self._describe(), lines, summary)
        from conformance.report.command import github_step_summary, report

        self.repairs = report(path.parent, step_summary=github_step_summary()).repairs

    def _describe(self) -> dict[str, Any]:
        described = [target.describe() for target in self.targets.targets]
        return {
            "target": ", ".join(one["target"] for one in described),
            "protocol": ", ".join(sorted({one["protocol"] for one in described})),
            "capabilities": described[0]["capabilities"],
            "versions": recorder.versions(),
            "options": self.settings.given,
            "started": datetime.datetime.fromtimestamp(self.started, datetime.UTC).isoformat(timespec="seconds"),
            "targets": described,
            "requirements": self.requirements,
        }

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        if not self.worker:
            self.clean_up()

    def remove_old_reports(self) -> None:
        """Remove the reports of an earlier run, so that nobody mistakes them for those of this run."""
        for name in ("results.jsonl", "index.html", "summary.md", "junit.xml", "badge.svg", "badge.json"):
            (self.settings.out / name).unlink(missing_ok=True)

    def clean_up(self) -> None:
        """End the targets that were started, and remove temporary files."""
        with ignoring_interrupts() if self.targets.launches.launchers else contextlib.nullcontext():
            self.targets.close()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def pytest_report_header(self) -> list[str]:
        from conformance.harness.runner.terminal import header

        return header(self.targets.targets, missing_abilities())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, exitstatus: int
    ) -> Generator[None, None, None]:
        """Print what to repair before everything else, and the counts after the summaries of all other plugins."""
        from conformance.harness.runner import terminal

        judged = self.judges and self.targets.targets and exitstatus != pytest.ExitCode.USAGE_ERROR
        terminal.write_repairs(terminalreporter, self.repairs)
        if self.config.option.verbose < 1 and judged and terminal.tells_only_rows(terminalreporter):
            with seams.without_failure_texts(terminalreporter):
                yield
            terminal.write_full_texts(terminalreporter, self.repairs)
        else:
            yield
        if judged:
            lost = {name: state.lost_reason for name, state in self.states.items()}
            rows, targets = list(self.rows.values()), self.targets.targets
            terminal.write_summary(terminalreporter, rows, targets, lost, self.repairs, self._shown_out())

    def _shown_out(self) -> Path:
        """The folder of the reports as the user named it, or relative to the current folder if it is the default."""
        here = self.config.invocation_params.dir
        return self.settings.out.relative_to(here) if self.settings.out == here / DEFAULT_OUT else self.settings.out
