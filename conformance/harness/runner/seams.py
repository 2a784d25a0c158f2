"""Everything that the judge uses of pytest, pytest-xdist and allure-pytest and that is not their public API.

Each function has a test (tests/harness/runner/test_seams.py), so that an upgrade of pytest that breaks one of them is
noticed there, and repaired here.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from _pytest.junitxml import bin_xml_escape, shorten_message, xml_key

PLUGINS_AROUND_ITEMS = ("logging-plugin", "warnings", "capturemanager")
"""Plugins that act around each item: they would redirect and restore its output six times. The cases do not need them,
because they run in threads of the judge."""

KEY = "conformance"  # the name of our own data on reports, and in what pytest-xdist sends between processes


# options and plugins


def write_junit_to(config: pytest.Config, path: Path) -> None:
    """Have JUnit XML written to this path, unless the user names another."""
    config.option.xmlpath = config.option.xmlpath or str(path)


def write_allure_to(config: pytest.Config, folder: Path) -> None:
    """Have allure-pytest, if it is installed, write its results to this folder, unless the user names another."""
    if getattr(config.option, "allure_report_dir", "absent") is None:
        config.option.allure_report_dir, config.option.clean_alluredir = str(folder), True


def writes_allure(config: pytest.Config) -> bool:
    """Whether allure-pytest writes results."""
    return allure_folder(config) is not None


def allure_folder(config: pytest.Config) -> Path | None:
    """The folder that allure-pytest writes results to, if it writes any."""
    folder = getattr(config.option, "allure_report_dir", None)
    return Path(folder) if folder else None


def runs_in_debugger(config: pytest.Config) -> bool:
    """Whether cases must run in pytest's own thread, because the user wants to enter them with a debugger."""
    return bool(config.option.usepdb or config.option.trace)


def opens_debugger_on_failure(config: pytest.Config) -> bool:
    """Whether a failure opens the debugger."""
    return bool(config.option.usepdb)


def disable_assertion_explanations(config: pytest.Config) -> None:
    """Turn off pytest's explanation of assertions: without bounds, it takes minutes where a target sent a megabyte."""
    config.pluginmanager.unregister(name="assertion")


def silence_terminal(config: pytest.Config) -> None:
    """Stop pytest from printing: it would repeat the message that ends the run."""
    config.pluginmanager.unregister(name="terminalreporter")


def print_no_file_names(config: pytest.Config) -> None:
    """Have the progress be letters alone: where the items of a file do not follow each other, each has a line else."""
    if reporter := config.pluginmanager.get_plugin("terminalreporter"):
        reporter.showfspath = False


@contextlib.contextmanager
def without_failure_texts(terminal: pytest.TerminalReporter) -> Iterator[None]:
    """Have pytest print neither the texts of failures nor its list of them, until the block ends."""
    option, style, letters = terminal.config.option, terminal.config.option.tbstyle, terminal.reportchars
    option.tbstyle, terminal.reportchars = "no", ""
    try:
        yield
    finally:
        option.tbstyle, terminal.reportchars = style, letters


def writer(config: pytest.Config) -> Callable[[str], None]:
    """Return a function that writes a text beside the lines of pytest's terminal, or does nothing if there is none."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return lambda text: None
    file = reporter._tw._file

    def write(text: str) -> None:
        file.write(text)
        file.flush()

    return write


def terminal_width(config: pytest.Config) -> int:
    """How many characters of a line can be rewritten on the terminal that pytest writes to; 0 if it is none."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return max(1, reporter._tw.fullwidth - 1) if reporter and reporter.isatty else 0


def unregister_unused_hypothesis(config: pytest.Config) -> None:
    """Unregister hypothesis' plugin if no case uses it: it would import hypothesis only to print a summary."""
    if "hypothesis" not in sys.modules and config.pluginmanager.has_plugin("hypothesispytest"):
        config.pluginmanager.unregister(name="hypothesispytest")


@contextlib.contextmanager
def without_plugins(config: pytest.Config, *names: str) -> Iterator[None]:
    """Unregister these plugins until the block ends."""
    plugins = config.pluginmanager
    removed = {name: plugins.unregister(name=name) for name in names if plugins.has_plugin(name)}
    try:
        yield
    finally:
        for name, plugin in removed.items():
            plugins.register(plugin, name)


