"""An id names one requirement: reports, ``--known`` and ``explain`` know requirements by nothing else."""

from __future__ import annotations

from collections import Counter

from conformance.harness.targets.protocols import protocols
from tests.laws.test_counts import documents


def test_no_two_packages_state_one_id() -> None:
    """Several protocols may be bound by one RFC, each by requirements of its own."""
    stated = Counter(
        requirement.id
        for protocol in protocols()
        for document in documents(protocol.name)
        for section in document.sections.values()
        for requirement in section.requirements.values()
    )
    assert len(stated) > 500
    assert [id_ for id_, count in stated.items() if count > 1] == []
