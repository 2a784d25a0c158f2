"""Find out which parts of the judge, and which rows, the command line of a run names."""

from __future__ import annotations

from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]


def is_in_package(path: Path) -> bool:
    """Whether the path is the judge's package, or in it."""
    path = path.resolve()
    return path == PACKAGE or PACKAGE in path.parents


def named_places(config: pytest.Config) -> list[Path]:
    """The files, folders and modules that the arguments name, as paths; the path of a module has no suffix."""
    return [_place(config, argument.partition("::")[0]) for argument in config.args]


def _place(config: pytest.Config, argument: str) -> Path:
    if config.option.pyargs and argument.partition(".")[0] == PACKAGE.name:
        return PACKAGE.parent.joinpath(*argument.split("."))
    return (config.invocation_params.dir / argument).resolve()


def names_rows(config: pytest.Config) -> bool:
    """Whether a file may be collected in part: the command line names a function, or asks for what failed last."""
    return bool(getattr(config.option, "lf", False)) or any("::" in argument for argument in config.args)


def selects_rows(config: pytest.Config) -> bool:
    """Whether the command line chooses among the rows of the files that it names."""
    options = ("keyword", "markexpr", "deselect")
    return names_rows(config) or any(getattr(config.option, name, None) for name in options)
