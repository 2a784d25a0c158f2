"""Capabilities from the command line and from a profile."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from conformance.harness.targets.capabilities import BadCapability, from_options, from_profile
from conformance.harness.targets.protocols import protocols

LOGIN = "A: b (field lines)"
KNOWN = {"echo": "/echo", "put": "/put/", "ws.echo": "/echo"}


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
        ("word=\u20ac", "--cap word=\u20ac: a request cannot carry all of these characters"),
        ("login=secret", f"--cap login=secret: each line needs a name, a colon and a value: login={LOGIN}"),
        (
            "login=A: b\\nsecret",
            f"--cap login=A: b\\nsecret: each line needs a name, a colon and a value: login={LOGIN}",
        ),
    ],
)
def test_what_no_request_can_be_made_of_is_refused(text: str, complaint: str) -> None:
    """Such as a request-target that is empty: the server would be accused of refusing it."""
    with pytest.raises(BadCapability, match=f"^{re.escape(complaint)}$"):
        from_options([text], KNOWN | {"word": "hello", "login": LOGIN})
    assert from_options(["word=any"], KNOWN | {"word": "hello"}) == {"word": "any"}


def test_the_example_of_every_capability_is_accepted() -> None:
    """A path that lists field lines is a path: its value holds no field lines itself. Of several values, each is."""
    known = {name: example for protocol in protocols() for name, example in protocol.capabilities.items()}
    for values in itertools.zip_longest(*(example.split("|") for example in known.values())):
        given = {name: value for name, value in zip(known, values, strict=True) if value}
        assert from_options([f"{name}={value}" for name, value in given.items()], known) == given


@pytest.mark.parametrize("text", ["", "=", "=x", "ecko=/echo", "Echo=/x"])
def test_unknown_capabilities_are_refused_with_the_known_ones(text: str) -> None:
    with pytest.raises(BadCapability, match=r"--cap .*known: echo, put, ws.echo"):
        from_options([text], KNOWN)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("capabilities = 5", "must be a table"),
        ("[capabilities]\necko = '/x'", "unknown capability 'ecko'"),
        (
            "[capabilities]\nputt = '/x'",
            r"unknown capability 'putt' \(known: echo, put, ws.echo\); did you mean put\?$",
        ),
        ("[caps]\necho = '/x'", r"unknown table \[caps\]; did you mean \[capabilities\]\?"),
        ("[capabilities]\n[other]\nx = 1", r"unknown table \[other\]"),
        ("server = 'x'", "unknown key 'server'"),
        ("echo = '/x'", r"echo stands outside of the table \[capabilities\]"),
        ("ws.echo = '/x'", r"ws stands outside of the table \[capabilities\]"),
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
    profile.write_text("[capabilities]\necho = '/e'\nput = '/5'\n", encoding="utf-8")
    assert from_profile(profile, KNOWN) == {"echo": "/e", "put": "/5"}
