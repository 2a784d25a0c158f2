"""Proves section files while one writes them: ``python -m tests.prove conformance/http/rfc9112/test_05_1_*.py``.

For the rows of these files (with ``--thorough`` the heavy ones too): the reference conforms on every shell; the mutants
of the module of the same name in ``tests/mutants`` each die; and every row is killed by some mutant or liar. The laws
for the whole tree are tests.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from conformance.harness.case.case import Case
from conformance.model import Verdict
from reference_impls.shells import aio, loop, threads
from tests import mutants
from tests.kit.judging import REFERENCES, Reference, cases, judge, judge_core, reference_of, server, serving, told
from tests.liars import LIES, lying
from tests.mutants.consequences import ABOUT_EVERYTHING

BAD = (Verdict.VIOLATES, Verdict.DEVIATES)


def main(words: list[str]) -> int:
    """Print what is not proven; the exit status says whether anything is not."""
    files = [word for word in words if word != "--thorough"]
    rows = [case for file in files for case in cases(file, thorough="--thorough" in words)]
    missing = _reference(rows) + _mutants(files, rows)
    alive = {row.name for row in rows} - _killed
    for name in sorted(alive):
        print(f"NOTHING KILLS  {name}")
    print(f"{len(rows)} rows, {len(rows) - len(alive)} killed, {missing} other complaints")
    return int(bool(alive or missing))


_killed: set[str] = set()


def _reference(rows: list[Case]) -> int:
    complaints = 0
    for reference, own in _by_reference(rows):
        for shell in (threads.serve, loop.serve, aio.serve):
            with serving(server(reference.core), shell) as url:
                for name, why in told(judge(url, own, patience=2.0)).items():
                    complaints += 1
                    print(f"REFERENCE {shell.__module__}  {name}  {why}")
    return complaints


def _by_reference(rows: list[Case]) -> list[tuple[Reference, list[Case]]]:
    """The rows that each protocol's reference is judged by."""
    pairs = [(one, [row for row in rows if row.target.protocol.name == one.protocol]) for one in REFERENCES.values()]
    return [(reference, own) for reference, own in pairs if own]


def _mutants(files: list[str], rows: list[Case]) -> int:
    complaints = 0
    for file in files:
        importlib.import_module(mutants.module_for(Path(file)))
    stated = {row.requirement for row in rows}
    for mutant in [known for known in mutants.MUTANTS if known.violates in stated]:  # others were only imported
        protocol = reference_of(mutant.core).protocol
        outcomes = judge_core(server(mutant.core), [row for row in rows if row.target.protocol.name == protocol])
        dead = {name for name, outcome in outcomes.items() if outcome.verdict in BAD}
        of_its_own = {name for name in dead if outcomes[name].case.requirement is mutant.violates}
        fallen = {outcomes[name].case.requirement for name in dead}
        strays = fallen - {mutant.violates} - set(mutant.also) - ABOUT_EVERYTHING
        _killed.update(of_its_own)
        if not of_its_own:
            print(f"MUTANT SURVIVES  {mutant.name}: {mutant.core.__doc__}")
        for stray in strays:
            print(f"MUTANT {mutant.name} ALSO BREAKS {stray.id}")
        complaints += (not of_its_own) + len(strays)
    return complaints + _liars(rows)


def _liars(rows: list[Case]) -> int:
    for reference, own in _by_reference(rows):
        for lie in LIES[reference.protocol]:
            for shameless in (False, True):
                chosen = [row for row in own if row.baseline or not shameless]
                with lying(lie, shameless=shameless) as url:
                    _killed.update(name for name, outcome in judge(url, chosen).items() if outcome.verdict in BAD)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
