"""The command that judges one row again."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import pytest

from conformance.harness.case.case import Case
from conformance.harness.case.properties import USUAL, examples_of
from conformance.harness.targets.settings import Settings


def repeat_command(case: Case, settings: Settings, config: pytest.Config) -> str:
    """The command line, quoted for a shell."""
    options = [f"{name}={value}" if value else name for name, value in _options(case, settings, config)]
    return shlex.join(["pytest", case.name, *options])


def _options(case: Case, settings: Settings, config: pytest.Config) -> Iterator[tuple[str, str]]:
    if settings.launch:
        yield "--launch", settings.launch
    yield from (("--target", str(url)) for url in settings.urls)
    if settings.docroot:
        yield "--docroot", str(settings.docroot.base)
    if settings.segments:
        yield "--segments", str(settings.segments)
    if case.heavy:
        yield "--thorough", ""
    if examples_of(case.function) and case.search != USUAL:
        yield from ((f"--{name}", str(value)) for name, value in vars(case.search).items())
    yield from (("--cap", text) for text in config.option.cap)
    if config.option.profile:
        yield "--profile", config.option.profile