def why_stopped(session: pytest.Session) -> str:
    """Why pytest, or pytest-xdist, ended the run before its last item, as ``-x`` does; empty if it did not."""
    workers = session.config.pluginmanager.get_plugin("dsession")
    return str(session.shouldfail or session.shouldstop or getattr(workers, "shouldstop", "") or "")


# JUnit XML


def add_junit_properties(config: pytest.Config, properties: Mapping[str, str]) -> None:
    """Put properties on the whole suite of the JUnit XML that is about to be written, if any is."""
    if xml := config.stash.get(xml_key, None):
        for name, value in properties.items():
            xml.add_global_property(name, value)


def have_junit_call_it_an_error(config: pytest.Config, report: pytest.TestReport) -> None:
    """Have JUnit XML report an item as an error, not as a failure, although it ended so in its call phase."""
    if xml := config.stash.get(xml_key, None):
        reporter = xml.node_reporter(report)
        text = str(report.longrepr)
        message = bin_xml_escape(shorten_message(text))
        reporter.append_failure = lambda _: reporter._add_simple("error", message, text)  # type: ignore


# items and reports


def leave_out_fixtures(item: pytest.Item) -> None:
    """Have neither pytest nor Allure set up fixtures for an item: the harness makes what a case asks for."""
    getattr(item, "fixturenames", []).clear()


def fixture_names(item: pytest.Item) -> tuple[str, ...]:
    """The names of the fixtures that an item asks for."""
    return tuple(getattr(item, "fixturenames", ()))


def parameters(item: pytest.Item) -> dict[str, Any]:
    """The parametrize values of an item."""
    return dict(item.callspec.params) if hasattr(item, "callspec") else {}


def fail_with(item: pytest.Item, text: str) -> None:
    """Use ``text`` as the failure text of an item, instead of a traceback."""
    item.repr_failure = lambda *_: text  # type: ignore[method-assign]


def without_traceback(interrupt: KeyboardInterrupt) -> KeyboardInterrupt:
    """The interrupt without the frames that it passed.

    pytest fails when it prints a frame that was interrupted at an instruction without a line number, which Python 3.11
    has: the run would end with a traceback of pytest, and with the wrong exit status.
    """
    return interrupt.with_traceback(None)


def set_times(report: pytest.TestReport, started: float, seconds: float) -> None:
    """Report when the case ran, which was before pytest's item did (seconds since 1970, and duration)."""
    report.start, report.duration, report.stop = started, seconds, started + seconds


def set_skip_reason(report: pytest.TestReport, item: pytest.Item, reason: str) -> None:
    """Say why an item was skipped, at the line of the case instead of ours."""
    path, line, _ = item.location
    report.longrepr = (path, (line or 0) + 1, f"Skipped: {reason}")


def attach_row(report: pytest.TestReport, row: dict[str, Any]) -> None:
    """Put a row on a report; pytest-xdist carries it to the controller."""
    vars(report)[KEY] = row


def row_on(report: object) -> dict[str, Any] | None:
    """The row on a report of the call phase, if it has one."""
    row: dict[str, Any] | None = getattr(report, KEY, None)
    return row if row and getattr(report, "when", "call") == "call" else None


def drop_setup_and_teardown_reports(config: pytest.Config) -> None:
    """Drop the reports of set-up and teardown that passed: pytest would search them again for each failure."""
    if reporter := config.pluginmanager.get_plugin("terminalreporter"):
        reporter.stats.pop("", None)


def items_of_file(session: pytest.Session, path: Path) -> list[pytest.Item]:
    """The items of a file, which are not added to the session. Some folder above it has items in the session."""
    folder = _folder(session, path.parent)
    modules = folder.ihook.pytest_collect_file(file_path=path, parent=folder)
    return [item for module in modules for item in session.genitems(module)]


def _folder(session: pytest.Session, path: Path) -> pytest.Collector:
    """The collector of a folder, below that of a folder which has items: so the fixtures of its conftest.py exist."""
    files = {item.parent for item in session.items if item.parent}
    folders = {node.path: node for file in files for node in file.iter_parents() if isinstance(node, pytest.Directory)}
    if path in folders:
        return folders[path]
    above = _folder(session, path.parent)
    collector: pytest.Collector = above.ihook.pytest_collect_directory(path=path, parent=above)
    return collector
