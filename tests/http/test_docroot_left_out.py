"""What a system cannot have is left out of the document root, and no case asks for it; simulated here."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conformance.harness.case.material import BadMaterial
from conformance.http.docroot import NAMES, RESERVED, DocRoot, lay_out
from conformance.model import Verdict
from reference_impls.http.server import HttpServer
from tests.kit.documents import remove_documents
from tests.kit.judging import cases, judge_kind, told
from tests.mutants.http.rfc3986.s07_3_names import DecodesAndThenSplits

FORBIDDEN = frozenset('?:*<>|"')  # in the names of Windows
LINKS = "conformance/http/rfc9110/test_17_3_attacks_based_on_file_and_path_names_spellings.py"
NAMED = (
    "conformance/http/rfc3986/test_02_1_percent_encoding.py",
    "conformance/http/rfc3986/test_02_4_when_to_encode_or_decode.py",
    "conformance/http/rfc3986/test_07_3_back_end_transcoding_names.py",
    "conformance/http/rfc9110/test_10_2_2_location_redirects.py",
)


@pytest.fixture
def patch() -> Iterator[pytest.MonkeyPatch]:
    """Patches until the test ends; the document root of the tests is laid out anew before and after."""
    remove_documents()
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    remove_documents()


def refuse_links(patch: pytest.MonkeyPatch) -> None:
    """Fail where a symbolic link is made, as Windows does without the privilege."""

    def refuse(path: Path, target: str, target_is_directory: bool = False) -> None:
        raise OSError(errno.EINVAL, "A required privilege is not held by the client")

    patch.setattr(Path, "symlink_to", refuse)


def refuse_names(patch: pytest.MonkeyPatch, number: int = errno.EINVAL) -> None:
    """Refuse names with the characters that Windows forbids."""

    def refusing(method: Callable[..., object]) -> Callable[..., object]:
        def checked(path: Path, *arguments: object, **keywords: object) -> object:
            if FORBIDDEN.intersection(path.name):
                raise OSError(number, "The filename, directory name, or volume label syntax is incorrect")
            return method(path, *arguments, **keywords)

        return checked

    for name in ("write_bytes", "mkdir"):
        patch.setattr(Path, name, refusing(getattr(Path, name)))


def test_the_rest_is_laid_out(tmp_path: Path, patch: pytest.MonkeyPatch) -> None:
    refuse_links(patch)
    refuse_names(patch)
    lay_out(tmp_path / "base")
    tree = DocRoot(tmp_path / "base")
    missing = {name for name in (*NAMES, *RESERVED, "what?/file.txt", "folder/file.txt") if not tree.has(name)}
    assert missing == {"a?b.txt", "a:b.txt", "a*b.txt", "what?/file.txt"}
    assert not tree.has_links


def test_a_whole_tree_lacks_nothing(tmp_path: Path) -> None:
    lay_out(tmp_path / "base")
    tree = DocRoot(tmp_path / "base")
    assert all(map(tree.has, (*NAMES, *RESERVED, "what?/index.html")))
    assert tree.has_links


def test_any_other_error_is_one_line(tmp_path: Path, patch: pytest.MonkeyPatch) -> None:
    refuse_names(patch, errno.ENOSPC)
    with pytest.raises(BadMaterial, match="base: The filename"):
        lay_out(tmp_path / "base")


def test_cases_on_links_are_not_applicable_without_links(patch: pytest.MonkeyPatch) -> None:
    refuse_links(patch)
    outcomes = judge_kind(HttpServer, cases(LINKS))
    on_links = {name for name in outcomes if "::test_a_link_out_of_the_root" in name}
    assert len(on_links) == 18
    reason = "not-applicable: the document root has no symbolic links: the system did not let them be made"
    assert told(outcomes) == dict.fromkeys(on_links, reason)


def test_cases_on_missing_names_are_not_applicable(patch: pytest.MonkeyPatch) -> None:
    refuse_names(patch)
    outcomes = told(judge_kind(HttpServer, [case for file in NAMED for case in cases(file)]))
    assert {text.partition(": the system cannot have files")[0] for text in outcomes.values()} == {
        "not-applicable: the document root has no a?b.txt",
        "not-applicable: the document root has no what?/index.html",
    }
    assert len(outcomes) == 4


def test_a_missing_name_must_not_be_cut_either(patch: pytest.MonkeyPatch) -> None:
    """A server that cuts the name serves the file ``a``, so these cases do not need the file that they ask for."""
    refuse_names(patch)
    rows = [case for case in cases(NAMED[2]) if case.values.get("name") in ("a?b.txt", "a:b.txt", "a*b.txt")]
    outcomes = judge_kind(DecodesAndThenSplits, rows)
    assert [outcome.verdict for outcome in outcomes.values()] == [Verdict.VIOLATES] * 3
