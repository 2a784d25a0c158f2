"""How long a run will take by the measured pace of its targets, and what limits it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from conformance.harness.case.case import Case

LONG = 300.0  # seconds: a run that takes longer is announced


def pace_lines(cases: Iterable[Case], budget: float | None) -> list[str]:
    """Say how long the rows of each slow target will take at the least, or how much time they have."""
    rows = Counter(case.target for case in cases)
    if budget:
        return [f"rows run for {budget:g} s (--budget), in the order of their rank; what does not fit is not judged"]
    return [
        f"{target.url}: a plain request takes {target.pace:.2g} s, so {count} rows take {math.ceil(seconds / 60)} "
        "minutes or more; --budget 5m judges the most important ones, and reports the others as not judged"
        for target, count in rows.items()
        if (seconds := count * target.pace) > LONG
    ]
