#!/usr/bin/env python3
"""Questions that people ask of plans, each answered by one query on one flat table, without a join. What is right was
typed: tests/accuracy/plans/*.truth.json; how a deadline is expanded is written here a second time.

usage: questions_test.py CODAU [--list]   (--list: every question, and what differs)
"""
import calendar
import collections
import datetime
import json
import re
import sqlite3
import sys
import unittest
import unicodedata

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
PLANS = program.ROOT / "tests/accuracy/plans"
DAY = datetime.timedelta(days=1)


def key(text):
    """Words without marks, case, signs and "(1)" before them: how a text is spelt is not asked here."""
    text = re.sub(r"^\(\d+\) ", "", text or "")
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c)).split())


def last_of(year, month):
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def window(fields):
    """First and last day of a plan: its period, its year, or the rest of the year in which it was issued."""
    edtf = fields.get("issued_edtf") or ""
    issued = datetime.date.fromisoformat(edtf) if len(edtf) == 10 and "X" not in edtf else None
    year = fields.get("plan_year")
    first = fields.get("period_start") and datetime.date.fromisoformat(fields["period_start"])
    last = fields.get("period_end") and datetime.date.fromisoformat(fields["period_end"])
    first = first or (year and datetime.date(year, 1, 1)) or issued
    last = last or (year and datetime.date(year, 12, 31)) or (issued and datetime.date(issued.year, 12, 31))
    return (max(first, issued or first), last) if first and last else None


def days_of(deadline, fields):
    """The days on which it is due."""
    if not deadline.get("recurrence"):
        if not deadline.get("due_date"):
            return []
        day = datetime.date.fromisoformat(deadline["due_date"])
        return [] if deadline["due_op"] == "after" else [day - DAY if deadline["due_op"] == "before" else day]
    rule = dict(part.split("=") for part in deadline["recurrence"].split(";"))
    span = window(fields)
    if not span:
        return []
    first, last = span
    every, found = int(rule.get("INTERVAL", 1)), []
    if rule["FREQ"] == "DAILY":
        return []
    if rule["FREQ"] == "WEEKLY":
        day = first + DAY * (6 - first.weekday() + 7 * (every - 1))
        while day <= last:
            found.append(day)
            day += DAY * 7 * every
        return found
    months = [int(month) for month in rule.get("BYMONTH", "12").split(",")]
    if "BYMONTHDAY" not in rule and months in ([1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]):
        months = months[-1:]
    for year in range(first.year, last.year + 2):
        for month in range(1, 13):
            fits = month in months and (year - first.year + 1) % every == 0
            if not (fits if rule["FREQ"] == "YEARLY" else (year * 12 + month) % every == 0):
                continue
            day = last_of(year, month)
            if "BYMONTHDAY" in rule:
                day = min(day, datetime.date(year, month, 1) + DAY * (int(rule["BYMONTHDAY"]) - 1))
                day -= DAY if deadline["due_op"] == "before" else DAY * 0
            if first <= day <= last:
                found.append(day)
    return found


class Truth:
    def __init__(self):
        self.plans = {}
        for path in sorted(PLANS.glob("*.truth.json")):
            truth = json.loads(path.read_text(encoding="utf-8"))
            if self.is_whole(truth):
                self.plans[path.name.replace(".truth.json", ".txt")] = truth

    @staticmethod
    def is_whole(truth):
        """Whether it says all that is asked: columns that a truth leaves out are open. Working days are not asked."""
        if "documents" in truth or not {"plan_year", "issued_edtf"} <= set(truth["fields"]):
            return False
        return all("deadlines" in task and all(one["kind"] != "relative" for one in task["deadlines"])
                   for task in truth.get("tasks") or [])

    def tasks(self):
        for name, truth in self.plans.items():
            for task in truth.get("tasks") or []:
                yield name, truth["fields"], task

    def due(self, picks):
        """Of the tasks that it picks: file, day, words."""
        found = set()
        for name, fields, task in self.tasks():
            for deadline in task.get("deadlines") or []:
                found |= {(name, str(day), key(task["task_text"])) for day in days_of(deadline, fields)
                          if picks(day, fields, task)}
        return found


