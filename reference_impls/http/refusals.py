"""The status and the reason with which a server refuses a message that is too large."""

from __future__ import annotations

from reference_impls.http.syntax import TOKEN, LimitExceeded, Part, matches


class Refusals:
    """Decides what a client is told about a limit that its request exceeds."""

    def status_of_limit(self, limit: LimitExceeded) -> int:
        if limit.part is None:
            return 413  # RFC 9110 §15.5.14
        if limit.part is Part.START_LINE:
            return self.status_of_long_line(limit.octets)
        return 431 if limit.part is Part.FIELD_LINE else 400  # RFC 6585 §5; RFC 9112 §7.1.1

    def reason_of_limit(self, limit: LimitExceeded) -> str:  # RFC 6585 §5: say which field is too large
        name = limit.octets.partition(b":")[0]
        names_it = limit.part is Part.FIELD_LINE and matches(TOKEN, name)
        return f"{limit}: {name.decode()[:100]}" if names_it else str(limit)

    def status_of_long_line(self, octets: bytes) -> int:  # RFC 9112 §3: 501 for a long method, 414 for a long target
        method, space, rest = octets.partition(b" ")
        if not matches(TOKEN, method) or b" " in rest:
            return 400
        return 414 if space else 501
