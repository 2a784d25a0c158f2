"""What a lie is."""

from __future__ import annotations

import socket
from collections.abc import Callable

Lie = Callable[[socket.socket, bytes], None]
"""Given a connection and the octets that arrived on it, it holds the rest of the conversation."""
