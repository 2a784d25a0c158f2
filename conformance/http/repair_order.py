"""The order in which an engineer repairs an HTTP server: sections of the RFCs in stages, most urgent first.

Within framing, what well-formed requests show comes before what only malformed ones show.
"""

from __future__ import annotations

import re

MESSAGES = ("robustness/1", "rfc9112/2.1", "rfc9112/4", "rfc9110/15")  # an answer that a client can read
READING = ("rfc9112/9",)  # whatever segments a request arrives in
FRAMING = (
    "rfc9110/8.6",  # and what rests on it: content that nobody asked for is no request
    "rfc9110/5.1",  # who does not find Content-Length by its name does not frame
    "rfc9110/5.5",
    "rfc9110/6.4",
    "rfc9112/6.3",
    "rfc9112/6",
    "rfc9112/7.1",
    "rfc9112/7",
    "malformed rfc9112/6",
    "malformed rfc9112/7",
    "rfc9110/9.3.2",
    "rfc9112/8",
    "rfc9110/15.2",
    "rfc9110/15.3",
    "rfc9110/15.4.5",
    "rfc9112/11",
)
CONNECTION = ("rfc9112/9.3", "rfc9112/9.6", "rfc9112/9.2", "rfc9112/9.5", "rfc9110/7.6.1", "robustness/2")
FIELDS = ("rfc9110/17.3", "rfc9110/5", "malformed rfc9110/5")  # files outside of the root; field lines
GENERAL = (
    "rfc9112/5",
    "malformed rfc9112/3",
    "rfc9112/2.3",
    "rfc9112/2.2",
    "rfc9112/3.2",
    "malformed rfc9112/3.2",
    "rfc9112/3.2.1",
    "rfc9112/3.2.2",
    "rfc9110/6.6.1",
    "rfc9112/3",  # long targets, for example
    "rfc9110/9.1",
    "rfc9110/8",
    "rfc9110/9",
    "rfc9110/13",
    "rfc9110/14",
    "rfc9110/10",
    "rfc9110/15.5",
)
EXOTIC = ("rfc9110/9.3.6", "rfc9110/9.3.8", "rfc9110/7.4", "rfc3986", "rfc9110/4", "rfc9110/6.2")

REPAIR_ORDER = (MESSAGES, READING, FRAMING, CONNECTION, FIELDS, GENERAL, EXOTIC)

REFUSALS = re.compile(r"\b400\b|REJECTED|DECLINED|REFUSED|rejected|refused|not in ACCEPTED|not smuggled")
"""What an assertion has that asks whether the target refuses a request: its row counts as malformed."""
