"""Liars that offer a service over TCP."""

from __future__ import annotations

from tests.liars.liar import Liar

LIES: tuple[type[Liar], ...] = ()
