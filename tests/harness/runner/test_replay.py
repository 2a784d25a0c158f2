"""A row is run once more with what the run found out about its target, and prints what happens."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.kit.certificates import make_certificates, needs_openssl, over_tls
from tests.kit.servers import Server, obeys, serving
from tests.kit.snapshot import assert_snapshot
from tests.kit.tree import HARM, HERE, WORDS, Ran, Runs, Tree, launch

ODD = """
import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN, PLAIN_GET

@verifies(PLAIN_GET)
@pytest.mark.parametrize("end", [b"half", b"reset"])
def test_sent_in_an_odd_way(http, end):
    http.attempt.pause(0.01)
    http.send(b"GET {path} HTTP/1.1\\r\\n")
    http.pause()
    http.send(b"Host: {host}\\r\\n\\r\\n" + http.attempt.octets(8))
    other = http.open_another()
    other.half_close() if end == b"half" else other.reset()
    assert http.answer(PLAIN).status == 299
"""
ON_THE_WHOLE_RUN = """
from conformance.harness.runner.plugin import verifies
from conformance.http.rfc9999.test_1_words import PLAIN_GET, TOLD

@verifies(PLAIN_GET)
def test_refused(http):
    assert http.answer(TOLD % b"refuse").status == 400

@verifies(PLAIN_GET)
def test_nothing_was_refused(responses):
    responses.each(lambda response: "a refusal" if b"X-Do" in response.sent else None)
