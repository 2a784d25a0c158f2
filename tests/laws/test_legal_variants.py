"""A legal variant is never reported as violating (docs/verdicts.md), nor as deviating.

Each is judged by a share of the rows, another for each variant; the thorough test judges each by half of them.
"""

from __future__ import annotations

import importlib

import pytest

from conformance.harness.case.case import Case
from conformance.model import Verdict
from tests.kit.hunt import HARMLESS
from tests.kit.judging import cases_for, judge, share, told
from tests.kit.protocols import REFERENCES, reference_of, server
from tests.kit.serving import serving
from tests.variants.variant import Variant

MODULES = [importlib.import_module(f"tests.variants.{protocol}") for protocol in sorted(REFERENCES)]
VARIANTS: list[Variant] = [variant for module in MODULES for variant in module.VARIANTS]
QUICK = [variant for variant in VARIANTS if not variant.slow]
ONE_IN = 12  # rows


def _name(variant: Variant) -> str:
    return f"{reference_of(variant.core).protocol}-{variant.name}"


def some_rows(variant: Variant, one_in: int) -> list[Case]:
    """A share of the rows, another for each variant."""
    return share(cases_for(reference_of(variant.core).protocol), VARIANTS.index(variant), one_in)


def accused(variant: Variant, rows: list[Case]) -> dict[str, str]:
    """The rows that do not spare a variant, but for the SHOULDs that it does not meet."""
    with serving(server(variant.core), variant.shell) as url:
        outcomes = judge(url, rows, variant.patience, variant.jobs)
    return told(
        {
            name: outcome
            for name, outcome in outcomes.items()
            if outcome.verdict not in HARMLESS
            and not (outcome.verdict is Verdict.DEVIATES and outcome.case.requirement.id in variant.deviates)
        }
    )


@pytest.mark.parametrize("variant", QUICK, ids=_name)
def test_a_legal_variant_is_not_accused(variant: Variant) -> None:
    assert accused(variant, some_rows(variant, ONE_IN)) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("variant", VARIANTS, ids=_name)
def test_a_legal_variant_is_not_accused_by_half_of_the_rows(variant: Variant) -> None:
    assert accused(variant, some_rows(variant, 2)) == {}
