"""Which folders of the judge are protocols: those with a ``protocol.py``, and no others that may lie beside them."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator

import pytest

from tests.kit.servers import Server
from tests.kit.tree import Runs, Tree

STRAY = "conformance/stray/rfc1/test_1_words.py"
PLAIN_GET = "test_a_plain_get_is_answered"


@pytest.fixture(scope="module")
def runs(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Runs of a judge that has a package with section files, but without ``protocol.py``, beside its protocols."""
    tree = Tree(tmp_path_factory.mktemp("stray"))
    stray = (tree.path / STRAY).parent
    stray.mkdir(parents=True)
    for folder in (stray, stray.parent):
        (folder / "__init__.py").touch()
    shutil.copy(tree.path / "conformance/http/rfc9999/test_1_words.py", tree.path / STRAY)
    shutil.copy(tree.path / "conformance/http/conftest.py", stray.parent)
    address = f"--target=127.0.0.1:{server.port}"
    commands = {
        "all": ["conformance", address, "-k", PLAIN_GET],
        "stray": ["conformance/stray", address],
        "stray file": [STRAY, address],
        "stray file, collected": [STRAY, address, "--collect-only"],
    }
    with contextlib.closing(Runs(tree, tmp_path_factory.mktemp("strayed"), commands)) as runs:
        yield runs


def test_a_folder_without_a_description_is_no_protocol(runs: Runs) -> None:
    ran = runs["all"]
    assert (ran.status, ran.verdicts) == (0, {PLAIN_GET: "conforms"}), ran.text
    assert "conformance/stray" not in ran.text


@pytest.mark.parametrize("named", ["stray", "stray file"])
def test_a_run_that_names_only_such_a_folder_judges_nothing(runs: Runs, named: str) -> None:
    ran = runs[named]
    assert ran.status == 5, ran.text
    assert "no case to judge: the arguments name no part of a protocol" in ran.text


def test_a_section_file_that_is_named_there_is_an_error_of_collection(runs: Runs) -> None:
    ran = runs["stray file, collected"]
    assert ran.status == 4
    assert f"ERROR: {STRAY}::" in ran.text
    assert "stray is no protocol, for it has no protocol.py" in ran.text
    assert "Traceback" not in ran.text
