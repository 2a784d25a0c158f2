"""The document root of the tests is as new for every server that is judged, whatever the one before wrote."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kit.documents import documents, documents_anew


def put(root: Path) -> None:
    (root / "put" / "new").write_bytes(b"x")


def put_and_delete(root: Path) -> None:
    put(root)
    (root / "put" / "new").unlink()


def put_in_folders(root: Path) -> None:
    (root / "put" / "a" / "b").mkdir(parents=True)
    (root / "put" / "a" / "b" / "new").write_bytes(b"x")


def put_a_link(root: Path) -> None:
    (root / "put" / "a").symlink_to("../a", target_is_directory=True)


def replace_the_folder_by_a_file(root: Path) -> None:
    (root / "put").rmdir()
    (root / "put").write_bytes(b"x")


def replace_the_folder_by_a_link(root: Path) -> None:
    (root / "put").rmdir()
    (root / "put").symlink_to("folder", target_is_directory=True)


def remove_the_folder(root: Path) -> None:
    (root / "put").rmdir()


def write_outside(root: Path) -> None:
    put(root)
    (root.parent / "secret.txt").write_bytes(b"x")


def remove_outside(root: Path) -> None:
    shutil.rmtree(root.parent / "victims")


def touch(root: Path) -> None:
    os.utime(root / "file.txt")


def all_there_is(base: Path) -> dict[str, tuple[int, int]]:
    """The mode and time of change of every file and folder."""
    statuses = {path.relative_to(base): path.lstat() for path in (base, *base.rglob("*"))}
    return {str(path): (status.st_mode, status.st_mtime_ns) for path, status in statuses.items()}


@pytest.mark.parametrize("write", [put, put_and_delete, put_in_folders, put_a_link])
def test_what_was_written_where_servers_may_write_is_removed(write: Callable[[Path], None]) -> None:
    found = documents_anew()
    content, before = found.content("file.txt"), all_there_is(found.base)
    write(found.root)
    assert documents_anew() == found
    assert all_there_is(found.base) == before
    assert found.content("file.txt") == content  # the rest is not written again: its random text is the same


@pytest.mark.parametrize(
    "write",
    [
        replace_the_folder_by_a_file,
        replace_the_folder_by_a_link,
        remove_the_folder,
        write_outside,
        remove_outside,
        touch,
    ],
)
def test_after_any_other_change_all_is_laid_out_anew(write: Callable[[Path], None]) -> None:
    found = documents_anew()
    content, names = found.content("file.txt"), all_there_is(found.base).keys()
    write(found.root)
    documents_anew()
    assert documents().content("file.txt") != content
    assert all_there_is(found.base).keys() == names
    assert list((found.root / "put").iterdir()) == []
