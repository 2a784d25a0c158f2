"""How much the harness takes from a target, and keeps of it, at most (docs/engine.md).

The ``bounds.py`` of a protocol says the same of its messages. What exceeds a bound ends the case as inconclusive, by
``Endless``; what exceeds only what is kept is left out of the evidence.
"""

from __future__ import annotations

PATIENCES = 10  # that the whole of an answer may take, where no part of it takes longer than one
PACE = 256 * 1024  # octets for which a target may take its patience once more: many take longer than few
RECEIVE = 64 * 1024  # octets of one read
AHEAD = 32 << 20  # octets that are read while sending: more than the largest echo
AHEAD_AT_FIRST = 1 << 20  # of these, those that need not be an echo of what was sent
ECHOED = 8  # octets that may come for each one sent: an answer may repeat it, several times and escaped

KEPT_OF_AN_ENTRY = 8 * 1024  # octets of a line of evidence
KEPT_ENTRIES = 200  # lines of evidence of an attempt
KEPT_RECEIVED = 32 * 1024  # octets that all lines of what the target sent have together: reports hold those of all rows
KEPT_MESSAGES = 64 << 20  # octets of all messages that the cases on the whole run look at: a usual run has 20 MB
