"""How soon a clerk who works down the view review_queue meets what is wrong, against one who takes document by document.
The examples of tests/rule/reliability_test.py say what each function means."""
import collections
import sqlite3

from evaluation import report

SHARES = (0.1, 0.25, 0.5, 1)
TASK_TABLES = ("task_agencies", "task_deadlines")
# What a wrong value costs (src/record/schema/review_cost.cpp), by its kind.
COSTS = {"number": 100, "notation": 70, "date": 100, "place": 20, "type": 50, "organ": 60, "signer": 40, "subject": 40, "period": 60,
         "heading": 10, "task text": 30, "ordinal": 40, "output": 20, "lead": 60, "coop": 30, "deadline": 100, "budget": 100}


def queue_of(folder):
    """[(cost, document, table, row)], a row once, where it stands first."""
    with sqlite3.connect(f"file:{folder / 'codau.db'}?mode=ro", uri=True) as database:
        found = database.execute("SELECT max(cost), doc_id, table_name, row_id FROM review_queue GROUP BY 2, 3, 4").fetchall()
    return found


def row_of(value):
    """The row of the queue in which a clerk would see the value."""
    table, row, _ = value.row
    return ("tasks", row.split("|")[0]) if table in TASK_TABLES else (table, row)


def met(rows, wrong):
    """-> {share of the rows looked at: share of all that is wrong}; `wrong` is {row: how much is wrong}"""
    total = sum(wrong.values())
    return {share: sum(wrong[row] for row in rows[:round(share * len(rows))]) / total if total else 0.0 for share in SHARES}


def orders(queue):
    """{name: rows}"""
    return {"by cost": [one[2:] for one in sorted(queue, key=lambda one: (-one[0], *one[1:]))],
            "by document": [one[2:] for one in sorted(queue, key=lambda one: one[1:])]}


def table(queue, values):
    """`values` of every document whose rows are in the queue."""
    wrong, costs = collections.Counter(), collections.Counter()
    for one in values:
        if not one.right:
            wrong[row_of(one)] += 1
            costs[row_of(one)] += COSTS.get(one.kind, 0)
    rows = []
    for name, order in orders(queue).items():
        for what, of in (("wrong values", wrong), ("what they cost", costs)):
            rows.append([what, name, *(f"{100 * share:.1f}" for share in met(order, of).values())])
    return report.table([f"of {sum(wrong.values())} wrong values", f"{len(queue)} rows", *(f"in {share:.0%} of them" for share in SHARES)],
                        rows)
