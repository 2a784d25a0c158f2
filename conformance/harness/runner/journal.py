"""``results.jsonl`` during a run: each row is written as soon as its verdict is there, so that a killed run leaves it.

Several workers append to one file. A run that ends well replaces it by a file in the order of collection.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from conformance.harness.process import can_lock
from conformance.harness.runner.recorder import Row, is_sample, line_of, samples
from conformance.model import Verdict

INDEX = re.compile(rb'{"index":(\d+),')
NO_EVIDENCE = b'"evidence":[]'  # quotation marks in a value are escaped, so that this is only found as a key


class Journal:
    """The file, as one process writes it.

    ``lock`` keeps other processes from writing at the same time; the journal itself lets one thread at a time write.

    Nothing is written once the run ``is_over``: a worker may live for seconds after the run was killed and its target
    was ended, and would judge a target that is gone.
    """

    def __init__(
        self,
        path: Path,
        *,
        all_evidence: bool,
        lock: Callable[[], AbstractContextManager[None]] = nullcontext,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        self.path, self._all_evidence, self._lock, self._is_over = path, all_evidence, lock, is_over
        self._guard = threading.Lock()
        self._file: BinaryIO | None = None
        self._first: dict[tuple[str, str], int] = {}  # the first conforming row so far of a target and requirement

    def begin(self, run: Mapping[str, Any]) -> None:
        """Open the file, and describe the run in its first line unless another worker did."""
        self._file = self.path.open("ab")
        with self._guard, self._lock():
            if not self.path.stat().st_size:
                self._append({"run": run})

    def add(self, row: Row) -> None:
        """Write the line of a row. A conforming row has evidence if no row of its requirement before it has."""
        with self._guard:
            keeps = self._all_evidence or is_sample(row, self._first)
            with self._lock():
                self._append(row if keeps else row | {"evidence": []})

    def _append(self, record: Mapping[str, Any]) -> None:
        if self._file and not self._is_over():
            self._file.write(line_of(record).encode("ascii"))
            self._file.flush()

    def close(self) -> None:
        """Write no more."""
        with self._guard:
            if self._file:
                self._file.close()
            self._file = None

    def run(self) -> dict[str, Any]:
        """Return the description of the run; empty if no process has begun to judge."""
        if not self.path.exists():
            return {}
        with self.path.open("rb") as file:
            described: dict[str, Any] = json.loads(file.readline())["run"]
        return described

    def replace(self, run: Mapping[str, Any], rows: Iterable[Row], summary: Mapping[str, Any]) -> None:
        """Put the whole file in its place: these rows in the order of collection, and the summary."""
        self.close()
        fresh = self.path.with_suffix(".new")
        with fresh.open("wb") as file:
            file.write(line_of({"run": run}).encode("ascii"))
            file.writelines(self._lines(sorted(rows, key=lambda row: row["index"])))
            file.write(line_of({"summary": summary}).encode("ascii"))
        os.replace(fresh, self.path)

    def _lines(self, rows: list[Row]) -> Iterator[bytes]:
        """The lines of these rows; conforming ones keep their evidence where they are the first of a requirement."""
        if not rows:
            return
        chosen = samples(rows)
        with self.path.open("rb") as file:
            places = _places(file)
            for row in rows:
                file.seek(places[row["index"]])
                line = file.readline()
                is_bare = row["verdict"] == Verdict.CONFORMS.value and row["index"] not in chosen
                yield line if self._all_evidence or not is_bare else _without_evidence(line)


def _places(file: BinaryIO) -> dict[int, int]:
    """Where the line of each row begins, by its index; of a row that was judged again, the last line counts."""
    places: dict[int, int] = {}
    place = 0
    for line in file:
        if match := INDEX.match(line):
            places[int(match[1])] = place
        place += len(line)
    return places


def _without_evidence(line: bytes) -> bytes:
    if NO_EVIDENCE in line:
        return line
    return line_of(json.loads(line) | {"evidence": []}).encode("ascii")


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    """Keep other workers from the file until the block ends."""
    from conformance.harness.engine.locks import LockFile

    lock = LockFile(path, always_exclusive=True)
    lock.exclusive()
    try:
        yield
    finally:
        lock.leave()


def between_workers(scratch: Path) -> Callable[[], AbstractContextManager[None]]:
    """The lock of the workers of a run, whose scratch folder this is."""
    return (lambda: _held(scratch / "results.lock")) if can_lock() else nullcontext
