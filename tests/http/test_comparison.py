"""Requests that are sent for comparison, on a connection of their own."""

from __future__ import annotations

from conformance.http.rfc9110.test_07_8_upgrade_ignored import CONTINUES_WITH_HTTP
from conformance.model import Verdict
from tests.kit.judging import PATIENCE, judge, rows_of
from tests.liars import LIES, lying


def test_whether_the_target_closed_is_known_when_the_connection_is_closed() -> None:
    """This target sends back what it receives, which is no response: whether it closes needs another look."""
    (mirrors,) = (lie for lie in LIES["http"] if lie.name == "mirrors")
    with lying(mirrors) as url:
        outcomes = judge(url, rows_of(CONTINUES_WITH_HTTP)[:2], PATIENCE, given=mirrors.given)
    assert {one.verdict for one in outcomes.values()} == {Verdict.NOT_APPLICABLE}
