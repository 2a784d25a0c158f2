"""What is not public API of pytest, pytest-xdist and allure-pytest is still as the judge uses it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from xdist.scheduler import EachScheduling

from conformance.harness.runner import seams, xdist
from conformance.harness.runner.outcomes import STATUS, ItemEnd

pytest_plugins = ["pytester"]


@pytest.fixture
def config(pytester: pytest.Pytester) -> pytest.Config:
    return pytester.parseconfigure()


def test_junit_lands_where_we_say_unless_the_user_does(pytester: pytest.Pytester, tmp_path: Path) -> None:
    ours, theirs = pytester.parseconfig(), pytester.parseconfig("--junitxml=theirs.xml")
    for config in (ours, theirs):
        seams.write_junit_to(config, tmp_path / "junit.xml")
    assert ours.option.xmlpath == str(tmp_path / "junit.xml")
    assert theirs.option.xmlpath.endswith("theirs.xml")


def test_allure_lands_where_we_say_unless_the_user_does(pytester: pytest.Pytester, tmp_path: Path) -> None:
    ours, theirs = pytester.parseconfig(), pytester.parseconfig("--alluredir=theirs")
    assert not seams.writes_allure(ours)
    for config in (ours, theirs):
        seams.write_allure_to(config, tmp_path / "allure")
        assert seams.writes_allure(config)
    assert (ours.option.allure_report_dir, ours.option.clean_alluredir) == (str(tmp_path / "allure"), True)
    assert theirs.option.allure_report_dir == "theirs"


def test_junit_takes_properties_and_calls_a_failed_call_an_error(pytester: pytest.Pytester, tmp_path: Path) -> None:
    config = pytester.parseconfigure(f"--junitxml={tmp_path / 'junit.xml'}")
    report = pytest.TestReport("a.py::b", ("a.py", 1, "b"), {}, "failed", "could\x1b not tell", "call")
    seams.add_junit_properties(config, {"rows judged": "1 of 2"})
    seams.have_junit_call_it_an_error(config, report)
    xml: Any = next(plugin for plugin in config.pluginmanager.get_plugins() if type(plugin).__name__ == "LogXML")
    xml.pytest_runtest_logreport(report)
    assert xml.global_properties == [("rows judged", "1 of 2")]
    assert (xml.stats["error"], xml.stats["failure"]) == (1, 0)
    (case,) = [one.to_xml() for one in xml.node_reporters_ordered]
    assert [(node.tag, node.text) for node in case] == [("error", "could#x1B not tell")]


def test_without_junit_nothing_is_told_to_it(config: pytest.Config) -> None:
    report = pytest.TestReport("a.py::b", ("a.py", 1, "b"), {}, "failed", "no", "call")
    seams.add_junit_properties(config, {"a": "b"})
    seams.have_junit_call_it_an_error(config, report)


@pytest.mark.parametrize(
    ("workers", "why"), [(None, ""), (SimpleNamespace(shouldstop="one worker ended"), "one worker")]
)
def test_why_a_run_stopped_is_known(pytester: pytest.Pytester, workers: Any, why: str) -> None:
    config = pytester.parseconfigure()
    if workers:
        config.pluginmanager.register(workers, "dsession")
    session = pytest.Session.from_config(config)
    assert seams.why_stopped(session).startswith(why)
    session.shouldfail = "stopping after 1 failures"
    assert seams.why_stopped(session) == "stopping after 1 failures"


@pytest.mark.parametrize(
    ("arguments", "runs", "enters"), [((), False, False), (("--pdb",), True, True), (("--trace",), True, False)]
)
def test_a_debugger_is_noticed(pytester: pytest.Pytester, arguments: tuple[str, ...], runs: bool, enters: bool) -> None:
    config = pytester.parseconfig(*arguments)
    assert (seams.runs_in_debugger(config), seams.opens_debugger_on_failure(config)) == (runs, enters)


def test_plugins_of_these_names_exist(config: pytest.Config) -> None:
    names = (*seams.PLUGINS_AROUND_ITEMS, "assertion", "terminalreporter", "hypothesispytest")
    assert {name for name in names if not config.pluginmanager.has_plugin(name)} == set()


def test_assertions_are_not_explained_and_the_terminal_says_nothing(config: pytest.Config) -> None:
    seams.disable_assertion_explanations(config)
    seams.silence_terminal(config)
    assert not config.pluginmanager.has_plugin("assertion")
    assert not config.pluginmanager.has_plugin("terminalreporter")


def test_the_names_of_files_are_left_out(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
        from conformance.harness.runner import seams
        def pytest_collection_finish(session): seams.print_no_file_names(session.config)
    """)
    pytester.makepyfile("def test_it(): pass")
    pytester.runpytest().stdout.fnmatch_lines([". *[[]100%[]]"])


