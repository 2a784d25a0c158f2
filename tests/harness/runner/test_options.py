"""The table of the options, and what is made of it."""

from __future__ import annotations

import dataclasses
import shlex

import pytest

from conformance.harness.case.case import Case
from conformance.harness.case.properties import examples
from conformance.harness.runner import places
from conformance.harness.runner.option import Option
from conformance.harness.runner.options import OPTIONS, read_settings
from conformance.harness.runner.repeat import repeat_command
from conformance.harness.targets.settings import Settings
from tests.kit.tree import ROOT

pytest_plugins = ["pytester"]
JUDGE = [str(places.PACKAGE), "-W", "ignore::pytest.PytestAssertRewriteWarning"]  # it is imported already
PATH = "conformance/http/rfc9112/test_05_1_field_line_parsing.py"
ALL = [
    "--target=127.0.0.1:1",
    "--target=[::1]:2",
    "--docroot=site",
    "--cap=echo=/e",
    "--cap=body=/b",
    "--profile=p.toml",
    "--patience=3",
    "--segments=5",
    "--allow-write",
    "--ca=c.pem",
    "--insecure",
]
OTHERS = ["--known=k.toml", "--enforce=should", "--jobs=3", "--evidence=all", "--out=here"]
HEAVY, SEARCH = ["--thorough"], ["--examples=60", "--seed=7"]
DEFAULTS = ["--patience=2", "--jobs=auto", "--examples=30", "--seed=0", "--enforce=must", "--evidence=some"]


def options_table() -> str:
    """The table of the options in the README."""
    lines = ["| option | default | meaning |", "|---|---|---|"]
    for option in OPTIONS:
        usage = f"{option.name} {option.metavar}".strip().replace("|", "\\|")
        default = f"`{option.default}`" if option.default else ""
        lines.append(f"| `{usage}` | {default} | {option.help} |".replace("|  |", "| |"))
    return "\n".join(lines) + "\n"


def test_the_readme_has_the_table() -> None:
    """Where it differs, replace the README's table by what ``options_table`` returns."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Options\n")[2].partition("\n## ")[0]
    assert options_table() in section


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_the_help_has_every_option(option: Option, pytester: pytest.Pytester) -> None:
    parser = pytester.parseconfig(*JUDGE)._parser
    declared = next(one for one in parser.getgroup("conformance").options if option.name in one.names())
    text = declared.attrs()["help"]
    assert "`" not in text
    assert option.default is None or text.endswith(f"(default: {option.default})")


def test_the_table_fills_the_settings() -> None:
    fields = {option.field or option.destination for option in OPTIONS}
    combined = {"cap", "profile", "docroot", "examples", "seed"}
    others = {"capabilities", "materials", "search", "protocols", "given", "arguments"}
    assert (fields - combined) | others == {field.name for field in dataclasses.fields(Settings)}


def plain() -> None:
    """Stands for a case."""


@examples(lambda draw: draw.number(0, 9))
def drawn(number: int) -> None:
    """Stands for a property."""


def repeated(pytester: pytest.Pytester, case: Case, *options: str) -> list[str]:
    return shlex.split(repeat_command(case, pytester.parseconfig(*JUDGE, *options)))


def a_case(**more: object) -> Case:
    facts = {"name": f"{PATH}::plain[X: a]", "index": 0, "function": plain, "values": {}, "peers": ()}
    return Case(**facts | {"requirement": None, "target": None} | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "options"),
    [
        ({}, []),
        ({"heavy": True}, HEAVY),
        ({"function": drawn}, SEARCH),
    ],
    ids=["plain", "heavy", "property"],
)
def test_a_row_is_repeated_with_the_options_that_can_change_its_verdict(
    pytester: pytest.Pytester, more: dict[str, object], options: list[str]
) -> None:
    words = repeated(pytester, a_case(**more), *ALL, *OTHERS, *HEAVY, *SEARCH)
    assert sorted(words[2:]) == sorted(ALL + options)


def test_defaults_are_not_repeated(pytester: pytest.Pytester) -> None:
    assert len(repeated(pytester, a_case(function=drawn), *DEFAULTS)) == 2


@pytest.mark.parametrize(
    ("given", "shown"),
    [(["--launch=./my {port}"], "./my {port}"), (["--launch=./a {port}", "--launch={port}"], "'./a {port}' '{port}'")],
)
def test_reports_show_one_value_as_it_is_and_several_quoted(
    pytester: pytest.Pytester, given: list[str], shown: str
) -> None:
    assert read_settings(pytester.parseconfig(*JUDGE, *given)).given["--launch"] == shown


def test_a_launch_is_repeated(pytester: pytest.Pytester) -> None:
    assert repeated(pytester, a_case(), "--launch=./my server {port}")[2:] == ["--launch=./my server {port}"]


def test_a_row_is_repeated_by_the_path_where_the_run_began(pytester: pytest.Pytester) -> None:
    pytester.mkpydir("conformance")
    (pytester.path / PATH).parent.mkdir(parents=True)
    (pytester.path / PATH).touch()
    assert repeated(pytester, a_case()) == ["pytest", f"{PATH}::plain[X: a]"]


def test_a_row_is_repeated_by_its_module_elsewhere(pytester: pytest.Pytester) -> None:
    assert repeated(pytester, a_case()) == ["conformance", f"{__name__}::plain[X: a]"]
