"""Proves section files while one writes them: ``python -m tests.prove conformance/http/rfc9112/test_05_1_*.py``.

For the rows of these files (with ``--thorough`` the heavy ones too): the reference conforms; the mutants of the module
of the same name in ``tests/mutants`` each die, and break no other requirement of the files; and every row is killed by
some mutant or liar. Servers are judged in this process, and over sockets only by rows that need them. The laws for the
whole tree are tests; docs/first-case.md shows how a case is proven.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from conformance.harness.case.case import Case
from reference_impls.shells import loop
from tests import mutants
from tests.kit.hunt import Hunt, complaints, complaints_over_sockets, dead, strays
from tests.kit.judging import ROOT, cases, one_of_each
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
    modules = {file: mutants.module_for(Path(file)) for file in files}
    lines = [line for file, name in modules.items() for line in _import_mutants(file, name)]
    stated = {row.requirement for row in rows}
    known = [mutant for mutant in mutants.MUTANTS if mutant.violates in stated]
    own = [mutant for mutant in known if mutant.core.__module__ in modules.values()]
    lines += [line for mutant in own for line in _of_mutant(hunt, mutant, rows)]
    for mutant in known:  # those of modules that were imported need not die here, but may kill
        if mutant not in own:
            hunt.judge(mutant, hunt.alive(_of_requirement(mutant, rows)))
    return lines


def _import_mutants(file: str, name: str) -> list[str]:
    """Import the module with the mutants of a section file; return a line that names its path if there is none."""
    path = Path(*name.split(".")).with_suffix(".py")
    if not (ROOT / path).exists():
        return [f"NO MUTANTS  {file}: write them in {path}"]
    importlib.import_module(name)
    return []


def _of_mutant(hunt: Hunt, mutant: Mutant, rows: list[Case]) -> list[str]:
    """Judge a mutant by the rows of its requirement, and by one row of each other requirement, as the laws do."""
    protocol = _of_protocol(reference_of(mutant.core).protocol, rows)
    others = [row for row in protocol if row.requirement is not mutant.violates and not row.sockets]
    outcomes = hunt.judge(mutant, one_of_each(others, 0))
    lines = [f"MUTANT {mutant.name} ALSO BREAKS {stray.id}" for stray in strays(mutant, outcomes)]
    if not dead(hunt.hunt(mutant, _of_requirement(mutant, rows))):
        lines.append(f"MUTANT SURVIVES  {mutant.name}: {mutant.core.__doc__}")
    return lines


def _of_requirement(mutant: Mutant, rows: list[Case]) -> list[Case]:
    """The rows of the requirement that a mutant breaks."""
    return [row for row in rows if row.requirement is mutant.violates]


def _hunt_liars(hunt: Hunt, rows: list[Case]) -> None:
    """Judge liars by the rows that have killed no mutant and no liar before."""
    for reference, own in _by_reference(rows):
        for lie in LIES[reference.protocol]:
            if alive := hunt.alive(own):
                hunt.convict(lie, alive)
            if baseline := [row for row in hunt.alive(own) if row.baseline]:
                hunt.convict(lie, baseline, shameless=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