def questions(truth):
    """(question, SQL, answer as a set of rows)."""
    def leads_of(task):
        return [lead.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân")
                for lead in task.get("lead") or []]

    out = []
    for month in ("2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-07", "2024-08",
                  "2024-09", "2024-10", "2024-11", "2024-12", "2025-06"):
        out.append((f"due in {month}",
                    f"SELECT source_file, due_day, task FROM due_dates WHERE due_day LIKE '{month}-%'",
                    truth.due(lambda day, fields, task, month=month: str(day).startswith(month))))
    leads = collections.Counter(lead for _, _, task in truth.tasks() for lead in leads_of(task))
    often = [lead for lead, _ in sorted(leads.items(), key=lambda one: (-one[1], one[0]))]
    for lead in often[:8]:
        out.append((f"for {lead}, tasks",
                    f"SELECT DISTINCT source_file, task FROM plan_tasks WHERE '; ' || lead || ';' LIKE '%; {lead};%'",
                    {(name, key(task["task_text"])) for name, _, task in truth.tasks() if lead in leads_of(task)}))
    for lead in often[:3]:
        out.append((f"what has {lead} to deliver in 2024, and when",
                    "SELECT source_file, due_day, task FROM due_dates WHERE due_day LIKE '2024-%' AND "
                    f"'; ' || lead || ';' LIKE '%; {lead};%'",
                    truth.due(lambda day, fields, task, lead=lead: day.year == 2024 and lead in leads_of(task))))
    cited = {}
    for name, plan in truth.plans.items():
        for one in plan.get("references") or []:
            if one.get("number") and one.get("notation"):
                year = f"/{one['year']}" if one.get("year") else ""
                sign = "-" if re.match("[^-]*/", one["notation"]) else "/"  # 57-NQ/TW
                cited.setdefault(f"{one['number']}{year}{sign}{one['notation']}", set()).add(name)
    for code in sorted(cited, key=lambda code: (-len(cited[code]), code))[:8]:
        has_tasks = {name for name in cited[code] if truth.plans[name].get("tasks")}
        out.append((f"which plans cite {code}",
                    f"SELECT DISTINCT source_file FROM plan_tasks WHERE '; ' || cites || ';' LIKE '%; {code};%'",
                    {(name,) for name in has_tasks}))
    due = sorted({name for name, _, _ in truth.due(lambda *_: True)})
    for name in due[::max(1, len(due) // 7)][:7]:
        out.append((f"what does {name} promise, and when",
                    f"SELECT source_file, due_day, task FROM due_dates WHERE source_file = '{name}'",
                    {row for row in truth.due(lambda *_: True) if row[0] == name}))
    return out


def ask(database, sql):
    rows = database.execute(sql).fetchall()
    return [tuple(key(value) if at and not value[:4].isdigit() else value for at, value in enumerate(row)) for row in rows]


class Questions(unittest.TestCase):
    def test_each_is_answered_by_one_query(self):
        truth = Truth()
        path = self.enterContext(program.Folder())
        done = program.run([CODAU, "run", *(PLANS / name for name in truth.plans), "-o", path / "out", "--quiet"])
        self.assertEqual(done.returncode, 0, done.stderr)
        database = sqlite3.connect(path / "out/codau.db")
        wrong = []
        asked = questions(truth)
        for question, sql, expected in asked:
            self.assertNotIn("JOIN", sql)
            if not expected:
                wrong.append((question, "nothing"))
                continue
            rows = ask(database, sql)
            if len(rows) != len(set(rows)):
                wrong.append((question, "twice", [row for row in rows if rows.count(row) > 1][:3]))
            elif set(rows) != expected:
                wrong.append((question, f"of {len(expected)}", sorted(expected - set(rows))[:4], sorted(set(rows) - expected)[:4]))
        database.close()
        for one in wrong:
            print(*one, sep="\n    ", file=sys.stderr)
        self.assertGreaterEqual(len(truth.plans), 30)
        self.assertEqual(len(asked), 40)
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    CODAU = sys.argv.pop(1)
    unittest.main()
