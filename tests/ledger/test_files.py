"""How the ledger is written, and brought up to date when an RFC's text changes."""

from __future__ import annotations

import tomllib

import pytest

from conformance.ledger import Entry
from tests.ledger.__main__ import main
from tests.ledger.files import NOT_READ, render, updated
from tests.ledger.sentences import clauses

OLD = clauses("1.  A\n\n   A server MUST answer.  A server MAY wait.\n")
NEW = clauses("1.  A\n\n   Mind.  A server MUST answer.  A server SHOULD answer soon.\n")


def test_a_new_clause_gets_an_empty_entry() -> None:
    assert [one.missing for one in updated([], OLD)] == [NOT_READ, NOT_READ]


def test_an_entry_stays_with_its_sentence_when_the_number_changes() -> None:
    known = [Entry("1", "1", "MUST", OLD[0].hash, "Answer.", ids=("rfc0/1/answer",)), updated([], OLD)[1]]
    moved, new = updated(known, NEW)
    assert (moved.sentence, moved.ids) == ("2", ("rfc0/1/answer",))
    assert (new.name, new.missing) == (NEW[1].name, NOT_READ)


def test_fields_are_aligned_and_long_lists_are_divided() -> None:
    ids = tuple(f"rfc9112/3.2/a-rather-long-slug-{number}" for number in range(3))
    note = "Why, [in words], " * 10
    entry = Entry("3.2", "1", "MUST", "0123abcd", 'Say "no".', ids, note=note)
    text = render("rfc9112", [entry])
    assert 'subject      = "Say \\"no\\"."\n' in text
    assert f'ids          = [\n    "{ids[0]}",\n    "{ids[1]}",\n    "{ids[2]}",\n]\nnote         = "{note}"\n' in text
    assert tomllib.loads(text)[entry.name]["ids"] == list(ids)


def test_a_mistyped_command_prints_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lsit"]) == 2
    assert "python -m tests.ledger list rfc9112.txt" in capsys.readouterr().err
