"""Tables for the terminal and for tests/accuracy/RESULTS.md."""
import re

from evaluation import runs

RESULTS = runs.ROOT / "tests/accuracy/RESULTS.md"
HEAD = """# Measured accuracy

Written by `tools/eval`; a section is replaced when its command is run again. The sets lie outside the
repository and are for measuring only; nothing was trained on them.
"""


def percent(part, whole, digits=2):
    return f"{100 * part / whole:.{digits}f}" if whole else "-"


def table(head, rows):
    """A Markdown table, readable as it stands."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[k]) for row in cells) for k in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def replace_section(text, title, body):
    """The text with the section `## title` set to body: in its old place, or at the end."""
    section = f"## {title}\n\n{body.strip()}\n"
    pattern = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.M | re.S)
    if pattern.search(text):
        return pattern.sub(lambda _: section + "\n", text).rstrip("\n") + "\n"
    return text.rstrip("\n") + "\n\n" + section


def write(title, body):
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(replace_section(text, title, body), encoding="utf-8")
