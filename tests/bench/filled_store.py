"""A store of any size for benchmarks: copies of the documents of a small one, with all that belongs to them, under
other ids, so that sections, tasks, deadlines, agencies, evidence and corrections keep their proportion."""
import hashlib
import re
import sqlite3

TABLES = ["kept_documents", "sources", "pages", "kept_sections", "kept_tasks", "kept_task_deadlines",
          "kept_task_agencies", "kept_recipients", "kept_doc_refs", "journal_agencies", "kept_evidence",
          "kept_corrections", "made", "document_counts"]
# Columns with numbers of rows, where they are whole numbers.
NUMBERED = {"row_number", "row", "section_id", "parent_section_id", "task_id", "parent_task_id"}
# Of rows that are of one document: a key of `agencies` is that of all copies.
ID = re.compile(r"\b(?:[0-9a-f]{16}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b")


def other_id(copy, key):
    """The id of a row in another copy: as random as the first, and of the same form."""
    made = hashlib.blake2b(f"{copy} {key}".encode(), digest_size=16).hexdigest()
    return made[:16] if len(key) == 16 else "-".join((made[:8], made[8:12], made[12:16], made[16:20], made[20:]))


def fill(file, wanted):
    """Copies all documents of a store until it has `wanted` tasks; the number it has then."""
    store = sqlite3.connect(file)
    store.execute("PRAGMA synchronous = OFF")
    store.execute("PRAGMA cache_size = -500000")
    for name, in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        store.execute(f'DROP TRIGGER "{name}"')  # each row would be checked again
    agencies = {row[0] for row in store.execute("SELECT agency_id FROM agencies")}
    tasks = store.execute("SELECT count(*) FROM tasks").fetchone()[0]
    copies = -(-wanted // tasks)
    numbers = max(store.execute(f"SELECT coalesce(max(row_number), 0) FROM kept_{table}").fetchone()[0]
                  for table in ("documents", "sections", "tasks", "recipients", "doc_refs"))
    for table in TABLES:
        columns = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
        names, marks = ",".join(f'"{name}"' for name in columns), ",".join("?" * len(columns))
        rows = store.execute(f"SELECT {names} FROM {table}").fetchall()
        for copy in range(1, copies):
            known = {}

            def other(match):
                key = match[0]
                if key in agencies:
                    return key
                if key not in known:
                    known[key] = other_id(copy, key)
                return known[key]

            def changed(value):
                if isinstance(value, bytes):  # ids of corrections
                    return b"".join(hashlib.blake2b(value[at:at + 16], digest_size=16, salt=copy.to_bytes(8, "big"))
                                    .digest() for at in range(0, len(value), 16))
                return ID.sub(other, value) if isinstance(value, str) else value

            made = [[value + copy * numbers if name in NUMBERED and isinstance(value, int) else changed(value)
                     for name, value in zip(columns, row)] for row in rows]
            if table == "made":
                made = [[hashlib.sha256(row[0].encode()).hexdigest() if name == "digest" else value
                         for name, value in zip(columns, row)] for row in made]
            store.executemany(f"INSERT INTO {table}({names}) VALUES({marks})", made)
    store.execute("UPDATE totals SET n = n * ?", (copies,))
    store.commit()
    counts = {table: store.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
              for table in (name.removeprefix("kept_") for name in TABLES[:-2])}
    store.close()
    return counts
