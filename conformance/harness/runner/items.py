"""Turn outcomes into the results of pytest's items: how each item ends, and its report."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.harness.runner import recorder, seams
from conformance.harness.runner.collection import CASE
from conformance.harness.runner.failure import failure_text, text_without_octets
from conformance.harness.runner.journal import Journal
from conformance.harness.runner.known import Declared, match
from conformance.harness.runner.outcomes import OUTDATED, STATUS, ItemEnd, status_of
from conformance.harness.runner.repeat import commands_for, replay_command
from conformance.harness.targets.settings import Settings
from conformance.model import Inconclusive, OutOfTime, Verdict

if TYPE_CHECKING:
    from conformance.harness.runner.allure import AllureReporter

OUTCOME = pytest.StashKey[Outcome]()


class ItemsPlugin:
    """Registered beside ``Run``. ``outcome_of`` waits for the outcome of a case, or runs it."""

    def __init__(
        self,
        config: pytest.Config,
        settings: Settings,
        known: list[Declared],
        outcome_of: Callable[[Case], Outcome],
        journal: Journal,
    ) -> None:
        self.config, self.settings, self.known, self.outcome_of = config, settings, known, outcome_of
        self.journal = journal
        self._recorded: dict[Outcome, recorder.Row] = {}
        self.allure: AllureReporter | None = None

    def start_allure_reporter(self) -> None:
        """Report each outcome to Allure as well, if it writes results."""
        if seams.writes_allure(self.config):
            from conformance.harness.runner.allure import AllureReporter

            self.allure = AllureReporter(self.settings.all_evidence)
            self.config.add_cleanup(self.allure.close)

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> object:
        """Take the outcome of the case instead of calling its function."""
        outcome = self.outcome_of(pyfuncitem.stash[CASE])
        pyfuncitem.stash[OUTCOME] = outcome
        text = self._text(outcome) if outcome.raised else f"{OUTDATED}: {outcome.case.requirement.id}"
        if self.allure:
            self.allure.report(outcome, text_without_octets(outcome, self._replay(outcome)) if outcome.raised else text)
        pyfuncitem.user_properties += self._properties(outcome)
        seams.fail_with(pyfuncitem, text)
        self._end(outcome, text)
        return True

    def _properties(self, outcome: Outcome) -> list[tuple[str, object]]:
        """What JUnit XML says of a row besides how it ended: a deviation and a known violation have passed there."""
        row = self.row(outcome)
        known = [("known", row["known"])] if row["known"] else []
        known += [("outdated", OUTDATED)] if row["status"] == "outdated" else []
        return [("requirement", row["id"]), ("level", row["level"]), ("verdict", row["verdict"]), *known]

    def _end(self, outcome: Outcome, text: str) -> None:
        """End pytest's item in the way that belongs to the verdict."""
        ends = ItemEnd.SKIPS if isinstance(outcome.raised, OutOfTime) else STATUS[self._status(outcome)].ends
        if ends is ItemEnd.PASSES:
            return
        if ends is ItemEnd.SKIPS:
            pytest.skip(str(outcome.raised))
        if outcome.raised and seams.opens_debugger_on_failure(self.config):
            raise outcome.raised
        if ends is ItemEnd.ERRS:
            raise Inconclusive(text) from None
        pytest.fail(text, pytrace=False)

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Put the row, the times and the reason of a skip on the report."""
        report = yield
        outcome = item.stash.get(OUTCOME, None)
        if outcome is None or call.when != "call":
            return report
        seams.attach_row(report, self.row(outcome))
        del self._recorded[outcome]
        seams.set_times(report, outcome.started, outcome.seconds)
        if outcome.verdict in (Verdict.INCONCLUSIVE, Verdict.FAULT) and report.failed:
            report.longrepr = self._text(outcome)
        del item.stash[OUTCOME]  # its evidence is in the row
        if report.skipped:
            seams.set_skip_reason(report, item, outcome.message)
        return report

    def record(self, outcome: Outcome) -> None:
        """Write the row of an outcome into the results, and keep what the reports of pytest need of it.

        Threads of the engine call this as soon as the verdict is there.
        """
        declared = match(self.known, outcome.case)
        reason = declared.reason if declared and declared.verdict is outcome.verdict else ""
        commands = commands_for(outcome.case, self.config, self.settings.out)
        row = recorder.row_of(outcome, commands, reason, self._status(outcome))
        self.journal.add(row)
        self._recorded[outcome] = recorder.drop_evidence(row)

    def row(self, outcome: Outcome) -> recorder.Row:
        """The row of an outcome, without its evidence; one that was judged when pytest asked for it is written now."""
        if outcome not in self._recorded:
            self.record(outcome)
        return self._recorded[outcome]

    def _status(self, outcome: Outcome) -> str:
        return status_of(outcome, match(self.known, outcome.case), enforce_should=self.settings.enforce_should)

    def _text(self, outcome: Outcome) -> str:
        return failure_text(outcome, self._replay(outcome))

    def _replay(self, outcome: Outcome) -> str:
        return replay_command(outcome.case, self.config, self.settings.out)

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Print the verdict instead of pytest's own word."""
        row = seams.row_on(report)
        return STATUS[row["status"]].printed if row else None
