"""The shell lines of a failure: valid where a shell can do what the case did, and naming no port that is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conformance.harness.case.attempt import Attempt
from conformance.harness.case.case import Outcome
from conformance.harness.net.url import Url
from conformance.harness.runner.by_hand import by_hand
from tests.kit.judging import cases


def failed(port: int, launch: str) -> Outcome:
    """A case whose request names the port of the target."""
    case = cases("conformance/http/rfc9112/test_05_1_field_line_parsing.py")[0]
    target = replace(case.target, url=Url("http", "127.0.0.1", port), launch=launch)
    attempt = Attempt(target, 1.0)
    attempt.transcript.octets(">", 1, b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n%d" % (port, port * 10))
    return Outcome(replace(case, target=target), attempt, AssertionError(), 0.0, 0.0)


@pytest.mark.parametrize(("port", "fixed"), [(40123, 18080), (8080, 8080)])
def test_a_launched_target_is_started_on_the_port_that_the_octets_name(port: int, fixed: int) -> None:
    sent = f"GET / HTTP/1.1\\r\\nHost: 127.0.0.1:{fixed}\\r\\n\\r\\n{port * 10}"
    assert by_hand(failed(port, "./server {port} --host {host}")) == {
        "start": f"./server {fixed} --host 127.0.0.1",
        "shell": f"printf '{sent}' | nc 127.0.0.1 {fixed}",
    }


def test_a_target_that_the_user_started_keeps_its_port() -> None:
    assert list(by_hand(failed(40123, ""))) == ["shell"]
    assert by_hand(failed(40123, ""))["shell"].endswith(" | nc 127.0.0.1 40123")


def test_temporary_files_are_gone_after_the_run() -> None:
    assert by_hand(failed(40123, "./server {port} {docroot}")) == {}
