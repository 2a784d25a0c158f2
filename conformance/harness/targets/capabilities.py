"""Reads the capabilities that the user gives: ``--cap name=value`` and ``--profile FILE.toml``."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

TABLE = "capabilities"


class BadCapability(ValueError):
    """A capability or a profile that cannot be used; the message is one line for the user."""


def from_options(given: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Read ``name=value`` texts."""
    capabilities = {}
    for text in given:
        name, _, value = text.partition("=")
        capabilities[_checked(name.strip(), value, known, f"--cap {text}")] = value
    return capabilities


def from_profile(path: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Read the table ``[capabilities]`` of a TOML file."""
    try:
        profile = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadCapability(f"--profile {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadCapability(f"--profile {path}: not TOML: {error}") from error
    table, where = profile.get(TABLE, {}), f"--profile {path}"
    for name, value in profile.items():
        if name != TABLE:
            raise BadCapability(f"{where}: {_misplaced(name, value, known)}")
    if not isinstance(table, dict):
        raise BadCapability(f"{where}: [{TABLE}] must be a table")
    return {_checked(name, str(value), known, where): str(value) for name, value in _flat(table)}


def nearest(name: str, known: Iterable[str]) -> str:
    """Say which of the known names is meant, if one of them resembles the name; otherwise return an empty text."""
    close = difflib.get_close_matches(name.lower(), list(known), 1, 0.5)
    return f"; did you mean {close[0]}?" if close else ""


def _misplaced(name: str, value: object, known: Mapping[str, str]) -> str:
    """Say what is wrong with a name that stands at the top of a profile."""
    if name in known or any(one.startswith(f"{name}.") for one in known):
        return f"{name} stands outside of the table [{TABLE}]; write it below that line"
    kind = f"table [{name}]" if isinstance(value, dict) else f"key {name!r}"
    return f"unknown {kind}; did you mean [{TABLE}]? It is the only table of a profile"


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """A name with a dot is in TOML a table within a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _checked(name: str, value: str, known: Mapping[str, str], where: str) -> str:
    if name not in known:
        listed = f"known: {', '.join(sorted(known))}"
        raise BadCapability(f"{where}: unknown capability {name!r} ({listed}){nearest(name, known)}")
    is_path = known[name].startswith("/")
    if not value or (is_path and not value.startswith("/")):
        raise BadCapability(f"{where}: {'a path' if value else 'a value'} is needed: {name}={known[name]}")
    choices = known[name].split("|")
    if len(choices) > 1 and value not in choices:
        raise BadCapability(f"{where}: one of {', '.join(choices)} is needed")
    has_lines = not is_path and "field lines" in known[name]
    if has_lines and not all(":" in line for line in value.replace("\\n", "\n").splitlines()):
        raise BadCapability(f"{where}: each line needs a name, a colon and a value: {name}={known[name]}")
    if not all(ord(character) < 256 for character in value):
        raise BadCapability(f"{where}: a request cannot carry all of these characters")
    return name
