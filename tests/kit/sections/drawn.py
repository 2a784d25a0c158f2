"""A section of the tests' own: properties that hold, fail, meet silence, or cannot be judged."""

from __future__ import annotations

from conformance.harness.case.properties import Draw, example, examples
from conformance.harness.runner.plugin import verifies
from conformance.http.peer import Http
from conformance.model import SERVER, Document, not_applicable

section = Document(9995, "Drawing", protocol="HTTP/1.1").section("1", "Words")
SERVE = section.must("serve-any", role=SERVER, text="Answer 200 whatever the words are.", hint="Ignore them.")


def word(draw: Draw) -> bytes:
    return draw.one_of((b"ant", b"bee", b"cat"))


def words(draw: Draw) -> list[bytes]:
    return draw.some(word, 0, 6)


def ask(http: Http, words: list[bytes], deed: bytes = b"") -> int | None:
    """The status of the answer to some words; the second bee has the server do its deed."""
    do = b"X-Do: " + deed + b"\r\n" if deed and words.count(b"bee") > 1 else b""
    head = b"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Words: " + b" ".join(words) + b"\r\n"
    return http.answer(head + do + b"\r\n").status


@verifies(SERVE)
@examples(words)
def test_any_words(http: Http, words: list[bytes]) -> None:
    assert ask(http, words) == 200


@verifies(SERVE)
@examples(words)
def test_two_bees_refused(http: Http, words: list[bytes]) -> None:
    assert ask(http, words, b"refuse") == 200


@verifies(SERVE)
@examples(words)
def test_two_bees_unanswered(http: Http, words: list[bytes]) -> None:
    assert ask(http, words, b"silence") == 200


@verifies(SERVE)
@examples(words)
def test_two_bees_fell(http: Http, words: list[bytes]) -> None:
    assert ask(http, words, b"fall") != 404


@verifies(SERVE)
@example([b"bee", b"cat", b"bee"])
@examples(words)
def test_an_example_comes_first(http: Http, words: list[bytes]) -> None:
    assert ask(http, words, b"refuse") == 200


@verifies(SERVE)
@examples(words)
def test_nothing_to_judge(http: Http, words: list[bytes]) -> None:
    ask(http, words, b"refuse")
    not_applicable("it does not know words")
