"""The schema of `results.jsonl`: real results keep it, and docs/results.md explains every key of it."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest

from conformance.model import Level, Verdict
from tests.kit.tree import ROOT, Ran

SCHEMA: dict[str, Any] = json.loads(
    (ROOT / "conformance" / "report" / "results.schema.json").read_text(encoding="utf-8")
)
DOCUMENT = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")


def validate(record: object, kind: str) -> None:
    jsonschema.validate(record, {**SCHEMA, "oneOf": [{"$ref": f"#/$defs/{kind}"}]})


def test_the_lines_of_a_run_keep_the_schema(words: Ran) -> None:
    first, *rows, last = words.records
    assert {row["verdict"] for row in rows} == {verdict.value for verdict in Verdict if verdict is not Verdict.FAULT}
    validate(first, "run")
    for row in rows:
        validate(row, "row")
    validate(last, "summary")


@pytest.mark.parametrize(("key", "value"), [("verdict", "fine"), ("level", "must"), ("seconds", "1"), ("more", "")])
def test_a_row_that_breaks_the_schema_is_noticed(words: Ran, key: str, value: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        validate(words.rows[0] | {key: value}, "row")


def test_the_schema_and_the_model_have_the_same_words() -> None:
    row = SCHEMA["$defs"]["row"]["properties"]
    assert row["verdict"]["enum"] == [verdict.value for verdict in Verdict]
    assert row["level"]["enum"] == [level.value for level in Level]


def keys(schema: object) -> set[str]:
    """Every key that the schema names at any depth."""
    if isinstance(schema, list):
        return {key for item in schema for key in keys(item)}
    if not isinstance(schema, dict):
        return set()
    named = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return named.union(*(keys(item) for item in schema.values()))


def test_the_document_explains_every_key() -> None:
    assert {key for key in keys(SCHEMA["$defs"]) if f"`{key}`" not in DOCUMENT} <= {
        "shell",
        "pytest",
        "start",
        "replay",
    }


def test_the_example_in_the_document_keeps_the_schema() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)
    validate(json.loads(example), "row")
