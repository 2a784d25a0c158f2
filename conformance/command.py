"""The console command: ``conformance [URL | SUBCOMMAND] [pytest's options]``; ``python -m conformance`` is the same."""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from conformance.harness.case.material import Material

PACKAGE = Path(__file__).resolve().parent
CONFIGURATION = PACKAGE / "command.ini"
MODULE = re.compile(r"conformance(\.\w+)*")
USAGE = """usage: conformance [URL] [options]       judge the target at URL; without one, the reference implementations
       conformance SUBCOMMAND ...

The target: host:port, whose protocol is found out, or a URL: http://, https://, ws:// or wss://, with a path;
dns://host:port/zone; tcp:// or udp:// for echo and the other small services. All options of pytest work as well.

subcommands (conformance SUBCOMMAND --help says more):
  cases [TEXT]     list every requirement with its cases, or those with TEXT in their ids
  explain ID       say everything about one requirement
  docroot DIR      lay out a document root, DIR/root, with secret files beside it
  replay ROW       run one row of the last run once more, and print the octets of both directions
  report [DIR]     make every report from the results of a run, Allure's page too

examples:
  conformance http://127.0.0.1:8080
  conformance --launch './server {port}'
  conformance 127.0.0.1:8080 -k chunk --patience 5
  conformance dns://127.0.0.1:5300/example.test
  conformance 127.0.0.1:8080 conformance.http.rfc9112      only the cases of this package

options:"""
REPLAY = """Run one row of the last run once more, with what that run found out about its target, and print the octets
of both directions. Start it in the folder in which the run was started. The exit status is that of a run."""
USAGE_ERROR = 4  # exit status, as pytest's for a wrong option


def console() -> NoReturn:
    """Run the command with the words of the command line, and end the process."""
    words = sys.argv[1:]
    if words and words[0] in (*SUBCOMMANDS, "-h", "--help") and words[0] != "replay":
        from conformance.harness.process import end_quietly_in_a_pipe

        end_quietly_in_a_pipe()  # not while judging: writing to a connection that a target closed must not end the run
    sys.exit(main(words))


def main(words: list[str]) -> int:
    """Run the command; returns the exit status."""
    first, *rest = words or [""]
    if first in ("-h", "--help"):
        return _print_help()
    if first == "--version":
        return _print_version()
    if first in SUBCOMMANDS:
        return SUBCOMMANDS[first](rest)
    if not words or first.startswith("-") or _path_of(first):
        return _judge(words)
    if ":" in first:
        return _judge([f"--target={first}", *rest])
    return _refuse(first)


def _refuse(word: str) -> int:
    known = ", ".join(SUBCOMMANDS)
    print(f"conformance: {word!r} is neither a target (host:port or a URL) nor one of {known}", file=sys.stderr)
    return USAGE_ERROR


def _judge(words: list[str]) -> int:
    """Run pytest. Nothing else of ours is imported before, because pytest rewrites only modules that it imports."""
    import pytest

    sys.argv[1:] = pytest_arguments(words)
    return int(pytest.console_main())  # unlike pytest.main, it ends quietly where `| head` closes the pipe


def pytest_arguments(words: Sequence[str]) -> list[str]:
    """Return the arguments for pytest: these words, with paths for the cases that they name, or else all cases.

    pytest reads neither the configuration nor the conftest.py of the current folder, which are for other tests. The
    root is the parent of the package, so that cases have the same names wherever it is installed. Only the cache is in
    the current folder.
    """
    ours = [f"--config-file={CONFIGURATION}", f"--rootdir={PACKAGE.parent}"]
    cache = ["-o", f"cache_dir={Path.cwd() / '.pytest_cache'}"]
    paths = {word: path for word in words if (path := _path_of(word))}
    return [*ours, *cache, *([] if paths else [str(PACKAGE)]), *(paths.get(word, word) for word in words)]


def _path_of(word: str) -> str:
    """Return the path of the module or package of ours that a word names, with its ``::`` part, or an empty text."""
    module, colons, case = word.partition("::")
    if not MODULE.fullmatch(module):
        return ""
    path = PACKAGE.parent.joinpath(*module.split("."))
    found = path if path.is_dir() else path.with_suffix(".py")
    return f"{found}{colons}{case}" if found.exists() else ""


def _print_help() -> int:
    from conformance.harness.runner.options import OPTIONS

    print(USAGE)
    for option in OPTIONS:
        text = textwrap.fill(option.arguments["help"], 90, subsequent_indent=" " * 29)
        print(f"  {f'{option.name} {option.metavar}'.strip():26} {text}")
    return 0


def _print_version() -> int:
    from conformance.harness.runner.recorder import versions

    print(", ".join(f"{name} {version}" for name, version in versions().items()))
    return 0


def _cases(words: list[str]) -> int:
    from conformance import catalogue

    parser = argparse.ArgumentParser(prog="conformance cases", description="List every requirement with its cases.")
    parser.add_argument("filter", nargs="?", default="", help="only ids that contain this text")
    return catalogue.print_cases(parser.parse_args(words).filter)


def _explain(words: list[str]) -> int:
    from conformance import catalogue

    parser = argparse.ArgumentParser(prog="conformance explain", description="Say everything about one requirement.")
    parser.add_argument("id", help="such as rfc9112/5.1/no-space-before-colon")
    return catalogue.explain(parser.parse_args(words).id)


def _docroot(words: list[str]) -> int:
    from conformance.http.protocol import DOCROOT

    return _lay_out(DOCROOT, words)


def _lay_out(material: Material, words: list[str]) -> int:
    from conformance.harness.case.material import BadMaterial

    parser = argparse.ArgumentParser(prog=f"conformance {material.name}", description=f"Lay out a {material.title}.")
    parser.add_argument("dir", type=Path, help="a folder that is empty or does not exist")
    folder = parser.parse_args(words).dir
    try:
        material.lay_out(folder)
    except BadMaterial as error:
        print(f"{material.name} {error}", file=sys.stderr)
        return USAGE_ERROR
    print(f"serve {folder / material.served}, and judge with {material.option} {folder}")
    return 0


def _report(words: list[str]) -> int:
    from conformance.report import command

    parser = argparse.ArgumentParser(prog="conformance report", description="Make every report from a run's results.")
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def _replay(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="conformance replay", description=REPLAY)
    parser.add_argument("row", help="the name of the row as the reports show it, or its end if no other ends so")
    parser.add_argument("--target", default="", metavar="URL", help="judge this target instead; start none")
    parser.add_argument(
        "--results", type=Path, default=Path("reports/latest"), metavar="DIR", help="the reports of the run"
    )
    given = parser.parse_args(words)
    from conformance.harness.runner.replay import replay

    return replay(given.row, given.results, given.target)


SUBCOMMANDS: dict[str, Callable[[list[str]], int]] = {
    "cases": _cases,
    "explain": _explain,
    "docroot": _docroot,
    "replay": _replay,
    "report": _report,
}
