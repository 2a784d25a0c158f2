"""The method of the reference implementation that keeps a requirement, and its source as text.

Nothing of the reference implementation is imported: the judge and the judged share no code.
"""

from __future__ import annotations

import ast
import functools
import textwrap
import tomllib
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("reference_methods.toml")
_ROOT = Path(__file__).resolve().parents[2]
"""The folder that has the packages of the judge and of the judged, in a clone and where a wheel is installed."""


@dataclass(frozen=True, order=True)
class Method:
    """A method: its file below the root, and its class and name."""

    file: str
    name: str


@functools.cache
def table() -> dict[str, Method]:
    """The method that keeps each requirement, by the requirement's id."""
    files = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {id_: Method(file, name) for file, names in files.items() for name, ids in names.items() for id_ in ids}


def source(method: Method) -> str:
    """The source of a method, or an empty text if it is not found."""
    return _sources(method.file).get(method.name, "")


@functools.cache
def _sources(file: str) -> dict[str, str]:
    """The source of each method in a file, by class and name."""
    try:
        text = (_ROOT / file).read_text(encoding="utf-8")
    except OSError:  # the judge was installed without the reference implementation
        return {}
    lines = text.splitlines()
    return {
        f"{kind.name}.{function.name}": _lines_of(function, lines)
        for kind in ast.parse(text).body
        if isinstance(kind, ast.ClassDef)
        for function in kind.body
        if isinstance(function, ast.FunctionDef)
    }


def _lines_of(function: ast.FunctionDef, lines: list[str]) -> str:
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    return textwrap.dedent("\n".join(lines[first - 1 : function.end_lineno]))
