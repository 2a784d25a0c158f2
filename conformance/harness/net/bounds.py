"""Bounds: how much the harness reads from a target, and how much of that it keeps (docs/engine.md).

The ``bounds.py`` of a protocol has those of its messages. An answer that exceeds one ends the case as inconclusive, by
``Endless``. What exceeds a bound whose name begins with ``KEPT`` is only not kept.
"""

from __future__ import annotations

PATIENCES = 10  # that a whole answer may take; between two parts of it, only one patience may pass
PACE = 256 * 1024  # octets for which a target may take its patience once more: many take longer than few
RECEIVE = 64 * 1024  # octets of one read
AHEAD = 32 << 20  # octets that are read while sending: more than the largest echo
AHEAD_AT_FIRST = 1 << 20  # of these, those that need not be an echo of what was sent
ECHOED = 8  # octets that may come for each one sent: an answer may repeat it, several times and escaped

KEPT_OF_AN_ENTRY = 8 * 1024  # octets of a line of evidence
KEPT_ENTRIES = 200  # lines of evidence of an attempt
KEPT_RECEIVED = 32 * 1024  # octets that the target sent, in all lines of an attempt: reports hold those of all rows
KEPT_MESSAGES = 64 << 20  # octets of memory for the messages that cases on the whole run read: usually 20 MB