"""
RUNS = {
    "launched": [WORDS, "-k", "refuse or plain", *launch("serve")],
    "of two": [WORDS, "-k", "told and refuse", "--target={url}", "--target={url}other"],
    "harmed": [HARM, "-k", "die or before", "--jobs=1", *launch("serve")],
}


def replayed(tree: Tree, ran: Ran, name: str, *more: str) -> Ran:
    return tree.conformance("replay", name, f"--results={ran.out}", *more, out=ran.out)


def exchanged(evidence: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    """What happened, in order, without the times."""
    return [(one["mark"], one["connection"], one.get("note") or f"{len(one['octets'])} octets") for one in evidence]


def printed(text: str) -> list[tuple[str, int, str]]:
    """The same, as the replay printed it."""
    lines = re.findall(r"(?m)^ +\d+\.\d{4}  ([<>! ]) (?:\[(\d+)\] )?(.*)$", text)
    return [(mark, int(connection or 0), what) for mark, connection, what in lines]


def ours(entries: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """What the judge did: how many octets of a target one read takes is chance."""
    return [entry for entry in entries if entry[0] != "<"]


def test_a_launched_target_is_started_again(tree: Tree, runs: Runs) -> None:
    ran = runs["launched"]
    again = replayed(tree, ran, "test_told_to[refuse]")
    assert again.status == 1
    assert "HTTP/1.1 400 Bad Request, 2 octets of content" in again.text
    assert "The run came to the same verdict." in again.text
    assert printed(again.text) == exchanged(ran.row("test_told_to[refuse]")["evidence"])
    assert ran.run["target"].split(":")[2] not in again.text, "the port of the run is gone"


def test_every_failure_names_the_replay_of_its_row(tree: Tree, runs: Runs) -> None:
    line = re.findall(r"(?m)^ +(?:replay |repeat:) +python -m (conformance .*refuse.*)$", runs["launched"].text)[0]
    words = shlex.split(line)[1:]
    assert tree.conformance(*words, out=runs["launched"].out).status == 1
    assert words[1] == runs["launched"].row("test_told_to[refuse]")["case"]


def test_a_row_that_conforms_ends_with_status_0(tree: Tree, words: Ran) -> None:
    again = replayed(tree, words, "test_a_plain_get_is_answered")
    assert again.status == 0
    assert "conforms: RFC 9999 §1 MUST" in again.text


@pytest.mark.parametrize(
    ("name", "status"), [("test_asked_to[refuse]", 0), ("test_hints", 0), ("test_nobody_sees_it", 1)]
)
def test_the_exit_status_is_that_of_a_run(tree: Tree, words: Ran, name: str, status: int) -> None:
    again = replayed(tree, words, name)
    assert again.status == status, again.text
    assert words.row(name)["verdict"] in again.text


def test_only_the_octets_of_the_row_are_sent_and_in_the_same_way(tmp_path: Path) -> None:
    """Pauses, connections and how each ends, and octets that look random; nothing is measured again."""
    tree = Tree(tmp_path / "tree")
    (tree.add_folder("rfc9993") / "test_1_odd.py").write_text(ODD, encoding="utf-8")
    with serving(obeys) as server:
        ran = tree.pytest("conformance/http/rfc9993", f"--target={server.url}", out=tmp_path / "out")
        of_the_run = set(server.requests)
        assert len(ran.rows) == 2
        for row in ran.rows:
            accepted, requests = server.accepted, len(server.requests)
            again = replayed(tree, ran, row["case"])
            assert ours(printed(again.text)) == ours(exchanged(row["evidence"])), again.text
            assert set(server.requests[requests:]) <= of_the_run, "the octets that look random are the same"
            assert server.accepted - accepted <= 5, "to reach it, two of the row, and to see whether it is alive"


def test_a_row_on_the_whole_run_sees_the_answers_to_what_its_evidence_has(tmp_path: Path) -> None:
    tree = Tree(tmp_path / "tree")
    (tree.add_folder("rfc9993") / "test_1_whole.py").write_text(ON_THE_WHOLE_RUN, encoding="utf-8")
    ran = tree.pytest("conformance/http/rfc9993", *launch("serve"), out=tmp_path / "out")
    again = replayed(tree, ran, "test_nothing_was_refused")
    assert (again.status, "a refusal (1 of " in again.text) == (1, True), again.text
    assert "This row looks at a whole run" in again.text


@needs_openssl
def test_tls_is_opened_as_in_the_run(tree: Tree, tmp_path: Path) -> None:
    with serving(over_tls(make_certificates(tmp_path), obeys)) as server:
        target = f"--target=https://127.0.0.1:{server.port}"
        ran = tree.pytest(WORDS, "-k", "refuse", target, "--insecure", out=tmp_path / "out")
        again = replayed(tree, ran, "test_told_to[refuse]")
    assert (again.status, "The run came to the same verdict." in again.text) == (1, True), again.text
    assert "  by hand  " not in ran.text


def test_a_target_among_several_is_found_by_the_name_of_the_row(tree: Tree, runs: Runs) -> None:
    ran = runs["of two"]
    for row in ran.rows:
        again = replayed(tree, ran, row["case"])
        assert (again.status, f"target: {row['target']} (http)" in again.text) == (1, True), again.text


def test_another_target_is_judged_with_the_facts_of_the_run(tree: Tree, runs: Runs, tmp_path: Path) -> None:
    with serving(obeys) as other:
        again = replayed(tree, runs["launched"], "test_told_to[refuse]", f"--target=127.0.0.1:{other.port}")
        assert f"target: {other.url} (http)\n" in again.text
        assert again.status == 1
    gone = replayed(tree, runs["launched"], "test_told_to[refuse]", f"--target={other.url}")
    assert (gone.status, "cannot connect" in gone.text) == (6, True)


def test_a_row_that_kills_the_target_says_so(tree: Tree, runs: Runs) -> None:
    again = replayed(tree, runs["harmed"], "test_harm[die]")
    assert again.status == 1
    assert "inconclusive: RFC 9998 §1 MUST: the target died of this case" in again.text


def test_a_reader_that_has_seen_enough_leaves_no_process_behind(tree: Tree, tmp_path: Path) -> None:
    """Such as ``| head``."""
    command = f"sh -c 'echo $$ > {tmp_path / 'pid'}; exec {sys.executable} {HERE / 'servers.py'} serve {{port}}'"
    ran = tree.pytest(WORDS, "-k", "refuse", "--launch", command, out=tmp_path / "out")
    words = [sys.executable, "-m", "conformance", "replay", "test_told_to[refuse]", f"--results={ran.out}"]
    (tmp_path / "pid").unlink()
    with subprocess.Popen(
        words, cwd=tree.path, env=tree.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="utf-8")), 0)


def test_a_command_that_is_not_in_this_folder(tree: Tree, runs: Runs, tmp_path: Path) -> None:
    told = (runs["launched"].out / "results.jsonl").read_text(encoding="utf-8")
    command = json.dumps(launch("serve")[1])[1:-1]
    (tmp_path / "results.jsonl").write_text(told.replace(command, "./server {port}"), encoding="utf-8")
    again = tree.conformance("replay", "test_told_to[refuse]", f"--results={tmp_path}", out=tmp_path)
    assert (
        again.status,
        "--launch: ./server: No such file or directory\nThe command ran in this folder" in again.text,
    ) == (
        6,
        True,
    ), again.text


@pytest.mark.parametrize(
    ("name", "why"),
    [("no_such_test", "no row is called 'no_such_test'"), ("[refuse]", "2 rows have a name that ends with '[refuse]'")],
)
def test_a_name_that_does_not_tell_which_row(tree: Tree, words: Ran, name: str, why: str) -> None:
    again = replayed(tree, words, name)
    assert (again.status, why in again.text) == (4, True), again.text


def test_results_of_another_version_or_none_at_all(tree: Tree, words: Ran, tmp_path: Path) -> None:
    old = (words.out / "results.jsonl").read_text(encoding="utf-8").replace('"arguments":', '"words":', 1)
    (tmp_path / "results.jsonl").write_text(old, encoding="utf-8")
    for folder, why in ((tmp_path, "run it again"), (tmp_path / "none", "No such file")):
        again = tree.conformance("replay", "test_hints", f"--results={folder}", out=folder)
        assert (again.status, why in again.text, "Traceback" in again.text) == (4, True, False), again.text


def test_results_of_a_run_that_was_killed_are_enough(tree: Tree, words: Ran, tmp_path: Path) -> None:
    whole = (words.out / "results.jsonl").read_text(encoding="utf-8")
    (tmp_path / "results.jsonl").write_text(whole[: whole.index('{"summary"') - 20], encoding="utf-8")
    assert tree.conformance("replay", "test_told_to[refuse]", f"--results={tmp_path}", out=tmp_path).status == 1


def test_what_a_user_reads(tree: Tree, words: Ran, server: Server) -> None:
    text = replayed(tree, words, "test_told_to[refuse]").text
    assert_snapshot("replay", re.sub(r"run of .* UTC:", "run of TIME:", text))
