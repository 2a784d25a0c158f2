"""What a reader should know about a run beside its verdicts, one sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.model import TO_BE_LOOKED_AT
from conformance.report.results import Results
from conformance.text import plural

HOW_TO_JUDGE = (
    "This run judged the reference implementations that ship with this tool. To judge a server of your own, say where "
    "it is with --target host:port, or how it is started with --launch './server {port}'."
)


def notes(results: Results) -> list[str]:
    """The notes on a run."""
    return [*_of_the_reference(results), *_of_declarations(results), *_of_targets(results)]


def _of_the_reference(results: Results) -> Iterator[str]:
    options = results.run.options
    if options and not (options.get("--target") or options.get("--launch")):
        yield HOW_TO_JUDGE


def _of_targets(results: Results) -> Iterator[str]:
    """What the run found out beside the verdicts; with the target's title where there are several."""
    targets = results.run.targets
    for target in targets:
        for notice in target.notices:
            yield f"{target.title}: {notice}" if len(targets) > 1 else notice


def _of_declarations(results: Results) -> Iterator[str]:
    """Count the declared rows whose reason nobody has written yet."""
    waiting = [row for row in results.rows if row.known == TO_BE_LOOKED_AT]
    if waiting:
        count = plural(len({row.id for row in waiting}), "requirement")
        yield f"{plural(len(waiting), 'row')} of {count} declared in --known: the reason says only {TO_BE_LOOKED_AT!r}."
