"""`python -m conformance report`: make every report of a finished run from its `results.jsonl`."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from conformance.report import allure, badge, html, summary
from conformance.report.headline import facts, headline
from conformance.report.repairs import Repair, repairs
from conformance.report.results import Results, ResultsError, read
from conformance.report.scope import scope_of

FILE = "results.jsonl"
SUMMARY = "summary.md"
ALLURE_RESULTS = "allure-results"


@dataclass(frozen=True)
class Written:
    """The files that `report` wrote, and lines that say what it could not do; what it says of the run.

    `repairs` are those of each target, by its URL.
    """

    files: tuple[Path, ...]
    remarks: tuple[str, ...] = ()
    headline: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    repairs: Mapping[str, list[Repair]] = field(default_factory=dict)


def report(directory: Path, *, history: Sequence[Path] = (), step_summary: Path | None = None) -> Written:
    """Write index.html, summary.md, badge.svg and badge.json beside the `results.jsonl` of a directory.

    `history` has the results of earlier runs to compare with. The summary is appended to the file `step_summary`.
    Raises `ResultsError` if a file is not the result of a run, and `OSError` if one cannot be written.
    """
    results = read(directory / FILE)
    earlier = [read(path / FILE if path.is_dir() else path) for path in history]
    texts = _texts(results, earlier)
    for name, text in texts.items():
        (directory / name).write_text(text, encoding="utf-8", newline="\n")
    if step_summary is not None:
        summary.publish(texts[SUMMARY], step_summary)
    files, remarks = tuple(directory / name for name in texts), (results.trouble,) if results.trouble else ()
    found = {target.url: repairs(results, target.url) for target in results.run.targets}
    return Written(files, remarks, headline(results), facts(results), found)


def _texts(results: Results, earlier: Sequence[Results]) -> dict[str, str]:
    """Return the text of each report, by the name of its file."""
    return {
        "index.html": html.render(results, earlier),
        SUMMARY: summary.render(results, earlier),
        "badge.svg": badge.as_svg(results),
        "badge.json": badge.as_json(results),
    }


def github_step_summary() -> Path | None:
    """Return the file that GitHub Actions shows as the summary of the current step, if it runs this process."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(name) if name else None


def report_allure(directory: Path, *, cache: Path | None = None, history: Path | None = None) -> Written:
    """Write allure.html beside the folder `allure-results` of a directory; if that is not possible, a remark says why.

    The history is a file in the cache, one for each set of targets, unless `history` names another.
    """
    found = directory / ALLURE_RESULTS
    if not found.is_dir() or not any(found.iterdir()):
        return Written((), (f"no Allure page: there is no {found}",))
    results = read(directory / FILE)
    write_environment(found, facts(results))
    place = cache or default_cache()
    past = history or place / "history" / f"{_key(results)}.jsonl"
    page = directory / "allure.html"
    try:
        allure.make(found, page, cache=place, history=past, name=_name(results))
    except (allure.AllureError, OSError) as error:
        return Written((), (str(error),))
    return Written((page,))


def write_environment(folder: Path, values: Mapping[str, str]) -> None:
    """Write what Allure shows as the environment of a run into its folder of results, if there is one."""
    if folder.is_dir():
        (folder / "environment.properties").write_text(allure.properties(values), encoding="ascii", newline="\n")


def default_cache() -> Path:
    """Return the folder in which Allure and its history are kept between runs."""
    import platformdirs

    return platformdirs.user_cache_path("protocol-conformance", appauthor=False)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the subcommand `report`."""
    parser.add_argument(
        "directory", nargs="?", type=Path, default=Path("reports/latest"), help=f"where {FILE} is (reports/latest)"
    )
    parser.add_argument(
        "--history",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help=f"{FILE} of an earlier run or another target, to be shown side by side; may be repeated",
    )
    parser.add_argument("--no-allure", action="store_true", help="do not make the Allure page")
    parser.add_argument("--allure-history", type=Path, metavar="FILE", help="keep Allure's history here (the cache)")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where Allure is installed (the user's cache folder)")


def run(arguments: argparse.Namespace) -> int:
    """Make the reports and say what was written; return exit status 1 if there are no results to read."""
    try:
        parts = [report(arguments.directory, history=arguments.history, step_summary=github_step_summary())]
        if not arguments.no_allure:
            parts.append(report_allure(arguments.directory, cache=arguments.cache, history=arguments.allure_history))
    except (ResultsError, OSError) as error:
        print(f"conformance report: {error}", file=sys.stderr)
        return 1
    for part in parts:
        for file in part.files:
            print(file)
        for remark in part.remarks:
            print(f"conformance report: {remark}", file=sys.stderr)
    return 0


def _name(results: Results) -> str:
    """The title of the Allure page; it says if not everything was judged."""
    scope = scope_of(results)
    cut = f" ({scope.cut})" if scope.is_cut else " (a selection)" if scope.selection else ""
    return "Conformance of " + ", ".join(target.title for target in results.run.targets)[:120] + cut


def _key(results: Results) -> str:
    """Return a name for the set of targets of a run: runs on the same targets share a history."""
    names = "\n".join(sorted(target.title for target in results.run.targets))
    return hashlib.sha256(names.encode(errors="backslashreplace")).hexdigest()[:16]
