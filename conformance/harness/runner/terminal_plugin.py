"""What pytest prints before the first case and after the last."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from conformance.harness.process import missing_abilities
from conformance.harness.runner import reference_share, seams
from conformance.harness.runner.known_update import to_be_looked_at
from conformance.harness.runner.results import ResultsPlugin
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.settings import DEFAULT_OUT, Settings
from conformance.text import printable


class TerminalPlugin:
    """Prints the header of a run, and the summary of its results."""

    def __init__(self, config: pytest.Config, settings: Settings, targets: Targets, results: ResultsPlugin) -> None:
        self.config, self.settings, self.targets, self.results = config, settings, targets, results

    def pytest_report_header(self) -> list[str]:
        from conformance.harness.runner.terminal import header, not_started

        lines = header(self.targets.targets, missing_abilities())
        return [*self._header_of_reference(), *lines, *not_started(self.targets.not_started)]

    def _header_of_reference(self) -> list[str]:
        """Say that no target was given, and what is judged instead."""
        if not (self.settings.judges_the_reference and self.targets.targets):
            return []
        return reference_share.header(self.targets, whole=not reference_share.takes_a_share(self.config, self.settings))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, exitstatus: int
    ) -> Generator[None, None, None]:
        """Print what to repair before everything else, and the counts after the summaries of all other plugins."""
        from conformance.harness.runner import terminal

        judged = self.results.judges and self.targets.targets and exitstatus != pytest.ExitCode.USAGE_ERROR
        repairs = self.results.repairs
        terminal.write_repairs(terminalreporter, repairs)
        if self.config.option.verbose < 1 and judged and terminal.tells_only_rows(terminalreporter):
            with seams.without_failure_texts(terminalreporter):
                yield
            terminal.write_full_texts(terminalreporter, repairs)
        else:
            yield
        if judged:
            self._write_summary(terminalreporter)

    def _write_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        from conformance.harness.runner.terminal import Findings, write_summary

        results, targets = self.results, self.targets.targets
        rows = list(results.rows.values())
        findings = Findings(rows, targets, results.lost_reasons(), results.repairs, results.headline)
        write_summary(terminalreporter, findings, self._shown_out(), self._notes())

    def _notes(self) -> list[str]:
        """Return the lines for the end of the summary."""
        from conformance.harness.runner.terminal import not_started

        notices = [(target, notice) for target in self.targets.targets for notice in self.results.notices(target)]
        several = len(self.targets.targets) > 1
        notes = [printable(f"{one.title or one.url}: {notice}" if several else notice) for one, notice in notices]
        notes += [*to_be_looked_at(self.results.rows.values()), *self.results.notes]
        notes += not_started(self.targets.not_started)
        return [*notes, reference_share.HOW_TO_JUDGE] if self.settings.judges_the_reference else notes

    def _shown_out(self) -> Path:
        """The folder of the reports as the user named it, or relative to the current folder if it is the default."""
        here = self.config.invocation_params.dir
        return self.settings.out.relative_to(here) if self.settings.out == here / DEFAULT_OUT else self.settings.out
