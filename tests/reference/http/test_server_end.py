"""How the reference server ends a connection: when it is idle, when a request is slow, after FIN."""

from __future__ import annotations

import pytest

from tests.reference.driving import (
    content,
    feed,
    get,
    server,
    statuses,
)


@pytest.mark.parametrize(("begun", "expected"), [(b"", []), (b"\r\n", []), (b"G", [408]), (get()[:-2], [408])])
def test_an_idle_connection_closes_and_a_slow_request_is_told(begun: bytes, expected: list[int]) -> None:
    core = server()
    feed(core, begun)
    core.expire()
    assert statuses(b"".join(iter(core.to_send, b""))) == expected
    assert core.closing


def test_fin_after_the_request_still_gets_the_response() -> None:
    core = server()
    core.receive(get(b"/big"))
    core.receive(b"")
    assert len(content(b"".join(iter(core.to_send, b"")))) == 400_000
    assert core.closing
