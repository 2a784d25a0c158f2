"""Facts about a WebSocket server that answers no ping, measured before the first case (``behaviour.py``).

Most cases end with a ping: its pong shows that the target has read what came before. If a target answers no ping and is
an echo, the echo of a text shows the same. Such a target may also take what one read gives for one frame; cases then
send each frame by itself. The facts are measured once and decide for all cases.
"""

from __future__ import annotations

from conformance.harness.case.target import Target

PONGS = "pongs"  # pings are answered
SEGMENTS = "segments"  # a frame that comes in two segments is read, and so are two frames in one

PONGS_HOME = "rfc6455/5.5.2/answer-a-ping"  # the requirement that reports that pings are not answered
SEGMENTS_HOME = "rfc6455/5.2/any-segments"  # the one that reports that frames are not read from a stream

YES, NO = "yes", "no"


def answers_pings(target: Target) -> bool:
    """Whether the target answers pings; true unless it was measured that it does not."""
    return target.measured.get(PONGS, YES) == YES


def reads_any_segments(target: Target) -> bool:
    """Whether the target reads frames however they are cut; true unless it was measured that it does not."""
    return target.measured.get(SEGMENTS, YES) == YES
