"""Split the text of an RFC into sections and sentences, and find its clauses.

A clause is a key word of BCP 14 in a sentence, or a rule of the grammar. Sentences are counted within their section,
those without a key word and the lines of examples too; titles and rules of the grammar are not counted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

GRAMMAR = "ABNF"  # stands in place of the key word
WORD = re.compile(
    r"\b(MUST NOT|SHALL NOT|SHOULD NOT|NOT RECOMMENDED|MUST|SHALL|REQUIRED|SHOULD|RECOMMENDED|MAY|OPTIONAL)\b"
)
QUOTED = re.compile(r'"[A-Z ]+"')  # a sentence about key words
PAGE_BREAK = re.compile(r"\n*[^\n]*\[Page \d+\]\n\f\n?[^\n]*\n+")
HEADING = re.compile(r"(?:Appendix )?(\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)\. +(\S.*)")
LAST_PARTS = re.compile(r"(?:Acknowledge?ments|Contributors|Index|Author'?s'? Address(?:es)?)\b")
NOT_READ = ("Collected ABNF",)  # repeats the rules of the other sections
RULE = re.compile(r"^ +([A-Za-z][A-Za-z0-9-]*) *=/?\s+(?=\S)", re.MULTILINE)
NO_RULE = re.compile(r"<|\d+-\d|[^\n]*\b(?:MOD|XOR)\b")  # rules of other documents, examples, and arithmetic
NOTE_MARGIN = re.compile(r"^ *\|  ", re.MULTILINE)
ITEM = re.compile(r"\A(?:[*o-]|\(?[0-9]+[.)]|\(?[a-zA-Z][.)]) +")
WRAPPED_WORD = re.compile(r"(?<=\w-)\n(?=\w)")
SENTENCE_END = re.compile(r"(?<=[.?!])(?<!e\.g\.)(?<!i\.e\.)(?<!a\.k\.a\.)([\"')_]*)(?:  +|\n)(?=[^a-z])")


@dataclass(frozen=True)
class Found:
    """A clause of an RFC. ``sentence`` is its number in the section, or the name of the rule.

    A sentence with several key words has as many clauses: ``12a``, ``12b``.
    """

    section: str
    sentence: str
    word: str
    text: str

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:8]

    @property
    def name(self) -> str:
        """The clause without its text, as the committed list and the ledger name it."""
        return f"{self.section} {self.sentence} {self.word} {self.hash}"


def clauses(text: str) -> list[Found]:
    """Find the clauses of an RFC, in the order of its text. A rule that a section repeats counts once."""
    found = (one for number, paragraphs in sections(text) for one in clauses_of(number, paragraphs))
    return list(dict.fromkeys(found))


def sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the number and the paragraphs of each section. What stands before the first has the number ``""``."""
    number, title, lines = "", "", list[str]()
    for line in [*without_pages(text).split("\n"), "Index"]:
        heading = HEADING.match(line)
        if not heading and not LAST_PARTS.match(line):
            lines.append(line)
            continue
        if number and title not in NOT_READ:
            yield number, paragraphs(lines)
        number, title = heading.groups() if heading else ("", "")
        lines = []


def without_pages(text: str) -> str:
    """Remove the page breaks. A paragraph that goes on after a page break is one paragraph again."""
    return PAGE_BREAK.sub(_seam, text.replace("\r\n", "\n"))


def _seam(page_break: re.Match[str]) -> str:
    ended = page_break.string[: page_break.start()].endswith((".", ":", "?", "!", ")"))
    return "\n\n" if ended else "\n"


def paragraphs(lines: list[str]) -> list[str]:
    """Join lines to paragraphs, which empty lines separate."""
    return [one for one in re.split(r"\n\s*\n", "\n".join(lines)) if one.strip()]


def clauses_of(section: str, paragraphs: list[str]) -> Iterator[Found]:
    count = 0
    for paragraph in paragraphs:
        if RULE.match(paragraph.lstrip("\n")):
            yield from rules(section, paragraph)
            continue
        for sentence in sentences(paragraph):
            count += 1
            yield from marked(section, str(count), sentence)


def rules(section: str, paragraph: str) -> Iterator[Found]:
    """Yield the rules of a paragraph of grammar, and the key words in their comments as clauses of their own."""
    heads = list(RULE.finditer(paragraph))
    ends = [head.start() for head in heads[1:]] + [len(paragraph)]
    for head, end in zip(heads, ends, strict=True):
        if not NO_RULE.match(paragraph, head.end()):
            text = " ".join(paragraph[head.start() : end].split())
            yield Found(section, head[1], GRAMMAR, text)
            yield from marked(section, f"{head[1]}/comment", text)


def sentences(paragraph: str) -> list[str]:
    """Split a paragraph at the ends of its sentences, without the margin and the number of an item."""
    lines = [line.strip() for line in NOTE_MARGIN.sub("", paragraph).strip("\n").split("\n")]
    text = WRAPPED_WORD.sub("", ITEM.sub("", "\n".join(lines), count=1))
    marked_ends = SENTENCE_END.sub(r"\1\f", text)
    return [" ".join(one.split()) for one in marked_ends.split("\f")]


def marked(section: str, sentence: str, text: str) -> Iterator[Found]:
    """Yield a clause for each key word of a sentence. A list of key words in quotation marks has none."""
    words = WORD.findall(QUOTED.sub("", text))
    for letter, word in zip(ascii_lowercase, words, strict=False):
        yield Found(section, sentence + letter if len(words) > 1 else sentence, word, text)
