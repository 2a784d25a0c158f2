"""Well-known servers get the verdicts that ``known/`` records of them; another version is judged and reported."""

from __future__ import annotations

import pytest

from tests.real.judged import EVERY_SERVER, KNOWN, WAITS, judge_server

QUICK = ("nginx", "ws-websockets")
BY_HAND = ("gunicorn-sync", "gunicorn-gthread")  # ten minutes each: they linger, and serve nobody meanwhile


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.thorough) for name in EVERY_SERVER]
)
def test_a_server_gets_the_recorded_verdicts(name: str) -> None:
    server = EVERY_SERVER[name]
    if missing := server.missing():
        pytest.skip(missing)
    if name in BY_HAND:
        pytest.skip(f"takes ten minutes: python -m tests.real.judged {name}")
    judged = judge_server(server)
    differences = judged.differences()
    if judged.version != judged.recorded_version:
        pytest.skip(f"{judged.version} is not {judged.recorded_version}: {len(differences)} differences")
    assert not differences, "\n".join(differences)


@pytest.mark.parametrize("file", sorted(KNOWN.glob("*.toml")), ids=lambda file: file.stem)
def test_every_record_was_looked_at(file: object) -> None:
    text = (KNOWN / str(file)).read_text(encoding="utf-8")
    assert WAITS not in text, "an entry waits for its reason"


def test_every_server_has_a_record() -> None:
    assert {file.stem for file in KNOWN.glob("*.toml")} == set(EVERY_SERVER)
