"""Every clause of a covered RFC is stated, or there is a reason why not: what ``conformance/ledger`` promises.

The texts of the RFCs are not in this repository. To compare the lists with them, set ``RFC_TEXTS`` to a folder that has
``rfc9112.txt`` and the others, from https://www.rfc-editor.org/rfc/.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from conformance.catalogue import functions
from conformance.http.rfc9112 import RFC9112
from conformance.ledger import FOLDER, PROTOCOLS, REASONS, Entry, entries
from conformance.model import SERVER, Level, Requirement, Section, stated
from tests.kit.tree import ROOT
from tests.ledger.files import LISTS, LONGEST, NOT_READ, listed, render
from tests.ledger.sentences import GRAMMAR, QUOTED, WORD, clauses, sections

COVERED = ["rfc6455", "rfc7692", "rfc9110", "rfc9112"]
MISSING = {"rfc6455": 0, "rfc7692": 1, "rfc9110": 3, "rfc9112": 1}  # clauses that nobody judges yet: lower these
TEXTS = Path(os.environ.get("RFC_TEXTS") or ROOT.parent / "shared" / "rfc")
STRENGTH = {
    "MUST": "must", "MUST NOT": "must", "SHALL": "must", "SHALL NOT": "must", "REQUIRED": "must",
    "SHOULD": "should", "SHOULD NOT": "should", "RECOMMENDED": "should", "NOT RECOMMENDED": "should",
    "MAY": "may", "OPTIONAL": "may",
}  # fmt: skip
SCOPES = (
    "binds clients", "binds intermediaries", "binds caches", "binds specifications",
    "permits servers", "permits clients", "defines",
)  # fmt: skip
WITHOUT_KEY_WORD = (Level.IMPLIED, Level.ROBUSTNESS)

# Requirements at the level of a key word, though no clause has it
NO_CLAUSE = {
    "rfc6455/5.5.3/same-payload": "`must` in small letters, which counts: RFC 6455 goes by RFC 2119, without RFC 8174",
    "rfc7692/5/declined-without-an-error": "where all are declined, both ends go on (§5); a 4xx is an answer too",
    "rfc7692/5/earlier-offer-first": "`recommended` in small letters, which counts: the same holds of RFC 7692",
    "rfc9110/7.4/decide-by-host": "a server decides by itself (§7.4): the row fails where it does nothing of that",
    "rfc9110/7.4/decide-by-scheme": "a server decides by itself (§7.4): the row fails where it does nothing of that",
    "rfc9110/7.8/unknown-protocol-ignored": "a server decides whether it accepts Upgrade, says §7.8 without key word",
    "rfc9110/17.15/egregious-ranges": "servers `ought to` do it (§17.15): no key word, so no more than a deviation",
    "rfc9110/15.6.6/refuse-major-version": "what 505 means: the row fails where a server neither serves nor refuses",
    "rfc9112/7.1.1/limit-total-length": "a server `ought to` do it (§7.1.1): no key word, so no more than a deviation",
    "rfc9112/9.6/answer-half-closed": "a note without key word; a server may close at any time (§9.5)",
    "rfc9112/9.6/close-in-stages": "what servers typically do, without key word: advice at most",
    "rfc9112/C.2.2/keep-alive-is-negotiated": "an appendix on what others do, without key word: nobody has to",
}

of_each_rfc = pytest.mark.parametrize("document", COVERED)


def requirements() -> dict[str, Requirement]:
    functions()  # imports every section file
    return {requirement.id: requirement for requirement in stated()}


def test_the_covered_rfcs_have_a_list_and_a_ledger() -> None:
    assert sorted(PROTOCOLS) == COVERED
    assert sorted(file.stem for file in FOLDER.glob("*.toml")) == COVERED
    assert sorted(file.stem for file in LISTS.iterdir()) == COVERED


@of_each_rfc
def test_every_clause_has_an_entry_in_the_order_of_the_rfc(document: str) -> None:
    assert [entry.name for entry in entries(document)] == listed(document)


@of_each_rfc
def test_the_entries_are_laid_out(document: str) -> None:
    """`python -m tests.ledger format` does it."""
    text = (FOLDER / f"{document}.toml").read_text("utf-8")
    assert text == render(document, entries(document))
    assert [line for line in text.splitlines() if len(line) > LONGEST] == []


@of_each_rfc
def test_every_entry_has_a_subject_and_requirements_or_one_reason(document: str) -> None:
    assert [entry.name for entry in entries(document) if not is_complete(entry)] == []


def is_complete(entry: Entry) -> bool:
    reasons = [reason for reason in REASONS if getattr(entry, reason)]
    said = len(reasons) == 1 or (entry.ids and not reasons)
    return bool(said and (entry.subject or entry.missing == NOT_READ))


@of_each_rfc
def test_what_is_out_of_scope_says_whom_it_binds(document: str) -> None:
    reasons = {entry.name: entry.out_of_scope for entry in entries(document) if entry.out_of_scope}
    assert [name for name, reason in reasons.items() if reason.partition(":")[0] not in SCOPES] == []


@of_each_rfc
def test_no_more_clauses_are_missing(document: str) -> None:
    assert sum(bool(entry.missing) for entry in entries(document)) <= MISSING[document]


@of_each_rfc
def test_every_id_is_that_of_a_requirement(document: str) -> None:
    known = requirements()
    assert [(entry.name, id_) for entry in entries(document) for id_ in entry.ids if id_ not in known] == []


@of_each_rfc
def test_the_level_of_a_requirement_is_that_of_its_sentence_or_the_entry_says_why(document: str) -> None:
    known = requirements()
    assert [(one.name, id_) for one in entries(document) for id_ in one.ids if not levels_agree(one, known[id_])] == []


def levels_agree(entry: Entry, requirement: Requirement) -> bool:
    """A rule of the grammar has no key word, so that every level agrees with it.

    Where a requirement has another key word than its sentence, the note names it, unless it is the only one.
    """
    if entry.word == GRAMMAR or STRENGTH[entry.word] == STRENGTH.get(requirement.level.value):
        return True
    named = requirement.slug in entry.note or len(entry.ids) == 1 or requirement.level in WITHOUT_KEY_WORD
    return bool(entry.note) and named


ONE, TWO = "rfc0/1/one", "rfc0/1/two"


@pytest.mark.parametrize(
    ("word", "level", "ids", "note", "agree"),
    [
        ("MUST", Level.MUST_NOT, (ONE,), "", True),
        ("RECOMMENDED", Level.SHOULD, (ONE,), "", True),
        ("ABNF", Level.SHOULD, (ONE,), "", True),
        ("MUST", Level.SHOULD, (ONE,), "", False),
        ("MAY", Level.IMPLIED, (ONE,), "", False),
        ("MUST", Level.SHOULD, (ONE,), "Why.", True),
        ("MUST", Level.SHOULD, (ONE, TWO), "Why.", False),
        ("MUST", Level.SHOULD, (ONE, TWO), "one is SHOULD.", True),
        ("MUST", Level.IMPLIED, (ONE, TWO), "Why.", True),
    ],
)
def test_a_level_that_is_not_explained_is_found(
    word: str, level: Level, ids: tuple[str, ...], note: str, agree: bool
) -> None:
    requirement = Requirement(Section(RFC9112, "1", "Words"), "one", level, SERVER, "Do it.")
    assert levels_agree(Entry("1", "1", word, "00000000", "Do it.", ids, note=note), requirement) == agree


@pytest.mark.parametrize(
    ("fields", "complete"),
    [
        ({"subject": "Do it.", "ids": (ONE,)}, True),
        ({"subject": "Do it.", "ids": (ONE,), "missing": "a part"}, True),
        ({"subject": "Do it.", "untestable": "no"}, True),
        ({"missing": NOT_READ}, True),
        ({"subject": "Do it."}, False),
        ({"ids": (ONE,)}, False),
        ({"subject": "Do it.", "untestable": "no", "missing": "how"}, False),
    ],
)
def test_an_entry_that_is_not_complete_is_found(fields: dict[str, Any], complete: bool) -> None:
    assert is_complete(Entry("1", "1", "MUST", "00000000", **fields)) == complete


@of_each_rfc
def test_every_requirement_with_a_key_word_is_that_of_a_clause(document: str) -> None:
    named = {id_ for rfc in COVERED for entry in entries(rfc) if entry.word != GRAMMAR for id_ in entry.ids}
    of_rfc = [one for one in requirements().values() if one.section.document.id == document]
    with_key_word = {one.id for one in of_rfc if one.level not in WITHOUT_KEY_WORD}
    unnamed = sorted(with_key_word - named - NO_CLAUSE.keys())
    if any(entry.missing == NOT_READ for entry in entries(document)):
        pytest.skip(f"the ledger of {document} is not finished: {len(unnamed)} requirements are not named yet")
    assert unnamed == []


@of_each_rfc
def test_a_ledger_is_of_the_protocol_whose_requirements_it_names(document: str) -> None:
    assert any(one.section.document.id == document for one in requirements().values())
    places = {place.parent.parent.name for place in (ROOT / "conformance").glob(f"*/{document}/__init__.py")}
    assert PROTOCOLS[document] in places


@of_each_rfc
def test_the_list_is_what_the_text_of_the_rfc_has(document: str) -> None:
    text = text_of(document)
    assert [one.name for one in clauses(text)] == listed(document)


@of_each_rfc
def test_no_key_word_of_the_text_is_lost(document: str) -> None:
    parts = [paragraph for _, paragraphs in sections(text_of(document)) for paragraph in paragraphs]
    words = sum(len(WORD.findall(" ".join(QUOTED.sub("", part).split()))) for part in parts)
    assert sum(one.word != GRAMMAR for one in clauses(text_of(document))) == words


def text_of(document: str) -> str:
    file = TEXTS / f"{document}.txt"
    if not file.exists():
        pytest.skip(f"no text of the RFC to compare with: RFC_TEXTS names no folder that has {file.name}")
    return file.read_text("utf-8")
