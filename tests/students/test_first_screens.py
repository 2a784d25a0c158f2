"""The first screen that a student reads: the 24 lines after the progress, on a terminal of 80 columns.

Each server has the faults of a typical first server. Ordinary tests judge it by the rows that its first screen shows,
the thorough tests by all rows: what is told first is the same.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.kit.snapshot import assert_snapshot, part
from tests.kit.tree import ROOT, user_environment

HERE = Path(__file__).parent
COLUMNS, LINES = 80, 24
HTTP, WEBSOCKET = "conformance/http", "conformance/websocket"
COUNTS = (
    (r"\d+ faults?( of \d+)?\b", "N faults"),
    (r"[\d,]+ more rows? behind", "N more rows behind"),
    (r"\d+ of \d+ responses", "N of N responses"),
)


@dataclass(frozen=True)
class Student:
    """A server: its file, the program that runs or compiles it, and the rows that its first screen shows."""

    file: str
    program: str
    protocol: str
    rows: tuple[str, ...]

    def command(self, built: Path) -> list[str]:
        """The command that starts it; a file in C is compiled into the folder ``built``."""
        program = shutil.which(self.program)
        if program is None:
            pytest.skip(f"needs {self.program}")
        if not self.file.endswith(".c"):
            return [program, str(HERE / self.file), "{port}"]
        compiled = built / "server"
        flags = ["-Wall", "-Wextra", "-Werror", "-O0", "-fstack-protector-all"]
        subprocess.run([program, *flags, "-o", str(compiled), str(HERE / self.file)], check=True)
        return [str(compiled), "{port}"]


LINE_ENDS = "rfc9112/test_02_1_message_format_responses.py"
PARSES = "rfc9112/test_02_2_message_parsing.py::test_malformed_requests_are_not_all_served_like_a_plain_one"
SEGMENTS = "rfc9112/test_09_connection_management.py::test_a_request_in_two_segments_is_read_as_in_one"
HOST = "rfc9110/test_05_5_field_values.py::test_whitespace_around_the_host_changes_nothing"
QUERY = "rfc9112/test_03_2_1_origin_form.py::test_a_path_with_a_query_is_served"
HEAD = "rfc9110/test_09_3_2_head.py::test_nothing_follows_the_head"
OCTETS = "rfc9110/test_06_4_content.py::test_content_that_is_not_ascii_is_answered"
PING = "rfc6455/test_05_5_2_ping.py::test_a_ping_is_answered"

STUDENTS = {
    "one-read": Student("one_read.py", sys.executable, HTTP, (SEGMENTS, HOST, OCTETS)),
    "bare-lf": Student("bare_lf.py", sys.executable, HTTP, (LINE_ENDS, PARSES)),
    "overflow": Student("overflow.c", "cc", HTTP, (QUERY, SEGMENTS)),
    "one-event": Student("one_event.js", "node", HTTP, (SEGMENTS, HEAD)),
    "raw-echo": Student("raw_echo.py", sys.executable, WEBSOCKET, (PING,)),
}
every_student = pytest.mark.parametrize("name", STUDENTS)


@pytest.fixture(scope="module")
def by_few_rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[str]]]:
    """The first screen of each server, judged by a few rows: side by side, since most of the time is spent waiting."""
    with ThreadPoolExecutor(len(STUDENTS)) as pool:
        yield {
            name: pool.submit(
                first_screen,
                student,
                [f"{student.protocol}/{row}" for row in student.rows],
                tmp_path_factory.mktemp(name),
            )
            for name, student in STUDENTS.items()
        }


@every_student
def test_the_first_screen_by_a_few_rows(name: str, by_few_rows: dict[str, Future[str]]) -> None:
    assert_snapshot(f"first-screen-{name}", by_few_rows[name].result())


@every_student
@pytest.mark.thorough
def test_the_first_screen_by_all_rows(name: str, tmp_path: Path) -> None:
    student = STUDENTS[name]
    assert_snapshot(f"first-screen-{name}", first_screen(student, [student.protocol], tmp_path))


def first_screen(student: Student, judged: list[str], folder: Path) -> str:
    """Judge a server, and return the repairs on the first screen after the progress, without counts."""
    launch = f"--launch={shlex.join(student.command(folder))}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", launch, f"--out={folder / 'out'}", *judged],
        cwd=ROOT,
        env=user_environment() | {"COLUMNS": str(COLUMNS), "TERM": "dumb"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    repairs = part(done.stdout.decode("utf-8"), "^=+ repair first", "^=")
    screen = "\n".join(folded(re.sub(r" --results=\S+", "", repairs))[:LINES])  # needed for --out alone
    for pattern, replacement in COUNTS:
        screen = re.sub(pattern, replacement, screen)
    return screen


def folded(text: str) -> list[str]:
    """The lines, of which a terminal folds those that are longer than it is wide."""
    lines = text.splitlines()
    return [line[start : start + COLUMNS] for line in lines for start in range(0, max(len(line), 1), COLUMNS)]
