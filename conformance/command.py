"""The console command: ``conformance [URL | SUBCOMMAND] [pytest's options]``; ``python -m conformance`` is the same."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from conformance import catalogue
from conformance.harness.process import end_quietly_in_a_pipe
from conformance.harness.targets.docroot import ROOT, BadDocRoot, lay_out

USAGE = """usage: conformance [URL] [options]       judge the target at URL; without one, the reference implementations
       conformance SUBCOMMAND ...

The target: host:port, http://, https://, ws:// or wss://, with a path if need be. All options of pytest work as well.

subcommands (conformance SUBCOMMAND --help says more):
  cases [TEXT]     list every requirement with its cases, or those with TEXT in their ids
  explain ID       say everything about one requirement
  docroot DIR      lay out a document root, DIR/root, with secret files beside it
  report [DIR]     make every report from the results of a run, Allure's page too

examples:
  conformance http://127.0.0.1:8080
  conformance --launch './server {port}'
  conformance 127.0.0.1:8080 -k chunk --patience 5

options:"""
OWN_COLLECTION = ("-o", "addopts=", "-o", "python_files=test_*.py", "-o", "python_functions=test_*")
"""A pytest.ini in the current folder is meant for other tests: it must not keep the cases from being collected."""
MISUSED = 4  # exit status, as pytest's for a wrong option


def console() -> NoReturn:
    """Run the command with the words of the command line, and end the process."""
    words = sys.argv[1:]
    if words and words[0] in (*SUBCOMMANDS, "-h", "--help"):
        end_quietly_in_a_pipe()  # not while judging: a target may close a connection at any time
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
    if not first or first.startswith("-"):
        return _judge([first, *rest] if first else rest)
    return _judge_target(first, rest)


def _judge_target(text: str, options: list[str]) -> int:
    from conformance.harness.net.url import BadTarget, parse_target
    from conformance.harness.targets.protocols import schemes

    try:
        parse_target(text, schemes())
    except BadTarget:
        known = ", ".join(SUBCOMMANDS)
        print(f"conformance: {text!r} is neither a target (host:port or a URL) nor one of {known}", file=sys.stderr)
        return MISUSED
    return _judge([f"--target={text}", *options])


def _judge(options: list[str]) -> int:
    import pytest

    return int(pytest.main(["--pyargs", "conformance", *OWN_COLLECTION, *options]))


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
    parser = argparse.ArgumentParser(prog="conformance cases", description="List every requirement with its cases.")
    parser.add_argument("filter", nargs="?", default="", help="only ids that contain this text")
    return catalogue.print_cases(parser.parse_args(words).filter)


def _explain(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="conformance explain", description="Say everything about one requirement.")
    parser.add_argument("id", help="such as rfc9112/5.1/no-space-before-colon")
    return catalogue.explain(parser.parse_args(words).id)


def _docroot(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="conformance docroot", description="Lay out a document root.")
    parser.add_argument("dir", type=Path, help="a folder that is empty or does not exist")
    base = parser.parse_args(words).dir
    try:
        lay_out(base)
    except BadDocRoot as error:
        print(f"docroot {error}", file=sys.stderr)
        return MISUSED
    print(f"serve {base / ROOT}, and say --docroot {base}")
    return 0


def _report(words: list[str]) -> int:
    from conformance.report import command

    parser = argparse.ArgumentParser(prog="conformance report", description="Make every report from a run's results.")
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


SUBCOMMANDS: dict[str, Callable[[list[str]], int]] = {
    "cases": _cases,
    "explain": _explain,
    "docroot": _docroot,
    "report": _report,
}
