"""The core of the character generator, driven without sockets."""

from __future__ import annotations

import random

from reference_impls.services.chargen import ChargenOverTcp
from reference_impls.services.service import Site
from tests.reference.driving import NOW


def test_what_arrives_is_not_kept_while_nothing_is_read() -> None:
    core = ChargenOverTcp(Site(random.Random(0).randbytes), lambda: NOW)
    assert core.to_send()
    for _ in range(100):
        core.receive(bytes(64 * 1024))
    assert len(core._in) == 0
    assert len(core._out) < 512 * 1024
    core.receive(b"")
    while core.to_send():
        pass
    assert core.closing
