"""Fill in the templates of the reports. Every value that they print is escaped, unless it was marked as safe."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conformance.report.repair_lines import facts, repeat, where
from conformance.report.tables import bar
from conformance.text import clip, code_span, escape_markdown, moment, plural, visible

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent / "templates"


class Markdown(str):
    """Text that is Markdown already."""


def render_html(name: str, **values: Any) -> str:
    """Fill in a template of HTML or SVG. Text is escaped, and its invisible characters are spelled out."""
    return _html().get_template(name).render(values)


def render_markdown(name: str, **values: Any) -> str:
    """Fill in a template of Markdown. Text is put on one line, and everything in it that would be markup is escaped."""
    return _markdown().get_template(name).render(values)


@functools.cache
def _html() -> Environment:
    return _environment("html", autoescape=True, finalize=_visible)


def _visible(value: Any) -> Any:
    """Prepare a value for jinja2 to escape; markup, which knows its form as HTML, stays as it is."""
    return value if hasattr(value, "__html__") else visible(clip(str(value), 2000))


@functools.cache
def _markdown() -> Environment:
    environment = _environment("markdown", autoescape=False, finalize=_prose)
    environment.filters["code"] = lambda text, limit=300: Markdown(code_span(text, limit))
    environment.filters["link"] = _link
    return environment


def _link(text: Markdown, url: str) -> Markdown:
    """Make the text a link, unless the URL has a character that would end it."""
    return Markdown(f"[{text}]({url})") if re.fullmatch(r"https://[^\s()<>|]+", url) else text


def _prose(value: Any) -> str:
    return value if isinstance(value, Markdown) else escape_markdown(str(value))


def _environment(kind: str, **options: Any) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only a process that writes a report needs it

    from conformance.report.bytecode import KeptBeside

    loader, kept = FileSystemLoader(FOLDER, encoding="utf-8"), KeptBeside(FOLDER, kind)
    blocks: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
    environment = Environment(loader=loader, bytecode_cache=kept, undefined=StrictUndefined, **blocks, **options)
    environment.filters |= {"clip": clip, "plural": plural, "moment": moment, "words": _words, "bar": bar}
    environment.filters |= {"where": where, "facts": facts, "repeat": repeat}
    return environment


def _words(name: str) -> str:
    """Write a verdict or group as words: `not applicable`."""
    return name.replace("-", " ")
