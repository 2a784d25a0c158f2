"""The small parts: URLs, capabilities, declared deviations, evidence, texts, shares."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Case, Outcome
from conformance.harness.case.target import Target
from conformance.harness.net.transcript import KEPT_ENTRIES, KEPT_OF_AN_ENTRY, Transcript
from conformance.harness.net.url import BadTarget, Url, parse_target
from conformance.harness.runner.failure import failure_text
from conformance.harness.runner.known import BadKnownFile, Declared, match, read_known
from conformance.harness.runner.shares import share
from conformance.harness.targets.capabilities import BadCapability, from_options, from_profile
from conformance.http.protocol import PROTOCOL
from conformance.model import (
    SERVER,
    Document,
    Inconclusive,
    Level,
    NotApplicable,
    Requirement,
    Verdict,
    section_order,
    verdict_of,
)
from conformance.text import first_line, printable, show, value_text
from tests.kit.engine import case, plain, requirement, target_at
from tests.kit.judging import cases
from tests.kit.servers import obeys, serving

PORTS = {"http": 80, "https": 443}
KNOWN = {"echo": "/echo", "put": "/put/"}


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("localhost:8080", Url("", "localhost", 8080)),
        ("127.0.0.1:1", Url("", "127.0.0.1", 1)),
        ("[::1]:8080", Url("", "::1", 8080)),
        ("[fe80::1%eth0]:80", Url("", "fe80::1%eth0", 80)),
        ("http://host", Url("http", "host", 80)),
        ("HTTPS://host/", Url("https", "host", 443, "/")),
        ("http://[::1]:65535/a?b=c", Url("http", "::1", 65535, "/a?b=c")),
        ("localhost:80/path", Url("", "localhost", 80, "/path")),
    ],
)
def test_targets_are_read(text: str, url: Url) -> None:
    assert parse_target(text, PORTS) == url


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not host:port"),
        ("host", "a port is needed"),
        ("host:", "not host:port"),
        ("host:0", "port out of range"),
        ("host:65536", "port out of range"),
        ("host:99999", "port out of range"),
        ("host:http", "not host:port"),
        ("host:80:80", "not host:port"),
        ("::1:80", "not host:port"),
        ("[::1]", "a port is needed"),
        ("http:/host", "not host:port"),
        ("http://", "not host:port"),
        ("http://user@host/", "not host:port"),
        ("gopher://host/", "unknown scheme 'gopher' (known: http, https)"),
        ("http://host/a b", "not host:port"),
        ("http://host/\x1b[31m", "not host:port"),
        ("http://host/\r\nX: y", "not host:port"),
    ],
)
def test_bad_targets_are_one_printable_line(text: str, complaint: str) -> None:
    with pytest.raises(BadTarget) as raised:
        parse_target(text, PORTS)
    message = str(raised.value)
    assert complaint in message
    assert message.startswith("--target ")
    assert message.isprintable()


@pytest.mark.parametrize("url", [Url("http", "::1", 80, "/x"), Url("", "host", 1), Url("https", "a.b", 443, "/")])
def test_a_url_is_written_as_it_is_read(url: Url) -> None:
    assert parse_target(str(url), PORTS) == url


def test_capabilities_are_names_with_values() -> None:
    given = from_options(["echo=/a=b", "put=/p/", "echo=/last"], KNOWN)
    assert given == {"echo": "/last", "put": "/p/"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("echo", "--cap echo: a value is needed: echo=/echo"),
        ("echo=", "--cap echo=: a value is needed: echo=/echo"),
        ("echo=echo", "--cap echo=echo: a path is needed: echo=/echo"),
        ("word=", "--cap word=: a value is needed: word=hello"),
    ],
)
def test_what_no_request_can_be_made_of_is_refused(text: str, complaint: str) -> None:
    """Such as a request-target that is empty: the server would be accused of refusing it."""
    with pytest.raises(BadCapability, match=f"^{re.escape(complaint)}$"):
        from_options([text], KNOWN | {"word": "hello"})
    assert from_options(["word=any"], KNOWN | {"word": "hello"}) == {"word": "any"}


@pytest.mark.parametrize("text", ["", "=", "=x", "ecko=/echo", "Echo=/x"])
def test_unknown_capabilities_are_refused_with_the_known_ones(text: str) -> None:
    with pytest.raises(BadCapability, match=r"--cap .*known: echo, put"):
        from_options([text], KNOWN)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("capabilities = 5", "must be a table"),
        ("[capabilities]\necko = '/x'", "unknown capability 'ecko'"),
        ("[capabilities", "not TOML"),
        ("\xff", "not TOML"),
    ],
)
def test_bad_profiles_are_refused(tmp_path: Path, text: str, complaint: str) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text(text, encoding="latin-1")
    with pytest.raises(BadCapability, match=complaint):
        from_profile(profile, KNOWN)


def test_a_profile_is_read(tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text("[capabilities]\necho = '/e'\nput = '/5'\n")
    assert from_profile(profile, KNOWN) == {"echo": "/e", "put": "/5"}


ENTRY = '[[known]]\nid = "rfc1/2/x"\nverdict = "violates"\nreason = "because"\n'


def row_of_x(row: str) -> Case:
    """A row of a case that verifies rfc1/2/x."""
    document = Document(1, "X", protocol="x")
    verified = Requirement(document.section("2", "X"), "x", Level.MUST, SERVER, "Do x.")
    nowhere = Target(Url("http", "127.0.0.1", 1), PROTOCOL)
    return Case(f"f.py::plain[{row}]", 0, plain, {}, ("http",), verified, nowhere, row=row)


def test_declared_deviations_are_read(tmp_path: Path) -> None:
    file = tmp_path / "known.toml"
    file.write_text(ENTRY + 'rows = ["a : b"]\n' + ENTRY.replace("/x", "/y"))
    declared = read_known(file)
    assert match(declared, row_of_x("a : b")) is declared[0]
    assert match(declared, row_of_x("other")) is None
    assert match([declared[1]], row_of_x("a : b")) is None
    assert match([replace(declared[0], rows=frozenset())], row_of_x("[::1]")) is not None
    assert declared[0] == Declared("rfc1/2/x", Verdict.VIOLATES, "because", frozenset({"a : b"}))


@pytest.mark.parametrize(
    "text",
    [
        "known = 5",
        "[known]\nid = 'x'",
        "[[known]]\nid = 'x'",
        ENTRY.replace("violates", "fails"),
        ENTRY.replace("because", "  "),
        ENTRY + "rows = 'not a list'",
        ENTRY + "row = ['misspelt']",
        "[[known",
    ],
)
def test_bad_declarations_are_refused_in_one_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "known.toml"
    file.write_text(text)
    with pytest.raises(BadKnownFile, match=r"^--known ") as raised:
        read_known(file)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("raised", "level", "verdict"),
    [
        (None, Level.SHOULD, Verdict.CONFORMS),
        (AssertionError(), Level.MUST, Verdict.VIOLATES),
        (AssertionError(), Level.MUST_NOT, Verdict.VIOLATES),
        (AssertionError(), Level.IMPLIED, Verdict.VIOLATES),
        (AssertionError(), Level.ROBUSTNESS, Verdict.VIOLATES),
        (AssertionError(), Level.SHOULD, Verdict.DEVIATES),
        (AssertionError(), Level.SHOULD_NOT, Verdict.DEVIATES),
        (AssertionError(), Level.MAY, Verdict.DEVIATES),
        (NotApplicable("needs"), Level.MUST, Verdict.NOT_APPLICABLE),
        (Inconclusive("blind"), Level.MUST, Verdict.INCONCLUSIVE),
        (OSError("of ours"), Level.MUST, Verdict.INCONCLUSIVE),
        (KeyError("of ours"), Level.SHOULD, Verdict.INCONCLUSIVE),
    ],
)
def test_the_table_of_verdicts(raised: BaseException | None, level: Level, verdict: Verdict) -> None:
    assert verdict_of(raised, requirement(level)) is verdict


def test_sections_sort_as_in_the_rfc() -> None:
    assert sorted(["3.10", "A.1", "3.2", "10", "3", "B"], key=section_order) == ["3", "3.2", "3.10", "10", "A.1", "B"]


EVERY_OCTET = bytes(range(256)) + b"123\x011 %s %% \\ \\n \\060 '' \" $HOME `id` !!"


@pytest.mark.parametrize("octets", [EVERY_OCTET, b"", b"-n x", b"--", b"\x00" * 3 + b"7"])
def test_what_is_done_by_hand_sends_the_same_octets(octets: bytes) -> None:
    transcript = Transcript()
    transcript.octets(">", 1, octets)
    command = transcript.shell("host", 1).partition(" | nc")[0] or "true"
    assert subprocess.run(["/bin/sh", "-c", command], stdout=subprocess.PIPE, check=True).stdout == octets


def test_by_hand_sends_only_what_the_first_connection_sent() -> None:
    transcript = Transcript()
    transcript.octets(">", 1, b"one")
    transcript.octets("<", 1, b"answer")
    transcript.octets(">", 2, b"other")
    transcript.note(" ", "paused 0.05 s", 1)
    transcript.octets(">", 1, b"two")
    assert transcript.shell("::1", 80) == "(printf 'one'; sleep 0.05; printf 'two') | nc ::1 80"
    assert Transcript().shell("host", 80) == ""


def test_the_transcript_is_bounded() -> None:
    """A flood on one connection is one entry that says how much was left out; a flood of entries is counted."""
    transcript = Transcript()
    for _ in range(1000):
        transcript.octets("<", 1, bytes(65536))
    (entry,) = transcript.entries
    assert (len(entry.octets), entry.omitted) == (KEPT_OF_AN_ENTRY, 65536000 - KEPT_OF_AN_ENTRY)
    for number in range(1000):
        transcript.octets(">", number, bytes(65536))
    assert len(transcript.entries) == KEPT_ENTRIES
    assert transcript.json()[-1]["note"] == f"{1001 - KEPT_ENTRIES} more entries not kept"


HOSTILE = "\x1b[31m\x00\x07\r\n\x9b\x7f\u202e\u2028\udcff\N{LATIN SMALL LETTER E WITH ACUTE}"


def test_nothing_printable_controls_a_terminal() -> None:
    shown = printable(HOSTILE)
    assert shown.isprintable()
    assert shown.startswith("\\x1b[31m\\x00")
    assert shown.endswith("\N{LATIN SMALL LETTER E WITH ACUTE}")
    assert show(HOSTILE.encode("utf-8", "surrogatepass") * 99, 40).isprintable()


def test_octets_that_nobody_expects_are_the_same_in_every_run() -> None:
    target = Target(Url("http", "127.0.0.1", 1), PROTOCOL)
    one, again, other = (Attempt(target, 1.0, name=name) for name in ("a", "a", "b"))
    first, second = one.octets(8), one.octets(8)
    assert [again.octets(8), again.octets(8)] == [first, second]
    assert len({first, second, other.octets(8)}) == 3


def test_a_failure_text_is_printable_whatever_the_target_says() -> None:
    with serving(obeys) as server:
        one = case(target_at(server), 0, do=HOSTILE)
    attempt = Attempt(one.target, 1.0)
    attempt.observed(HOSTILE)
    attempt.transcript.octets("<", 1, HOSTILE.encode("utf-8", "surrogatepass"))
    attempt.transcript.note("!", HOSTILE)
    for raised in (AssertionError(HOSTILE), Inconclusive(HOSTILE), ValueError(HOSTILE)):
        text = failure_text(Outcome(one, attempt, raised, 0.0, 0.0), f"pytest {HOSTILE}")
        assert all(line.isprintable() for line in text.split("\n"))


def test_lines_and_values_are_bounded() -> None:
    assert first_line("one\ntwo") == "one"
    assert len(first_line("x" * 10000)) == 300
    assert len(value_text(b"x" * 10000)) < 200
    assert len(value_text(["x" * 10000])) <= 120


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 5, 20])
def test_shares_are_a_partition(workers: int, count: int) -> None:
    shares = [share(range(count), f"gw{number}", workers) for number in range(workers)]
    assert sorted(index for part in shares for index in part) == list(range(count))
    assert not share(range(count), f"gw{workers}", workers), "the worker that replaces a crashed one has no share"


def test_a_row_may_begin_with_a_hyphen() -> None:
    """It is not the one between the name of a target and the row."""
    rows = {one.row for one in cases("conformance/http/rfc3986/test_03_2_3_port_in_field.py")}
    assert "-1" in rows
