"""What Allure is told of a row: the requirement as labels, the transcript as evidence."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import allure
import allure_commons
from allure_commons.model2 import Label, Link
from allure_commons.types import LabelType, LinkType

from conformance.harness.case.case import Outcome
from conformance.harness.net.transcript import Transcript
from conformance.model import Level, Verdict
from conformance.text import hexdump, printable, value_text

SHOWN, SHOWN_OF_GOOD = 2048, 256  # octets of each entry of evidence; of rows that conform there are thousands
SEVERITY = {Level.SHOULD: "normal", Level.SHOULD_NOT: "normal", Level.MAY: "trivial"}


class AllureReporter:
    """Tells Allure of each outcome; registered with Allure, for it would ask all its plugins for each single label."""

    def __init__(self) -> None:
        self._told: Outcome | None = None
        allure_commons.plugin_manager.register(self)

    def close(self) -> None:
        allure_commons.plugin_manager.unregister(self)

    def report(self, outcome: Outcome, text: str) -> None:
        """Name the values of the current test and attach its evidence; its labels follow when it ends."""
        self._told = outcome
        for name, value in outcome.case.values.items():  # allure-pytest would write every octet string as its type
            allure.dynamic.parameter(name, value_text(value))
        # rows whose values look the same when joined would pass for one test, tried again
        allure.dynamic.parameter("row", outcome.case.row, mode=allure.parameter_mode.HIDDEN)
        if outcome.verdict is Verdict.DEVIATES:
            _red_step(text)
        if outcome.attempt.transcript.entries:
            limit = SHOWN_OF_GOOD if outcome.verdict is Verdict.CONFORMS else SHOWN
            allure.attach(readable(outcome.attempt.transcript, limit), "octets exchanged", allure.attachment_type.TEXT)

    @allure_commons.hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
    def report_result(self, result: Any) -> None:
        """Label and describe what Allure is about to write; the first line of a failure's text is its message.

        All of the text is the trace: as a message too, it would stand in the page four times, and no row would be like
        another, where the page is to put those together that fail alike.
        """
        if self._told is None:
            return
        outcome, self._told = self._told, None
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
    """Name the file and the function; allure-pytest takes what stands before ``::`` in a row for a class."""
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
    """A deviation passes, with a failed step that says what deviates."""
    with contextlib.suppress(AssertionError), allure.step("deviates"):
        raise AssertionError(text)


def readable(transcript: Transcript, limit: int = SHOWN) -> str:
    """The transcript as text: times, directions, hexdumps of so many octets of each entry."""
    lines = []
    for entry in transcript.entries:
        head = f"{entry.at:9.4f} {entry.mark} [{entry.connection}] "
        if entry.note:
            lines.append(head + printable(entry.note))
        else:
            octets = len(entry.octets) + entry.omitted
            lines.append(head + f"{octets} octets")
            lines += ["           " + row for row in hexdump(entry.octets, limit)]
            lines += [f"           … {octets - limit} more octets"] if octets > limit else []
    return "\n".join(lines)
