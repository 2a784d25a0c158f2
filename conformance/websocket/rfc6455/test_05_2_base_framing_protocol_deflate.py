"""RFC 6455 §5.2  Base Framing Protocol: the reserved bits where permessage-deflate is agreed"""

from __future__ import annotations

import pytest

from conformance.harness.runner.plugin import verifies
from conformance.websocket.deflate import deflated
from conformance.websocket.deflating import Deflating
from conformance.websocket.rfc6455.test_05_2_base_framing_protocol import RESERVED_BITS
from conformance.websocket.wire import BINARY, PING, PONG, TEXT, frame


@verifies(RESERVED_BITS)
@pytest.mark.parametrize("opcode", [TEXT, BINARY], ids=["text", "binary"])
@pytest.mark.parametrize("rsv", [1, 2, 3, 5, 6, 7])
def test_rsv2_and_rsv3_mean_nothing_beside_compression(deflating: Deflating, opcode: int, rsv: int) -> None:
    assert deflating.fails(frame(opcode, deflated(b"Hello") if rsv & 4 else b"Hello", rsv=rsv))


@verifies(RESERVED_BITS)
@pytest.mark.parametrize("opcode", [PING, PONG], ids=["ping", "pong"])
@pytest.mark.parametrize("rsv", [1, 2])
def test_rsv2_and_rsv3_mean_nothing_on_control_frames(deflating: Deflating, opcode: int, rsv: int) -> None:
    assert deflating.fails(frame(opcode, b"Hello", rsv=rsv))
