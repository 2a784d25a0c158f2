"""``python -m conformance``: see ``command.py``."""

from __future__ import annotations

from conformance.command import console

if __name__ == "__main__":
    console()
