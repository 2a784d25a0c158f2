"""What a target serves of which cases know the content: a document root, a zone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class BadMaterial(Exception):
    """A folder in which the material cannot be laid out, or was not; the message is one line for the user."""


@dataclass(frozen=True)
class Material:
    """A kind of material. The harness lays it out in a folder for each target whose command has its placeholder.

    The user may lay it out as well, by the subcommand of its name, and name the folder by the option of its name.
    """

    name: str
    title: str  # as the header of a run calls it
    served: str  # what of the folder the target serves; its path replaces the placeholder
    lay_out: Callable[[Path], None]  # write into a folder that is empty or does not exist; raises ``BadMaterial``
    find: Callable[[str], Path]  # return the folder of that path, absolute; raises ``BadMaterial`` if it holds none
    check: Callable[[Any], str]  # ask the target of an attempt for it; return what is wrong, or an empty text

    @property
    def placeholder(self) -> str:
        """What stands for it in ``--launch``."""
        return f"{{{self.name}}}"

    @property
    def option(self) -> str:
        """The command-line option that names the folder."""
        return f"--{self.name}"
