"""Liars that offer a service over UDP."""

from __future__ import annotations

from tests.liars.liar import Liar

LIES: tuple[type[Liar], ...] = ()
