"""What to repair first: at most five repairs, in the order in which an engineer would do them (docs/repairs.md).

First what crashes or hangs the target, then a plainest request without an answer, then requirements that are violated,
then those that are not met otherwise. Requirements have a rank, by their section; a lower one is more urgent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from conformance.report.digest import RequirementResult, requirement_results
from conformance.report.results import Requirement, Results, Row, Target

MOST = 5
"""Repairs that reports show before everything else."""
STAGE = 100
"""Ranks in one stage of the order of repairs: 0 to 99 are its first stage."""
BANDS = (0, 1, 2, 2, 4)
"""The first of the stages that are told as one, for each stage.

These are the third with the fourth, and all from the fifth on. In the first two, every fault is urgent; what few rows
show of the others comes last.
"""
ANSWERS, READING, CONNECTION = STAGE - 1, 2 * STAGE - 1, 4 * STAGE - 1
"""The ranks of the end of the first stage, for answers that no client can read, of the second, for requests that the
target did not read, and of the fourth, for what few answers have."""
FRAMING, FIELDS = 2, 4
"""The numbers of the stages on framing, and on how requests may be written."""
IN_ANSWERS = re.compile(r"\((\d+) of (\d+) (?:responses|frames)\)$")
"""What the message of a row on all answers of the run ends with: how many have the fault, of how many looked at."""

CRASH = "The target must not end, whatever a client sends."
HANG = "The target must go on answering others, whatever a client sends."
LOST = "the target died and did not come back"
LAST_LINE, OUTPUT = "; its output ends: ", "its output: "
"""What comes before the output of a target that was harmed: before its last line, and in the evidence."""
JUDGED = ("violates", "deviates", "conforms")
"""The verdicts of rows that say something of the target."""


@dataclass(frozen=True)
class Repair:
    """One thing to repair.

    `row` shows it, and `waiting` is the number of other rows that it explains. It is `exotic` if most rows of its
    requirement conform, and `unanswered` if the target closed the connection without an answer in most of the others.
    It `is_in_answers` if more than half of all answers have it, `is_in_few` if a row on all answers found it in no more
    than half of them, and is `malformed` if only malformed messages show it. `behind` are the rows of other
    requirements that wait. A crash has no requirement, but the last lines of the target's `output`.
    """

    text: str
    where: str
    seen: str
    hint: str
    row: Row
    waiting: int
    requirement: Requirement | None = None
    exotic: bool = False
    unanswered: bool = False
    is_in_answers: bool = False
    is_in_few: bool = False
    malformed: bool = False
    behind: int = 0
    output: tuple[str, ...] = ()


def repairs(results: Results, target: str) -> list[Repair]:
    """All repairs of one target, which is given by its URL, the most urgent first."""
    rows = [row for row in results.rows if row.target == target]
    mine = requirement_results(replace(results, rows=tuple(rows)))
    crashes = list(_crashes(rows)) or list(_loss(rows))
    found = [_repair(item, rows) for item in mine if any(_is_unmet(row) for _, row in item.rows)]
    harmed = [row.case for row in rows if row.harm]
    found = [one for one in found if not any(case in one.seen for case in harmed)]  # on survival, that is
    judged = sum(row.verdict in JUDGED for row in rows)
    return [*crashes, *sorted(found, key=lambda repair: _urgency(repair, judged))]


def shown(results: Results) -> list[tuple[Target, list[Repair]]]:
    """The repairs that a report begins with: at most five in all, and at least one of each target that needs any."""
    found = [(target, repairs(results, target.url)) for target in results.run.targets]
    found = [(target, mine) for target, mine in found if mine]
    return [(target, mine[: max(1, MOST // len(found))]) for target, mine in found]


def _urgency(repair: Repair, judged: int) -> tuple[bool, bool, int, int, int, int]:
    """Its place: violations first, then what most rows of a requirement show, then by band, then by section.

    At the end of the first stage come what keeps more rows from being judged than could be judged, and a violation in
    the framing of most answers, or of answers that other rows need. If it is a deviation only, it still comes among the
    violations. What belongs to the first stage and is found in few answers comes behind framing. A requirement of the
    third or fifth stage, on how requests are framed or may be written, comes at the end of the second if most rows get
    no answer at all. Within a section, the requirement comes first for which most rows of others wait.
    """
    assert repair.requirement is not None
    own = rank = repair.requirement.rank_malformed if repair.malformed else repair.requirement.rank
    deviates, is_in_few = repair.row.verdict == "deviates", repair.is_in_few and rank < STAGE
    is_needed = repair.is_in_answers or (repair.is_in_few and repair.behind)
    frames_answers = is_needed and rank // STAGE == FRAMING
    if repair.waiting >= judged or (frames_answers and not deviates):
        rank = ANSWERS
    elif is_in_few:
        rank = CONNECTION
    elif repair.unanswered and not (repair.exotic or repair.malformed) and rank // STAGE in (FRAMING, FIELDS):
        rank = READING
    band, exotic = _band(rank), repair.exotic or is_in_few
    return deviates and not frames_answers, band >= 2 and exotic, band, rank, own, -repair.behind


def _band(rank: int) -> int:
    return BANDS[min(rank // STAGE, len(BANDS) - 1)]


def _is_unmet(row: Row) -> bool:
    """Whether a row violates or deviates, and this was not declared."""
    return row.verdict in ("violates", "deviates") and not row.known


def _is_unanswered(row: Row) -> bool:
    """Whether the target closed or reset the connection instead of an answer."""
    return row.message.partition(" ")[2].startswith("and no answer")


def _answers(row: Row) -> tuple[int, int]:
    """In how many answers a row on all answers of the run found the fault, and at how many it looked."""
    counts = IN_ANSWERS.search(row.message)
    return (int(counts[1]), int(counts[2])) if counts else (0, 0)


def _repair(item: RequirementResult, rows: Sequence[Row]) -> Repair:
    requirement = item.requirement
    judged = [row for _, row in item.rows if row.verdict in JUDGED]
    unmet = [row for row in judged if _is_unmet(row)]
    behind = [row for row in rows if row.verdict == "not-applicable" and requirement.id in row.message]
    faulty = max(_answers(row)[0] for row in unmet)
    answers = max([sum(row.verdict in JUDGED for row in rows), *(_answers(row)[1] for row in rows)])
    return Repair(
        text=requirement.text,
        where=f"{requirement.id} ({requirement.level})",
        seen=unmet[0].message,
        hint=requirement.hint,
        row=unmet[0],
        waiting=len(unmet) - 1 + len(behind),
        requirement=requirement,
        exotic=2 * len(unmet) < len(judged),
        unanswered=2 * sum(_is_unanswered(row) for row in unmet) > len(unmet),
        is_in_answers=2 * faulty > answers,
        is_in_few=0 < 2 * faulty <= answers,
        malformed=_is_shown_by_malformed_alone(unmet),
        behind=len(behind),
    )


def _is_shown_by_malformed_alone(unmet: Sequence[Row]) -> bool:
    """Whether all rows sent something malformed. Those that look at the whole run sent nothing, and do not count."""
    sent = [row for row in unmet if any(entry.mark == ">" for entry in row.evidence)]
    return bool(sent) and all(row.malformed for row in sent)


def _crashes(rows: Sequence[Row]) -> Iterator[Repair]:
    """One repair for each way in which the target ended or stopped answering, shown by the simplest row."""
    ways: dict[str, list[Row]] = {}
    for row in rows:
        if row.harm:
            ways.setdefault(_way(row.harm), []).append(row)
    for harmed in sorted(ways.values(), key=lambda harmed: not _overwrote_memory(harmed[0])):
        shown = min(harmed, key=_connections_used)
        how = _how_it_ended(shown.harm)
        yield Repair(
            text=CRASH if how.startswith("the target died") else HANG,
            where=f"found by {shown.id}",
            seen=how,
            hint="Find out what these octets do to the target, and answer them, or close the connection.",
            row=shown,
            waiting=len(harmed) - 1,
            output=_output(shown),
        )


def _loss(rows: Sequence[Row]) -> Iterator[Repair]:
    """A repair for a target that ended so often that no row can be blamed: it is shown by the end of its output."""
    lost = [row for row in rows if row.message.startswith(LOST)]
    if lost:
        shown = next(filter(_output, lost), lost[0])
        yield Repair(
            text=CRASH,
            where="found by the plainest requests",
            seen=_how_it_ended(shown.message).replace(LOST + " (", "the target died again and again: "),
            hint="Start it by hand, connect, send a line and close: it must go on. The end of its output says why not.",
            row=shown,
            waiting=len(lost) - 1,
            output=_output(shown),
        )


def _output(row: Row) -> tuple[str, ...]:
    """The end of what the target wrote before it ended."""
    return tuple(entry.note.removeprefix(OUTPUT) for entry in row.evidence if entry.note.startswith(OUTPUT))


def _connections_used(row: Row) -> tuple[bool, int]:
    """What makes a row simple: it sent something, and used few connections."""
    used = {entry.connection for entry in row.evidence if entry.mark == ">" and entry.octets}
    return not used, len(used)


def _overwrote_memory(row: Row) -> bool:
    """Whether the target ended as programs do that overwrite their memory: after that, anything may happen."""
    return any(signal in row.harm for signal in ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL"))


def _how_it_ended(harm: str) -> str:
    """How the target ended, without the end of its output and the number of restarts."""
    return harm.partition(LAST_LINE)[0].partition("; restarted")[0]


def _way(harm: str) -> str:
    """How the target ended, and the last line of its output without numbers: alike for crashes with one cause."""
    last_line = harm.partition(LAST_LINE)[2].partition("; restarted")[0]
    return _how_it_ended(harm) + re.sub(r"0x[0-9a-f]+|\d+", "", last_line)
