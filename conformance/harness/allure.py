"""What Allure is told of a row: the requirement as labels, the transcript as evidence."""

from __future__ import annotations

import contextlib

import allure

from conformance.harness.attempt import Outcome, value_text
from conformance.harness.model import Level, Verdict
from conformance.harness.transcript import Transcript, hexdump, printable

SEVERITY = {Level.SHOULD: "normal", Level.SHOULD_NOT: "normal", Level.MAY: "trivial"}


def tell(outcome: Outcome, text: str) -> None:
    """Label the current test, describe it and attach its evidence."""
    requirement = outcome.case.requirement
    section = requirement.section
    dynamic = allure.dynamic
    dynamic.epic(section.document.protocol)
    dynamic.feature(str(section.document))
    dynamic.story(f"§{section.number} {section.title}")
    dynamic.severity(SEVERITY.get(requirement.level, "critical"))
    dynamic.label("level", requirement.level.value)
    dynamic.label("verdict", outcome.verdict.value)
    dynamic.label("target", str(outcome.case.target.url))
    for name, value in outcome.case.values.items():  # allure-pytest would write every octet string as its type
        dynamic.parameter(name, value_text(value))
    # rows whose values look the same when joined would pass for one test, tried again
    dynamic.parameter("row", outcome.case.row, mode=allure.parameter_mode.HIDDEN)
    dynamic.description(f"{requirement.text}\n\n{requirement.hint}".strip())
    if requirement.url:
        dynamic.link(requirement.url, name=str(requirement))
    if outcome.verdict is Verdict.DEVIATES:
        _red_step(text)
    if outcome.attempt.transcript.entries:
        allure.attach(readable(outcome.attempt.transcript), "octets exchanged", allure.attachment_type.TEXT)


def _red_step(text: str) -> None:
    """A deviation passes, with a failed step that says what deviates."""
    with contextlib.suppress(AssertionError), allure.step("deviates"):
        raise AssertionError(text)


def readable(transcript: Transcript) -> str:
    """The transcript as text: times, directions, hexdumps."""
    lines = []
    for entry in transcript.entries:
        head = f"{entry.at:9.4f} {entry.mark} [{entry.connection}] "
        if entry.note:
            lines.append(head + printable(entry.note))
        else:
            lines.append(head + f"{len(entry.octets) + entry.omitted} octets")
            lines += ["           " + row for row in hexdump(entry.octets, 2048)]
    return "\n".join(lines)
