#!/usr/bin/env python3
"""The published JSON Schemas are valid drafts of 2020-12, take the rows of a plan, and refuse rows that
break a promise.

usage: json_schema_test.py PRINT_RECORDS
"""
import copy
import json
import subprocess
import sys

import jsonschema


def read(program):
    schemas, rows = {}, {}
    for line in subprocess.run([program], check=True, capture_output=True).stdout.splitlines():
        item = json.loads(line)
        if "schema" in item:
            schemas[item["table"]] = item["schema"]
        else:
            rows.setdefault(item["table"], []).append(item["row"])
    return schemas, rows


# table, column, value that its schema must refuse
REFUSED = [
    ("documents", "doc_id", "not hex"),
    ("documents", "priority", "soon"),
    ("documents", "subject", ""),
    ("documents", "issued_date", "18/01/2024"),
    ("documents", "plan_year", "2024"),
    ("documents", "flags", ["NO_SUCH_CODE"]),
    ("documents", "mean_conf", 1.5),
    ("sections", "section_id", "de4eeae7"),
    ("sections", "seq", None),
    ("tasks", "due_inferred", None),
    ("tasks", "deadline_kind", "later"),
    ("tasks", "extra", "text"),
]


def main(argv):
    schemas, rows = read(argv[1])
    assert len(schemas) == 13, sorted(schemas)
    for table, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"urn:codau:schema:1.3:{table}", schema["$id"]
        judge = jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
        for row in rows.get(table, []):
            errors = [f"{table}: {error.json_path}: {error.message}" for error in judge.iter_errors(row)]
            assert not errors, errors
            assert list(row) == list(schema["properties"]), f"{table}: columns out of order"
            assert not judge.is_valid({**row, "surprise": 1}), f"{table} takes any column"
    for table in ("documents", "sections", "tasks", "task_deadlines", "task_agencies", "agencies",
                  "recipients", "doc_refs", "evidence", "corrections", "sources"):
        assert rows.get(table), f"the plan gives no row of {table}"
    for table, column, value in REFUSED:
        row = copy.deepcopy(rows[table][0])
        row[column] = value
        judge = jsonschema.Draft202012Validator(schemas[table])
        assert not judge.is_valid(row), f"{table}.{column} takes {value!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv))
