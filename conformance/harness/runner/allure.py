"""Add to each Allure result what it needs: the requirement as labels, the transcript as an attachment."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import allure
import allure_commons
from allure_commons.model2 import Label, Link, Status, StatusDetails
from allure_commons.types import LabelType, LinkType

from conformance.harness.case.case import Outcome
from conformance.harness.runner.failure import evidence_lines
from conformance.model import Level, Requirement, Verdict
from conformance.text import clip, value_text

SHOWN, SHOWN_OF_CONFORMING = 2048, 256  # octets of each entry of evidence that are attached
LONGEST_TITLE = 160  # characters
KEPT_LABELS = (LabelType.PARENT_SUITE, LabelType.SUITE)  # of allure-pytest's; each is in the page four times a row
UNMET = (Verdict.VIOLATES, Verdict.DEVIATES)
SEVERITY = {Level.SHOULD: "normal", Level.SHOULD_NOT: "normal", Level.MAY: "trivial"}


class AllureReporter:
    """Adds the requirement and the evidence of each row to its Allure result.

    It is registered with Allure and sets all labels of a result at once: setting one calls every plugin of Allure.
    The rows whose evidence is attached are those that keep it in ``results.jsonl``. With pytest-xdist each worker
    attaches that of the first conforming row of a requirement among its own rows.
    """

    def __init__(self, all_evidence: bool = False) -> None:
        self._outcome: Outcome | None = None
        self._text = ""  # of the failure
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
        self._text = text
        if outcome.verdict is Verdict.DEVIATES:
            _red_step(text.partition("\n")[0])
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
        if result.status == Status.PASSED and outcome.verdict in UNMET:
            result.status = Status.UNKNOWN  # not met, though the run does not fail: it does not count as passed
        if result.status != Status.PASSED:
            result.statusDetails = _details(outcome, self._text)
        _name(result, outcome)
        result.labels = [label for label in result.labels if label.name in KEPT_LABELS]
        result.labels += [Label(name, text) for name, text in _labels(outcome, _word(outcome, result.status))]
        _describe(result, outcome.case.requirement)


def _describe(result: Any, requirement: Requirement) -> None:
    """Say what is required, and link the section of the RFC that says so."""
    result.description = f"{requirement.text}\n\n{requirement.hint}".strip()
    if requirement.url:
        result.links.append(Link(LinkType.LINK, requirement.url, str(requirement)))


def _details(outcome: Outcome, text: str) -> StatusDetails:
    """What the page shows of a row that does not pass: its octets are an attachment, and not repeated here."""
    if outcome.verdict is Verdict.NOT_APPLICABLE:
        return StatusDetails(message=outcome.message)
    return StatusDetails(message=text.partition("\n")[0], trace=text)


def _name(result: Any, outcome: Outcome) -> None:
    """Set the title, and file and function as the full name: allure-pytest takes a row's ``::`` for that of a class."""
    result.name = title(outcome)
    file = outcome.case.name.partition("::")[0]
    result.titlePath = file.split("/")
    result.fullName = f"{file.removesuffix('.py').replace('/', '.')}#{outcome.case.function.__name__}"


def title(outcome: Outcome) -> str:
    """The name of the case in words, and the values of the row after it."""
    words = outcome.case.function.__name__.removeprefix("test_").replace("_", " ")
    values = ", ".join(f"{name} = {value_text(value)}" for name, value in outcome.case.values.items())
    return clip(f"{words[:1].upper()}{words[1:]}" + (f": {values}" if values else ""), LONGEST_TITLE)


def _word(outcome: Outcome, status: str) -> str:
    """The verdict, or what --known makes of it: a violation that passes, or a row that conforms and fails."""
    if outcome.verdict is Verdict.VIOLATES and status != Status.FAILED:
        return "known"
    return "outdated" if outcome.verdict is Verdict.CONFORMS and status == Status.FAILED else outcome.verdict.value


def _labels(outcome: Outcome, word: str) -> Iterator[tuple[str, str]]:
    requirement = outcome.case.requirement
    section = requirement.section
    yield LabelType.EPIC, section.document.protocol
    yield LabelType.FEATURE, str(section.document)
    yield LabelType.STORY, f"§{section.number} {section.title}"
    yield LabelType.SEVERITY, SEVERITY.get(requirement.level, "critical")
    yield "level", requirement.level.value
    yield "verdict", word
    yield "target", str(outcome.case.target.url)


def _red_step(text: str) -> None:
    """Add a failed step that says what deviates; the test itself passes."""
    with contextlib.suppress(AssertionError), allure.step("deviates"):
        raise AssertionError(text)
