"""Reports: each a pure function of a `results.jsonl`. None knows pytest, a socket or a protocol."""
