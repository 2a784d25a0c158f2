"""Hands pytest the plugin where the package is not installed and its entry point therefore not known."""

from __future__ import annotations

import pytest

from conformance.harness.runner import plugin
from conformance.harness.runner.options import add_options


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    if not pluginmanager.is_registered(plugin):
        pluginmanager.register(plugin, "conformance")
    add_options(parser)
