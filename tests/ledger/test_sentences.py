"""How the text of an RFC is split into clauses."""

from __future__ import annotations

import textwrap

import pytest

from tests.ledger.sentences import clauses

PAGE = """\


Nobody                       Standards Track                    [Page 1]
\f
RFC 9999                     An Example                     January 2030


"""
RFC = f"""\
Table of Contents

   1.  Words .......................................................1
     1.1.  More MUST not be read here ..............................1

1.  Words

   The key words "MUST", "NOT RECOMMENDED", and "MAY" have a meaning.

   A server MUST answer.  It SHOULD be quick (e.g., in less than a sec-
   ond).  Clients wait.  A client MAY go, and MUST
{PAGE}   say so.

1.1.  More

   o  An item SHALL NOT count its sign.

   2.  Nor MUST this its number.

      |  *Note:* A note is OPTIONAL.

     rule     = "a" / "b"
              ; which MUST be ASCII
     other    = <other, see RFC 0>
     rule-2   = 1*rule

     rule     = "a" / "b"
              ; which MUST be ASCII

Appendix A.  Collected ABNF

     rule-3   = "c"

Acknowledgements

   Thanks MUST be given.
"""


def found(text: str) -> list[tuple[str, str, str]]:
    return [(one.section, one.sentence, one.word) for one in clauses(text)]


def test_sentences_are_counted_in_their_section_and_key_words_in_their_sentence() -> None:
    assert [one for one in found(RFC) if one[0] == "1"] == [
        ("1", "2", "MUST"),
        ("1", "3", "SHOULD"),
        ("1", "5a", "MAY"),
        ("1", "5b", "MUST"),
    ]


def test_items_notes_and_rules_are_clauses_and_a_repeated_rule_is_one() -> None:
    assert [one for one in found(RFC) if one[0] != "1"] == [
        ("1.1", "1", "SHALL NOT"),
        ("1.1", "2", "MUST"),
        ("1.1", "3", "OPTIONAL"),
        ("1.1", "rule", "ABNF"),
        ("1.1", "rule/comment", "MUST"),
        ("1.1", "rule-2", "ABNF"),
    ]


def test_a_sentence_goes_on_after_a_page_break() -> None:
    assert [one.text for one in clauses(RFC) if one.sentence == "5a"] == ["A client MAY go, and MUST say so."]


def test_a_word_divided_at_the_end_of_a_line_keeps_its_hyphen() -> None:
    assert next(one.text for one in clauses(RFC) if one.word == "SHOULD").endswith("in less than a sec-ond).")


@pytest.mark.parametrize("width", [40, 60, 200])
def test_the_hash_does_not_depend_on_the_lines(width: int) -> None:
    sentence = "A recipient that has seen such an element MUST ignore whatever follows until the end of the message."
    (clause,) = clauses("1.  Words\n\n" + textwrap.indent(textwrap.fill(sentence, width), "   "))
    assert clause.text == sentence
    assert clause.hash == "fc90c056"


def test_arithmetic_and_examples_are_no_rules() -> None:
    text = "1.  Words\n\n     j = i MOD 4\n\n     bytes= 0-999\n\n     host = <host, see [URI]>\n"
    assert found(text) == []
