"""How much of HTTP the judge takes from a target at most; ``harness/net/bounds.py`` has what all protocols share.

Most clients accept fewer octets of a head, fields and interim responses: no usual server sends so many.
"""

from __future__ import annotations

LIMIT = 1 << 20  # octets of an answer, interim responses and chunked coding included; a case may allow more
HEAD_LIMIT = 256 * 1024  # octets of a head, or of a line of a chunked body
FIELDS = 1000  # field lines of a head, or of a trailer section
CHUNKS = 4096  # of a body: to read as many as fit into the limit would take seconds
INTERIM = 50  # interim responses before the final one

KEPT_OF_A_BODY = 1024  # octets of a chunked body that are kept as received
KEPT_OF_GARBAGE = 200  # octets of an answer that is not a response
KEPT_OF_REQUESTS = 8 * 1024  # octets sent that are kept with a response
JUDGED = 32 * 1024  # octets of a head, with its trailers, that the cases on all responses look at
RESPONSE, LINE = 1500, 200  # octets of memory of a response, and of each field line, in addition to what was received
KEPT_CONTENT = 4096  # octets of content that are kept for the cases on all responses
