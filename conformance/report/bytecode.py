"""Keep compiled templates between runs: to compile them takes a tenth of a second, as long as all else of a report."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class KeptBeside(FileSystemBytecodeCache):
    """Keeps the bytecode of templates where Python keeps that of modules, and only if Python does so.

    `kind` tells environments apart: how they compile a template depends on their options.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        place = Path(importlib.util.cache_from_source(str(folder / "template.py"))).parent
        super().__init__(str(place), f"{kind}-%s.{sys.implementation.cache_tag}.bytecode")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of the template: all of them are in one folder."""
        return name

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, unless the folder cannot be written: then the next run compiles the template again."""
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)
