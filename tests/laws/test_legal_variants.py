"""A legal variant is never reported as violating (docs/verdicts.md), nor as deviating.

Each is judged by a share of the rows, another for each variant: in this process, but for those that are slow, or that
need a shell of their own. A sample of the others is judged over sockets as well. The thorough tests judge by more rows.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import partial

import pytest

from conformance.harness.case.case import Case, Outcome
from conformance.model import Verdict
from reference_impls.shells import loop
from tests.kit import samples
from tests.kit.hunt import HARMLESS
from tests.kit.judging import cases_for, judge, judge_in_process, share, told
from tests.kit.measured import rows_for
from tests.kit.protocols import REFERENCES, reference_of, server
from tests.kit.serving import serving
from tests.variants.variant import Variant

MODULES = [importlib.import_module(f"tests.variants.{protocol}") for protocol in sorted(REFERENCES)]
VARIANTS: list[Variant] = [variant for module in MODULES for variant in module.VARIANTS]
IN_PROCESS = [variant for variant in VARIANTS if variant.shell is loop.serve and not variant.slow]
ON_SHELLS = [variant for variant in VARIANTS if variant not in IN_PROCESS]
ON_SHELLS_ALREADY = {variant.core for variant in ON_SHELLS}
QUICK_ON_SHELLS = [variant for variant in ON_SHELLS if not variant.slow] + samples.sample(
    [one for one in IN_PROCESS if one.core not in ON_SHELLS_ALREADY], 4, "variants"
)
ONE_IN = 48  # rows
FEW, ONE_IN_FEW = 200, 4  # of the rows that bind a small service


def _name(variant: Variant) -> str:
    return f"{reference_of(variant.core).protocol}-{variant.name}"


def some_rows(variant: Variant, one_in: int) -> list[Case]:
    """A share of the rows, another for each variant, and those of the SHOULDs that it does not meet."""
    rows = rows_for(variant.core, cases_for(reference_of(variant.core).protocol))
    some = share(rows, VARIANTS.index(variant), one_in if len(rows) > FEW else min(one_in, ONE_IN_FEW))
    return some + [row for row in rows if row.requirement.id in variant.deviates and row not in some]


def accused(variant: Variant, outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    """The rows that do not spare a variant, but for the SHOULDs that it does not meet."""
    return told(
        {
            name: outcome
            for name, outcome in outcomes.items()
            if outcome.verdict not in HARMLESS
            and not (outcome.verdict is Verdict.DEVIATES and outcome.case.requirement.id in variant.deviates)
        }
    )


def accused_in_process(variant: Variant, rows: list[Case]) -> dict[str, str]:
    quick = [row for row in rows if not row.sockets]
    reference = reference_of(variant.core)
    make, given = partial(server, variant.core), reference.given(variant.core)
    return accused(variant, judge_in_process(make, reference.protocol, quick, given=given, broken=variant.deviates))


def accused_over_sockets(variant: Variant, rows: list[Case]) -> dict[str, str]:
    with serving(server(variant.core), variant.shell) as url:
        given = reference_of(variant.core).given(variant.core)
        return accused(variant, judge(url, rows, variant.patience, variant.jobs, given))


@pytest.mark.parametrize("variant", IN_PROCESS, ids=_name)
def test_a_legal_variant_is_not_accused(variant: Variant) -> None:
    assert accused_in_process(variant, some_rows(variant, ONE_IN)) == {}


@pytest.mark.parametrize("variant", QUICK_ON_SHELLS, ids=_name)
def test_a_legal_variant_is_not_accused_over_sockets(variant: Variant) -> None:
    assert accused_over_sockets(variant, some_rows(variant, ONE_IN)) == {}, samples.told()


@pytest.mark.thorough
@pytest.mark.parametrize("variant", IN_PROCESS, ids=_name)
def test_a_legal_variant_is_not_accused_by_any_row(variant: Variant) -> None:
    assert accused_in_process(variant, some_rows(variant, 1)) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("variant", ON_SHELLS, ids=_name)
def test_a_legal_variant_is_not_accused_by_half_of_the_rows(variant: Variant) -> None:
    assert accused_over_sockets(variant, some_rows(variant, 2)) == {}
