"""RFC 9110 §17.3  Attacks Based on File and Path Names: writing outside of the document root."""

from __future__ import annotations

import secrets

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.http.helpers.documents import Documents, octets_of
from conformance.http.peer import Http
from conformance.http.rfc9110 import RFC9110
from conformance.http.rfc9110.test_17_3_attacks_based_on_file_and_path_names import STAY_INSIDE, STEPS
from conformance.model import SERVER, inconclusive_unless, not_applicable

section = RFC9110.section("17.3", "Attacks Based on File and Path Names")

WRITE_INSIDE = section.robustness(
    "write-inside-the-root",
    role=SERVER,
    text="No PUT and no DELETE creates, changes or removes a file outside of the folder that is served.",
    hint="Map the path to a file by the same function for every method, and compare what it gives with the root.",
    rests_on=(STAY_INSIDE,),  # paths are mapped in the same way for every method
)

TRIED = (
    *("plain", "dots", "first-dot", "slash", "dots-and-slash", "all-twice", "digits", "overlong-2-dots"),
    *("u-dots", "full-width-encoded", "backslash", "backslash-encoded", "nul-between", "parameter", "stripped-once"),
)
END = b" HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n"
WRITE = END + b"Content-Length: 5\r\n\r\nhello"


@verifies(WRITE_INSIDE)
@pytest.mark.parametrize("step", [STEPS[name] for name in TRIED], ids=TRIED)
def test_no_put_writes_outside(http: Http, step: bytes) -> None:
    documents = Documents(http)
    name = require_written(documents)
    for depth in (2, 3, 1):
        answer = documents.send(b"PUT {put}" + step * depth + name + WRITE)
        assert not documents.tree.outside(name.decode()), "a file outside of the document root was written"
        octets_of(answer)


numbered = pytest.mark.parametrize(
    ("victim", "step"), [(number, STEPS[name]) for number, name in enumerate(TRIED)], ids=TRIED
)


@verifies(WRITE_INSIDE)
@numbered
def test_no_delete_removes_what_is_outside(http: Http, victim: int, step: bytes) -> None:
    documents = Documents(http)
    require_written(documents)
    file = documents.tree.base / "victims" / f"{victim}.txt"
    inconclusive_unless(file.exists(), "what it aims at was removed before: lay out the document root anew")
    for depth in (2, 3, 1):
        answer = documents.send(b"DELETE {put}" + step * depth + b"victims/%d.txt" % victim + END + b"\r\n")
        assert file.exists(), "a file outside of the document root was removed"
        octets_of(answer)


def require_written(documents: Documents) -> bytes:
    """A name of our own, under which PUT and DELETE were seen to write into the document root; not applicable else."""
    name = b"conformance-" + secrets.token_hex(8).encode() + b".txt"
    documents.send(b"PUT {put}" + name + WRITE)
    stored = any(documents.tree.root.glob(f"*/{name.decode()}"))
    documents.send(b"DELETE {put}" + name + END + b"\r\n")
    if not stored or any(documents.tree.root.glob(f"*/{name.decode()}")):
        not_applicable("PUT and DELETE do not write into the document root", "--cap put=/path/")
    return name
