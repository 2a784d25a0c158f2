"""What the pages say of the tree: numbers, capabilities, links."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from conformance import catalogue
from conformance.harness.targets.protocols import protocols
from conformance.model import stated
from tests.docs.pages import PAGES, ROOT, blocks

CHANGELOG = ROOT / "CHANGELOG.md"
MODULE = re.compile(r"`([a-z][\w./]*/[\w/]*\w\.py)`")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def table_of_protocols() -> dict[str, list[str]]:
    """The cells of each row of the README's first table that has numbers."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in README.splitlines() if line[:1] == "|"]
    return {row[0]: row[1:] for row in cells if len(row) == 6 and row[2].isdecimal()}


def test_the_readme_counts_requirements_and_rows() -> None:
    verifying = catalogue.functions()
    found = [one for one in stated() if one.id in verifying or one.untestable]
    requirements = Counter(one.section.document.protocol for one in found)
    rows = Counter[str]()
    for one in found:
        rows[one.section.document.protocol] += sum(map(catalogue.rows, verifying[one.id]))
    counted = {name: [str(requirements[name]), str(rows[name])] for name in requirements}
    assert counted == {name: cells[1:3] for name, cells in table_of_protocols().items()}


def test_the_readme_names_every_rfc() -> None:
    catalogue.functions()
    documents = {one.section.document for one in stated() if 0 < one.section.document.number < 9990}
    named: dict[str, set[str]] = {name: set() for name in {document.protocol for document in documents}}
    for document in documents:
        named[document.protocol].add(str(document.number))
    assert named == {name: set(cells[0].split(", ")) for name, cells in table_of_protocols().items()}


@pytest.mark.parametrize("name", [name for protocol in protocols() for name in protocol.capabilities])
def test_every_capability_is_explained(name: str) -> None:
    page = (ROOT / "docs" / "capabilities.md").read_text(encoding="utf-8")
    assert f"\n| `{name}` |" in page


@pytest.mark.parametrize("page", [*PAGES, CHANGELOG], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = [page.parent / link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not link.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_that_are_named_exist(page: Path) -> None:
    """Those of the harness may be named without its path; those that the page itself writes need not exist."""
    own, places = {block.file for block in blocks(page)}, (ROOT, ROOT / "conformance" / "harness")
    named = [name for name in MODULE.findall(page.read_text(encoding="utf-8")) if not re.search("[A-Z]{4}", name)]
    assert [name for name in named if name not in own and not any((place / name).exists() for place in places)] == []


def test_the_contracts_that_are_named_exist() -> None:
    page = (ROOT / "docs" / "new-protocol.md").read_text(encoding="utf-8")
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    names = [contract["name"] for contract in contracts]
    quoted = re.findall(r'"(the [\w ]+, from the top down)"', page)
    assert len(quoted) == 2
    assert [name for name in quoted if not any(known.startswith(name) for known in names)] == []
