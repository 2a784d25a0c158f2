"""Read the values of a JSON object; what is missing or of another type is read as empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any


def fields_of(kind: type[Any], value: dict[str, Any]) -> dict[str, Any]:
    """Read those fields of a dataclass that have a plain type; what is missing or of another type is read as empty."""
    return {field.name: _READERS[field.type](value, field.name) for field in fields(kind) if field.type in _READERS}


def mapping(value: dict[str, Any], key: str) -> dict[str, Any]:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


def text(value: dict[str, Any], key: str) -> str:
    inner = value.get(key)
    return "" if inner is None else str(inner)


def _texts(value: dict[str, Any], key: str) -> dict[str, str]:
    return {str(name): str(inner) for name, inner in mapping(value, key).items()}


def _list_of_texts(value: dict[str, Any], key: str) -> tuple[str, ...]:
    inner = value.get(key)
    return tuple(map(str, inner)) if isinstance(inner, list) else ()


def _number(value: dict[str, Any], key: str) -> float:
    inner = value.get(key)
    return float(inner) if isinstance(inner, int | float) else 0.0


def whole_number(value: dict[str, Any], key: str) -> int:
    return int(_number(value, key))


def _flag(value: dict[str, Any], key: str) -> bool:
    return value.get(key) is True


_READERS: Mapping[Any, Callable[[dict[str, Any], str], object]] = {
    "str": text,
    "int": whole_number,
    "float": _number,
    "bool": _flag,
    "Mapping[str, str]": _texts,
    "tuple[str, ...]": _list_of_texts,
}
"""How to read a field of each plain type."""