def test_hypothesis_is_spared_where_nothing_uses_it(config: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    seams.unregister_unused_hypothesis(config)
    assert config.pluginmanager.has_plugin("hypothesispytest")  # these tests use it
    monkeypatch.delitem(sys.modules, "hypothesis")
    seams.unregister_unused_hypothesis(config)
    assert not config.pluginmanager.has_plugin("hypothesispytest")


def test_plugins_are_left_out_for_a_while(config: pytest.Config) -> None:
    before = config.pluginmanager.get_plugin("capturemanager")
    with seams.without_plugins(config, "capturemanager", "no such plugin"):
        assert not config.pluginmanager.has_plugin("capturemanager")
    assert config.pluginmanager.get_plugin("capturemanager") is before


def test_items_have_fixtures_parameters_and_a_text_of_failure(pytester: pytest.Pytester) -> None:
    items, _ = pytester.inline_genitems(
        pytester.makepyfile(
            """
            import pytest
            @pytest.mark.parametrize("n", [7])
            def test_it(n, tmp_path): pass
            def test_plain(): pass
            """
        )
    )
    with_values, plain = items
    assert seams.parameters(with_values) == {"n": 7}
    assert seams.parameters(plain) == {}
    assert "tmp_path" in seams.fixture_names(with_values)
    seams.leave_out_fixtures(with_values)
    assert seams.fixture_names(with_values) == ()
    seams.fail_with(plain, "why")
    assert plain.repr_failure(None) == "why"  # type: ignore[arg-type]


def test_the_items_of_a_file_that_is_not_collected_see_the_fixtures_of_its_folder(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("import pytest\n@pytest.fixture\ndef outer(): pass")
    pytester.mkpydir("inner").joinpath("conftest.py").write_text(
        "import pytest\n@pytest.fixture(params=[1, 2])\ndef peer(outer): pass", encoding="utf-8"
    )
    (pytester.path / "inner" / "test_named.py").write_text("def test_it(): pass", encoding="utf-8")
    other = pytester.mkpydir("inner/deeper") / "test_other.py"
    other.write_text("def test_other(peer): pass", encoding="utf-8")
    made: list[pytest.Item] = []

    class Plugin:
        def pytest_collection_modifyitems(self, session: pytest.Session) -> None:
            made.extend(seams.items_of_file(session, other))

    pytester.inline_run("inner/test_named.py", plugins=[Plugin()])
    assert [item.nodeid for item in made] == [f"inner/deeper/test_other.py::test_other[{n}]" for n in (1, 2)]
    assert {"peer", "outer"} <= set(seams.fixture_names(made[0]))


def test_pytest_prints_an_interrupt_wherever_it_came() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    interrupted.__code__ = interrupted.__code__.replace(co_linetable=b"")  # no instruction has a line
    with pytest.raises(KeyboardInterrupt) as caught:
        interrupted()
    with pytest.raises(TypeError):  # where pytest prints this one day, without_traceback is no longer needed
        caught.getrepr(funcargs=True)
    with pytest.raises(KeyboardInterrupt) as raised_again:
        raise seams.without_traceback(caught.value) from None
    assert "KeyboardInterrupt" in str(raised_again.getrepr(funcargs=True))


def test_a_report_carries_times_a_reason_and_a_row(pytester: pytest.Pytester) -> None:
    (item,), _ = pytester.inline_genitems(pytester.makepyfile("def test_it(): pass"))
    report = pytest.TestReport("id", ("file", 1, "name"), {}, "skipped", None, "call")
    seams.set_times(report, 10.0, 2.5)
    seams.set_skip_reason(report, item, "needs echo")
    assert seams.row_on(report) is None
    seams.attach_row(report, {"id": "x"})
    assert (report.start, report.duration, report.stop) == (10.0, 2.5, 12.5)
    assert isinstance(report.longrepr, tuple)
    assert report.longrepr[2] == "Skipped: needs echo"
    assert seams.row_on(report) == {"id": "x"}
    report.when = "teardown"
    assert seams.row_on(report) is None


def test_set_up_and_teardown_that_passed_are_forgotten(config: pytest.Config) -> None:
    reporter: Any = config.pluginmanager.get_plugin("terminalreporter")
    reporter.stats[""] = ["a report"]
    seams.drop_setup_and_teardown_reports(config)
    assert "" not in reporter.stats


def test_workers_and_controller_tell_each_other(config: pytest.Config) -> None:
    assert xdist.worker_input(config) is None
    assert not xdist.is_controller(config)
    node: Any = SimpleNamespace(workerinput={})
    xdist.send_to_worker(node, [{"url": "x"}])
    worker: Any = SimpleNamespace(workerinput=node.workerinput, workeroutput={})
    assert xdist.worker_input(worker) == {seams.KEY: [{"url": "x"}]}
    xdist.send_to_controller(worker, {"lost": {}})
    assert xdist.received_from_worker(worker) == {"lost": {}}
    assert xdist.received_from_worker(SimpleNamespace()) == {}


def test_the_scheduler_of_xdist_has_what_ours_uses() -> None:
    assert callable(EachScheduling.schedule)
    scheduling = EachScheduling(SimpleNamespace(getvalue=lambda name: ["popen"]), None)
    assert {"node2pending", "node2collection", "numnodes", "_started"} <= vars(scheduling).keys()


def test_each_status_ends_an_item_in_one_way() -> None:
    assert {name: status.ends for name, status in STATUS.items()} == {
        "conforms": ItemEnd.PASSES,
        "violates": ItemEnd.FAILS,
        "deviates": ItemEnd.PASSES,
        "not-applicable": ItemEnd.SKIPS,
        "inconclusive": ItemEnd.ERRS,
        "fault": ItemEnd.ERRS,
        "unjudged": ItemEnd.ERRS,
        "known": ItemEnd.PASSES,
        "outdated": ItemEnd.FAILS,
    }


def test_the_terminal_is_written_to_beside_its_own_lines(
    pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    configured = pytester.parseconfigure()
    seams.writer(configured)("hello")
    assert capsys.readouterr().out == "hello"
    assert seams.terminal_width(configured) == 0
    reporter: Any = configured.pluginmanager.get_plugin("terminalreporter")
    reporter.isatty, reporter._tw.fullwidth = True, 80
    assert seams.terminal_width(configured) == 79
    configured.pluginmanager.unregister(name="terminalreporter")
    seams.writer(configured)("nothing")
    assert (capsys.readouterr().out, seams.terminal_width(configured)) == ("", 0)
