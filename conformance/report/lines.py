"""Read the lines of a `results.jsonl` one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class ResultsError(Exception):
    """The file is missing, or is not a `results.jsonl`."""


class Truncated(Exception):
    """The file ends in the middle of a line."""


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the object of each line, one at a time: all of them together would take much memory."""
    try:
        file = path.open(encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise ResultsError(f"{path}: {error.strerror or error}") from error
    with file:
        for number, line in enumerate(filter(str.strip, file), 1):
            try:
                value = json.loads(line)
            except ValueError as error:
                if number > 1 and not any(map(str.strip, file)):
                    why = f"The run was cut short: the file ends in the middle of line {number}."
                    raise Truncated(why) from error
                if line.startswith('{"run":') and not line.endswith("\n"):
                    raise ResultsError(f"{path}: the run was killed before it judged anything") from error
                raise ResultsError(f"{path}:{number}: not JSON, so this is not a results.jsonl: {error}") from error
            if not isinstance(value, dict):
                raise ResultsError(f"{path}:{number}: not a JSON object, so this is not a results.jsonl")
            yield number, value
