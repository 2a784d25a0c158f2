"""No report claims what was not judged, in whatever way the run ends early, and whatever it leaves out."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.kit.servers import Server
from tests.kit.tree import HERE, Ran, Tree, launch

MANY = "conformance/http/rfc9994/test_1_many.py"
MOMENTS = random.Random(13).sample(range(1, 38), 10)
FORMATS = ("index.html", "summary.md", "badge.svg", "badge.json", "junit.xml", "allure-results/environment.properties")
TARGET = "--target={url}"

WAYS: dict[str, tuple[list[str], dict[str, int]]] = {
    **{f"signal at row {row}": ([MANY, TARGET, "--jobs=1"], {"SIGNAL": row}) for row in MOMENTS},
    "-x": ([MANY, TARGET, "-x"], {"REFUSE": 3}),
    "-x, two workers": ([MANY, TARGET, "-x", "-n2"], {"REFUSE": 3}),
    "--maxfail": ([MANY, TARGET, "--maxfail=1"], {"REFUSE": 0}),
    "the target dies": ([MANY, *launch("once", "{tmp}/mark"), "--jobs=1"], {"DIE": 20}),
    "one file": ([MANY, TARGET], {}),
    "-k": ([MANY, TARGET, "-k", "another"], {}),
    "--lf": ([MANY, TARGET, "--lf", "-o", "cache_dir={tmp}/cache"], {}),
    "all": (["conformance/http/rfc9994", TARGET], {}),
}
CUT = [name for name in WAYS if name not in ("one file", "-k", "--lf", "all")]


@pytest.fixture(scope="module")
def judged(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Ran]]:
    """Each way of running, by its name; the runs go on in the background, a few at a time."""
    tree, tmp = Tree(tmp_path_factory.mktemp("many")), tmp_path_factory.mktemp("runs")
    shutil.copy(HERE / "sections" / "many.py", tree.add_folder("rfc9994") / "test_1_many.py")
    places = {"{url}": server.url, "{tmp}": str(tmp)}
    failed_before = [MANY, TARGET, "-o", "cache_dir={tmp}/cache"]
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(run, tree, tmp / "before", failed_before, {"REFUSE": 3}, places)
        first.result()
        started: dict[str, Future[Ran]] = {
            name: pool.submit(run, tree, tmp / name, arguments, deeds, places)
            for name, (arguments, deeds) in WAYS.items()
        }
        yield lambda name: started[name].result()


def run(tree: Tree, out: Path, arguments: list[str], deeds: dict[str, int], places: dict[str, str]) -> Ran:
    for name, place in places.items():
        arguments = [argument.replace(name, place) for argument in arguments]
    return tree.pytest(*arguments, out=out, more={name: str(row) for name, row in deeds.items()})


def reports(ran: Ran) -> dict[str, str]:
    """The text of every report, and what the terminal shows."""
    texts = {name: (ran.out / name).read_text(encoding="utf-8") for name in FORMATS}
    return texts | {"terminal": ran.text}


def rows_judged(ran: Ran) -> list[dict[str, Any]]:
    return [row for row in ran.rows if row["status"] != "unjudged"]


@pytest.mark.parametrize("name", WAYS)
def test_no_report_says_that_nothing_is_violated(judged: Callable[[str], Ran], name: str) -> None:
    ran = judged(name)
    for report, text in reports(ran).items():
        assert "iolates none" not in text, report
        assert "No requirement is violated" not in text, report
    assert json.loads((ran.out / "badge.json").read_text(encoding="utf-8"))["color"] != "brightgreen"


@pytest.mark.parametrize("name", CUT)
def test_every_report_says_how_much_a_cut_run_has_judged(judged: Callable[[str], Ran], name: str) -> None:
    ran = judged(name)
    count = len(rows_judged(ran))
    assert 0 < count < 40
    assert (ran.run["collected"], ran.summary["judged"]) == (40, count)
    assert ran.summary["interrupted"]
    for report, text in reports(ran).items():
        assert f"nterrupted: {count} of 40 rows of a selection judged" in text, report
    assert json.loads((ran.out / "badge.json").read_text(encoding="utf-8"))["color"] == "lightgrey"


SELECTED = {
    "one file": "conforms in 2 of {} requirements",
    "-k": "conforms in 1 of {} requirements",
    "--lf": "judges 1 of {} requirements only in part, without a violation",
    "all": "conforms in 2 of {} requirements",
}


@pytest.mark.parametrize("name", SELECTED)
def test_every_report_counts_a_selection_against_all_requirements(judged: Callable[[str], Ran], name: str) -> None:
    ran = judged(name)
    assert ran.run["selection"]
    assert ran.run["existing"] > 2
    said = SELECTED[name].format(ran.run["existing"])
    for report, text in reports(ran).items():
        if "badge" not in report:
            assert f"A selection: {said}." in text, report
    assert "conforms in" in (ran.out / "badge.svg").read_text(encoding="utf-8") or name == "--lf"
