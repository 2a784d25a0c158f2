"""Add to each Allure result what it needs: the requirement as labels, the transcript as an attachment."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import allure
import allure_commons
from allure_commons.model2 import Label, Link
from allure_commons.types import LabelType, LinkType

from conformance.harness.case.case import Outcome
from conformance.harness.runner.failure import evidence_lines
from conformance.model import Level, Verdict
from conformance.text import value_text

SHOWN, SHOWN_OF_CONFORMING = 2048, 256  # octets of each entry of evidence that are attached
SEVERITY = {Level.SHOULD: "normal", Level.SHOULD_NOT: "normal", Level.MAY: "trivial"}


class AllureReporter:
    """Adds the requirement and the evidence of each row to its Allure result.

    It is registered with Allure and sets all labels of a result at once: setting one calls every plugin of Allure.
    The rows whose evidence is attached are those that keep it in ``results.jsonl``. With pytest-xdist each worker
    attaches that of the first conforming row of a requirement among its own rows.
    """

    def __init__(self, all_evidence: bool = False) -> None:
        self._outcome: Outcome | None = None
        self._all_evidence = all_evidence
        self._sampled: set[tuple[str, str]] = set()  # target and requirement of conforming rows with evidence
        allure_commons.plugin_manager.register(self)

    def close(self) -> None:
        allure_commons.plugin_manager.unregister(self)

    def report(self, outcome: Outcome, text: str) -> None:
        """Set the parameters of the current test and attach its evidence; ``report_result`` adds the labels later."""
        self._outcome = outcome
        for name, value in outcome.case.values.items():  # allure-pytest writes octets as the name of their type
            allure.dynamic.parameter(name, value_text(value))
        # without this, Allure takes rows whose values look the same when joined for one test that was run again
        allure.dynamic.parameter("row", outcome.case.row, mode=allure.parameter_mode.HIDDEN)
        if outcome.verdict is Verdict.DEVIATES:
            _red_step(text)
        if outcome.attempt.transcript.entries and self._keeps_evidence(outcome):
            limit = SHOWN_OF_CONFORMING if outcome.verdict is Verdict.CONFORMS else SHOWN
            shown = "\n".join(evidence_lines(outcome.attempt.transcript.entries, limit))
            allure.attach(shown, "octets exchanged", allure.attachment_type.TEXT)

    def _keeps_evidence(self, outcome: Outcome) -> bool:
        """Whether the row does not conform, or is the first of its requirement that does."""
        if self._all_evidence or outcome.verdict is not Verdict.CONFORMS:
            return True
        key = (str(outcome.case.target.url), outcome.case.requirement.id)
        is_first = key not in self._sampled
        self._sampled.add(key)
        return is_first

    @allure_commons.hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
    def report_result(self, result: Any) -> None:
        """Add labels and description to the result that Allure is about to write, and shorten its message to one line.

        The whole text of the failure is the trace. As the message it would stand in the page four times, and Allure
        could not group the rows that fail in the same way, because octets and times differ in each.
        """
        if self._outcome is None:
            return
        outcome, self._outcome = self._outcome, None
        requirement = outcome.case.requirement
        for failed in (result, *result.steps):
            if failed.statusDetails and failed.statusDetails.message:
                failed.statusDetails.message = failed.statusDetails.message.partition("\n")[0].removeprefix("Failed: ")
        _name(result, outcome)
        result.labels += [Label(name, text) for name, text in _labels(outcome)]
        result.description = f"{requirement.text}\n\n{requirement.hint}".strip()
        if requirement.url:
            result.links.append(Link(LinkType.LINK, requirement.url, str(requirement)))


def _name(result: Any, outcome: Outcome) -> None:
    """Set file and function as the names: allure-pytest takes the part before ``::`` in a row's values for a class."""
    file = outcome.case.name.partition("::")[0]
    result.titlePath = file.split("/")
    result.fullName = f"{file.removesuffix('.py').replace('/', '.')}#{outcome.case.function.__name__}"
    result.labels = [label for label in result.labels if label.name != LabelType.SUB_SUITE]


def _labels(outcome: Outcome) -> Iterator[tuple[str, str]]:
    requirement = outcome.case.requirement
    section = requirement.section
    yield LabelType.EPIC, section.document.protocol
    yield LabelType.FEATURE, str(section.document)
    yield LabelType.STORY, f"§{section.number} {section.title}"
    yield LabelType.SEVERITY, SEVERITY.get(requirement.level, "critical")
    yield "level", requirement.level.value
    yield "verdict", outcome.verdict.value
    yield "target", str(outcome.case.target.url)


def _red_step(text: str) -> None:
    """Add a failed step that says what deviates; the test itself passes."""
    with contextlib.suppress(AssertionError), allure.step("deviates"):
        raise AssertionError(text)
