"""For the cases on languages: two representations of one resource, selected by Accept-Language."""

from __future__ import annotations

from conformance.http.helpers.resources import ask
from conformance.http.peer import Http
from conformance.http.wire import Answer
from conformance.model import not_applicable

NEGOTIATED = b"GET {negotiated}"
LANGUAGES = (b"en", b"de", b"fr", b"es", b"zh", b"ja")


def accepting(language: bytes) -> bytes:
    """Return the field line that asks for a language."""
    return b"Accept-Language: " + language


def require_two_languages(http: Http) -> dict[bytes, Answer]:
    """Return the answers in two languages, by language; not applicable if the target has no two, or sends no 200.

    The first is asked for again after the second, so that content that changes by itself is not taken for another
    language.
    """
    first = ask(http, NEGOTIATED, accepting(LANGUAGES[0]))
    others = ((language, ask(http, NEGOTIATED, accepting(language))) for language in LANGUAGES[1:])
    second = next(((language, other) for language, other in others if is_another(first, other)), None)
    if second is None:
        not_applicable("the path has the same content in all languages that were tried", "--cap negotiated=/path")
    require_steady(http, first)
    return {LANGUAGES[0]: first, second[0]: second[1]}


def is_another(first: Answer, other: Answer) -> bool:
    """Whether both are served, with different content."""
    return first.status == other.status == 200 and other.content != first.content


def require_steady(http: Http, first: Answer) -> None:
    """Not applicable if the first language is not answered alike once more."""
    if ask(http, NEGOTIATED, accepting(LANGUAGES[0])).content != first.content:
        not_applicable("the content of the path changes from response to response", "--cap negotiated=/path")
