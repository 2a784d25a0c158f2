"""What is not a run: ``python -m conformance cases | explain ID | docroot DIR | report [DIR]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from conformance import catalogue
from conformance.harness.process import end_quietly_in_a_pipe
from conformance.harness.targets.docroot import ROOT, BadDocRoot, lay_out


def main(words: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m conformance", description="To judge a target: pytest conformance")
    commands = parser.add_subparsers(required=True, metavar="cases | explain | docroot | report")
    listing = commands.add_parser("cases", help="list every requirement with its cases")
    listing.add_argument("filter", nargs="?", default="", help="only ids that contain this text")
    listing.set_defaults(run=lambda given: catalogue.print_cases(given.filter))
    explanation = commands.add_parser("explain", help="say all there is to say of one requirement")
    explanation.add_argument("id", help="such as rfc9112/5.1/no-space-before-colon")
    explanation.set_defaults(run=lambda given: catalogue.explain(given.id))
    docroot = commands.add_parser("docroot", help="lay out a document root, DIR/root, with secrets beside it")
    docroot.add_argument("dir", type=Path, help="a folder that is empty or does not exist")
    docroot.set_defaults(run=lambda given: _lay_out(given.dir))
    _add_report(commands)
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


def _lay_out(base: Path) -> int:
    try:
        lay_out(base)
    except BadDocRoot as error:
        print(f"docroot {error}", file=sys.stderr)
        return 4
    print(f"serve {base / ROOT}, and say --docroot {base}")
    return 0


def _add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from conformance.report import command

    report = commands.add_parser("report", help="make every report from the results of a run, Allure's HTML too")
    command.add_arguments(report)
    report.set_defaults(run=command.run)


if __name__ == "__main__":
    end_quietly_in_a_pipe()
    sys.exit(main())
