"""Proves section files while one writes them: ``python -m tests.prove conformance/http/rfc9112/test_05_1_*.py``.

For the rows of these files (with ``--thorough`` the heavy ones too): the reference conforms on every shell; the mutants
of the module of the same name in ``tests/mutants`` each die; and every row is killed by some mutant or liar. The laws
for the whole tree are tests; docs/first-case.md shows how a case is proven.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from conformance.harness.case.case import Case
from reference_impls.shells import loop
from tests import mutants
from tests.kit.hunt import Hunt, complaints, complaints_over_sockets, dead, strays
from tests.kit.judging import ROOT, cases
from tests.kit.protocols import REFERENCES, Reference, reference_of
from tests.liars import LIES
from tests.mutants import Mutant


def main(words: list[str]) -> int:
    """Print what is not proven; the exit status says whether anything is not."""
    files = [word for word in words if word != "--thorough"]
    rows = [case for file in files for case in cases(file, thorough="--thorough" in words)]
    hunt = Hunt()
    missing = [*_of_the_reference(rows), *_of_mutants(hunt, files, rows)]
    _hunt_liars(hunt, rows)
    alive = hunt.alive(rows)
    for line in [*missing, *(f"NOTHING KILLS  {name}" for name in sorted(row.name for row in alive))]:
        print(line)
    print(f"{len(rows)} rows, {len(rows) - len(alive)} killed, {len(missing)} other complaints")
    return int(bool(alive or missing))


def _of_the_reference(rows: list[Case]) -> list[str]:
    """Rows that do not call the reference conforming."""
    return [
        f"REFERENCE  {name}  {why}"
        for reference, own in _by_reference(rows)
        for name, why in _complaints(reference, own).items()
    ]


def _complaints(reference: Reference, rows: list[Case]) -> dict[str, str]:
    """In this process, and over sockets by the rows that need them."""
    needing = [row for row in rows if row.sockets]
    return complaints(reference, rows) | (complaints_over_sockets(reference, loop.serve, needing) if needing else {})


def _by_reference(rows: list[Case]) -> list[tuple[Reference, list[Case]]]:
    """The rows that each protocol's reference is judged by."""
    pairs = [(one, _of_protocol(one.protocol, rows)) for one in REFERENCES.values()]
    return [(reference, own) for reference, own in pairs if own]


def _of_protocol(protocol: str, rows: list[Case]) -> list[Case]:
    return [row for row in rows if row.target.protocol.name == protocol]


def _of_mutants(hunt: Hunt, files: list[str], rows: list[Case]) -> list[str]:
    """Files without mutants, and mutants of the files that survive or break more than they say."""
    missing = [line for file in files for line in _import_mutants(file)]
    stated = {row.requirement for row in rows}
    wanted = [known for known in mutants.MUTANTS if known.violates in stated]  # others were only imported
    return [*missing, *(line for mutant in wanted for line in _of_mutant(hunt, mutant, rows))]


def _import_mutants(file: str) -> list[str]:
    """Import the module with the mutants of a section file; return a line that names its path if there is none."""
    name = mutants.module_for(Path(file))
    path = Path(*name.split(".")).with_suffix(".py")
    if not (ROOT / path).exists():
        return [f"NO MUTANTS  {file}: write them in {path}"]
    importlib.import_module(name)
    return []


def _of_mutant(hunt: Hunt, mutant: Mutant, rows: list[Case]) -> list[str]:
    outcomes = hunt.judge(mutant, _of_protocol(reference_of(mutant.core).protocol, rows))
    lines = [f"MUTANT {mutant.name} ALSO BREAKS {stray.id}" for stray in strays(mutant, outcomes)]
    if not any(outcomes[name].case.requirement is mutant.violates for name in dead(outcomes)):
        lines.append(f"MUTANT SURVIVES  {mutant.name}: {mutant.core.__doc__}")
    return lines


def _hunt_liars(hunt: Hunt, rows: list[Case]) -> None:
    for reference, own in _by_reference(rows):
        for lie in LIES[reference.protocol]:
            hunt.convict(lie, own)
            hunt.convict(lie, [row for row in own if row.baseline], shameless=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
