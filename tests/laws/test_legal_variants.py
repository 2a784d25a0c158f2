"""A legal variant is never reported as violating (section 8 of the design, law 4), nor as deviating.

Each is judged by a share of the rows, another for each variant; the thorough test judges each by half of them.
"""

from __future__ import annotations

import pytest

from conformance.harness.case.case import Case
from conformance.model import Verdict
from tests.kit.judging import judge, reference_of, server, serving, share, told
from tests.variants import http, websocket
from tests.variants.variant import Variant

VARIANTS = [*http.VARIANTS, *websocket.VARIANTS]

HARMLESS = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)


QUICK = [variant for variant in VARIANTS if not variant.slow]
ONE_IN = 12  # rows


def _name(variant: Variant) -> str:
    return f"{reference_of(variant.core).protocol}-{variant.name}"


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
    assert accused(variant, share(reference_of(variant.core).cases, VARIANTS.index(variant), ONE_IN)) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("variant", VARIANTS, ids=_name)
def test_a_legal_variant_is_not_accused_by_half_of_the_rows(variant: Variant) -> None:
    assert accused(variant, share(reference_of(variant.core).cases, VARIANTS.index(variant), 2)) == {}
