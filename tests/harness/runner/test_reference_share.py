"""Without a target: the reference is judged by every row on one shell, and by a share on the others."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from conformance.harness.case.target import Target
from conformance.harness.net.url import Url
from conformance.harness.runner.reference_share import header
from conformance.harness.targets.discovery import Targets
from conformance.harness.targets.planned import SHELLS
from conformance.model import Requirement
from tests.harness.targets.test_discovery import settings
from tests.kit.judging import ROOT, cases_for
from tests.kit.protocols import REFERENCES
from tests.kit.tree import BOUND, SURVIVAL, WORDS, Ran, Runs

FILE = "conformance/http/rfc9112/test_05_1_field_line_parsing.py"
RUNS = {
    "share": [WORDS, SURVIVAL, "-k", "plain_get or survives or told and (late or refuse)"],
    "every shell": [WORDS, SURVIVAL, "--every-shell", "-k", "plain_get or survives or told and (late or refuse)"],
}


def collected(*arguments: str) -> list[tuple[str, str]]:
    """The names of the targets and of the functions of the rows that pytest collects."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=BOUND, check=True)
    ids = [line.partition("[") for line in done.stdout.splitlines() if "::" in line]
    return [(name_in(row), function) for function, _, row in ids]


def name_in(row: str) -> str:
    """The name of the target that stands first in what tells a row apart; it ends with that of a shell."""
    words = row.rstrip("]").split("-")
    end = next((at for at, word in enumerate(words[:3]) if word in SHELLS), 1)
    return "-".join(words[: end + 1])


@pytest.fixture(scope="module")
def share() -> list[tuple[str, str]]:
    return collected("conformance")


@pytest.mark.parametrize("protocol", [name for name, reference in REFERENCES.items() if not reference.services])
def test_the_first_shell_gets_every_row_and_the_others_one_of_each_requirement(
    protocol: str, share: list[tuple[str, str]]
) -> None:
    rows = cases_for(protocol)
    counts = Counter(name for name, _ in share if name.startswith(f"{protocol}-"))
    full, *others = (f"{protocol}-{shell}" for shell in SHELLS)
    assert counts[full] == len(rows)
    requirements = {row.name.partition("[")[0]: row.requirement.id for row in rows}
    judged = defaultdict(list)
    for name, function in share:
        if name in others:
            judged[name].append(requirements[function])
    assert {name: sorted(ids) for name, ids in judged.items()} == dict.fromkeys(
        others, sorted({*requirements.values()})
    )


@pytest.mark.parametrize("protocol", [name for name, reference in REFERENCES.items() if reference.services])
def test_each_service_gets_its_rows_on_the_first_shell_and_the_first_one_is_judged_on_the_others(
    protocol: str, share: list[tuple[str, str]]
) -> None:
    first, *others = SHELLS
    services = list(REFERENCES[protocol].services)
    rows = {row.name.partition("[")[0]: row.requirement for row in cases_for(protocol)}
    counts = Counter(rows[row.name.partition("[")[0]] for row in cases_for(protocol))
    judged: dict[str, Counter[Requirement]] = defaultdict(Counter)
    for name, function in share:
        if name.startswith(f"{protocol}-"):
            judged[name][rows[function]] += 1
    possible = [f"{protocol}-{service}-{first}" for service in services]
    assert {*judged} <= {*possible, *(f"{protocol}-{services[0]}-{shell}" for shell in others)}
    for requirement, count in counts.items():
        of_all = [name for name, found in judged.items() if found[requirement] == count]
        service = requirement.section.document.needs.get(f"{protocol}.service", services[0])
        assert f"{protocol}-{service}-{first}" in of_all
    assert all(set(judged[f"{protocol}-{services[0]}-{shell}"].values()) == {1} for shell in others)


def test_the_header_names_what_is_judged_in_full(tmp_path: Path) -> None:
    wanted = settings(tmp_path, "http", "tcp", "udp")
    targets = Targets(wanted, tmp_path)
    targets.targets += [
        Target(Url("", "h", 1), one, planned.name)
        for planned in targets.planned
        for one in wanted.protocols
        if one.name == planned.protocol
    ]
    _, shares, _ = header(targets, whole=False)
    assert shares.startswith("  by every row on http-threads, tcp-*-threads, udp-*-threads, by one row of each")


def test_a_file_by_itself_has_the_same_share(share: list[tuple[str, str]]) -> None:
    assert collected(FILE) == [(name, function) for name, function in share if function.startswith(FILE)]


def test_rows_that_the_user_names_are_judged_on_every_shell() -> None:
    named = collected(f"{FILE}::test_space_before_the_colon_is_rejected")
    assert len({Counter(name for name, _ in named)[f"http-{shell}"] for shell in SHELLS}) == 1


def shells(ran: Ran) -> Counter[str]:
    return Counter(row["case"].partition("[")[2].split("-")[1].rstrip("]") for row in ran.rows)


def test_every_shell_gets_every_row_on_request(runs: Runs) -> None:
    assert shells(runs["share"]) == {"threads": 4, "loop": 3, "aio": 3}
    assert shells(runs["every shell"]) == dict.fromkeys(SHELLS, 4)


def test_the_run_says_what_it_judges(runs: Runs) -> None:
    text = runs["share"].text
    assert "by every row on http-threads, by one row of each requirement on the others (--every-shell" in text
    assert text.count("to judge a server of your own: --target host:port") == 2, "in the header and at the end"
    assert "on every shell by the same rows" in runs["every shell"].text
    assert "This run judged the reference" in (runs["share"].out / "summary.md").read_text(encoding="utf-8")
