"""What the judge has to know of an option of the command line; ``options.py`` has the table of them."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Rows(enum.Enum):
    """The rows whose verdict an option can change: the command that repeats such a row contains the option."""

    NONE = enum.auto()
    ALL = enum.auto()
    HEAVY = enum.auto()
    PROPERTIES = enum.auto()


@dataclass(frozen=True)
class Option:
    """An option. Its help is Markdown; the terminal shows it without the backticks."""

    name: str
    metavar: str  # empty: the option takes no value
    help: str
    read: Callable[[str, Any], Any]
    rows: Rows = Rows.ALL
    default: str | None = None
    repeatable: bool = False
    field: str = ""  # the field of the settings that holds the value; empty: it has the option's name
    absent: Any = None  # the value of the field if the option is not given and has no default

    @property
    def destination(self) -> str:
        """The name under which pytest and argparse keep the text."""
        return self.name.removeprefix("--").replace("-", "_")

    @property
    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of ``addoption`` and of argparse's ``add_argument``."""
        text = self.help.replace("`", "") + (f" (default: {self.default})" if self.default else "")
        if not self.metavar:
            return {"action": "store_true", "help": text}
        if self.repeatable:
            return {"action": "append", "default": [], "metavar": self.metavar, "help": text}
        return {"default": self.default, "metavar": self.metavar, "help": text}

    def texts(self, given: Any) -> list[str]:
        """The values given for the option, without its default; an empty text for a flag."""
        value = getattr(given, self.destination)
        if isinstance(value, list):
            return value
        if value in (None, False, self.default):
            return []
        return ["" if value is True else value]

    def value(self, given: Any) -> Any:
        """The value for the settings; raises one of ``BAD_VALUE``."""
        text = getattr(given, self.destination)
        return self.absent if text is None else self.read(self.name, text)
