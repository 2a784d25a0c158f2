"""What pytest loads at its start: the options, and ``@verifies``. Everything else is imported when a run begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from conformance.harness.runner.places import PACKAGE, is_in_package, named_places
from conformance.model import Requirement

F = TypeVar("F", bound=Callable[..., None])


def verifies(requirement: Requirement) -> Callable[[F], F]:
    """Bind a case to the requirement that it is evidence for."""

    def bind(function: F) -> F:
        marked: F = pytest.mark.verifies(requirement)(function)
        return marked

    return bind


def peer_fixture(name: str) -> Any:
    """The fixture through which a case asks for a peer.

    It makes nothing: the harness makes the peer when it runs the case, which may be before pytest asks for it.
    """

    @pytest.fixture(name=name)
    def peer(conformance_target: object) -> None:
        """Made by the harness when the case runs."""

    return peer


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Declare the options where the command line names the judge: another project may have a --target of its own."""
    config: pytest.Config | None = pluginmanager.get_plugin("pytestconfig")
    if config is None or _concerns_the_judge(config):
        from conformance.harness.runner.options import add_options

        add_options(parser)


def _concerns_the_judge(config: pytest.Config) -> bool:
    """Whether some word of the command line names (a part of) the judge; values of options are not yet told apart."""
    here, arguments = config.invocation_params.dir, [str(argument) for argument in config.invocation_params.args]
    if "--pyargs" in arguments and any(argument.partition(".")[0] == PACKAGE.name for argument in arguments):
        return True
    return any(is_in_package(here / argument.partition("::")[0]) for argument in [".", *arguments])


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "verifies(requirement): what the case is evidence for")
    config.addinivalue_line("markers", "alone: runs by itself, after all other cases")
    config.addinivalue_line("markers", "heavy: runs only with --thorough")
    config.addinivalue_line("markers", "sockets(why): its proof needs a target on a socket, in a process")
    config.addinivalue_line("markers", "connections(count): may open so many connections, instead of 64")
    config.addinivalue_line("markers", "cause: of its requirement, only such rows decide for what rests on it")
    config.addinivalue_line("markers", "rests_on(requirements): the row says nothing where one of these is violated")
    config.addinivalue_line("markers", "baseline: judged even where the baseline exchange fails")
    if any(is_in_package(place) for place in named_places(config)):  # in other runs the plugin does nothing
        from conformance.harness.runner.run import Run

        config.pluginmanager.register(Run(config), "conformance-run")


@pytest.fixture(scope="session")
def conformance_target(request: pytest.FixtureRequest) -> object:
    """The name of the target that a case is for; parametrized where there are several."""
    return getattr(request, "param", None)
