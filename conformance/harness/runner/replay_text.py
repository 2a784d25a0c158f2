"""What ``conformance replay`` prints before and after it runs a row."""

from __future__ import annotations

from conformance.harness.case.case import Case, Outcome
from conformance.harness.net.transcript import Transcript
from conformance.harness.runner.failure import LEGEND, evidence_lines, explanation
from conformance.harness.runner.recorded import Recorded
from conformance.text import moment, printable

SHOWN = 8192  # octets of each entry of evidence


def before(row: Recorded, case: Case) -> str:
    """Say which row is run on which target, and what the run found out about it."""
    target = case.target
    started = f", started by {target.launch}" if target.launch else ""
    lines = [
        f"replay: {row.row['case']}",
        f"target: {target.url} ({target.protocol.name}{started})",
        f"as found out by the run of {moment(row.run['started'])}:",
        f"  offers: {' '.join(f'{name}={value}' for name, value in sorted(target.capabilities.items()))}",
        f"  an answer may take {target.patience:g} s",
    ]
    if looks_at_the_run(case):
        lines.append(
            "This row looks at a whole run; its replay sees what the row does itself and what its evidence has."
        )
    return "\n".join(map(printable, lines)) + "\n"


def looks_at_the_run(case: Case) -> bool:
    """Whether the case judges what the target did in the whole run."""
    return not case.target.protocol.alone.isdisjoint(case.peers)


def after(row: Recorded, outcome: Outcome, lost: str) -> str:
    """The octets in both directions, the verdict, and the verdict of the run."""
    lines = [*_octets(outcome.attempt.transcript), "", *explanation(outcome), ""]
    if lost:
        lines.append(printable(lost))
    now, then = (outcome.verdict.value, outcome.message), (row.row["verdict"], row.row["message"])
    if now == then:
        return "\n".join([*lines, "The run came to the same verdict."])
    return "\n".join([*lines, f"In the run: {printable(': '.join(filter(None, then)))}"])


def _octets(transcript: Transcript) -> list[str]:
    if not transcript.entries:
        return ["nothing was sent"]
    dropped = [f"… {transcript.dropped} more entries"] if transcript.dropped else []
    return [f"octets: {LEGEND}", *evidence_lines(transcript.entries, SHOWN), *dropped]
