"""Patch documents: JSON merge patches (RFC 5789 for the method, RFC 7396 for the format)."""

from __future__ import annotations

import json
from typing import Any

MERGE_PATCH = b"application/merge-patch+json"


class Unpatchable(Exception):
    """The patch cannot be applied; ``status`` is the status of the answer (RFC 5789 §2.2)."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def patched(content: bytes, patch: bytes) -> bytes:
    """Return the content with the whole patch applied. Raise ``Unpatchable`` if any of it cannot be applied."""
    changes = _parsed(patch, 400, "the patch is not JSON")
    value = _parsed(content, 409, "the content to be patched is not JSON")
    return json.dumps(_merged(value, changes)).encode()


def _parsed(octets: bytes, status: int, reason: str) -> Any:
    try:
        return json.loads(octets)
    except (ValueError, RecursionError):
        raise Unpatchable(status, reason) from None


def _merged(value: Any, changes: Any) -> Any:
    if not isinstance(changes, dict):
        return changes
    merged = dict(value) if isinstance(value, dict) else {}
    for name, change in changes.items():
        if change is None:
            merged.pop(name, None)
        else:
            merged[name] = _merged(merged.get(name), change)
    return merged
