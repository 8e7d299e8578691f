"""Tables for the terminal and for the files of tests/accuracy/tables."""
import math

from evaluation import runs

TABLES = runs.ROOT / "tests/accuracy/tables"


def percent(part, whole, digits=2):
    return f"{100 * part / whole:.{digits}f}" if whole else "-"


def below(part, whole, chance):
    """The chance that at most `part` of `whole` come about, each with this chance."""
    if chance in (0, 1):
        return 1.0 if chance == 0 or part >= whole else 0.0
    return sum(math.exp(math.lgamma(whole + 1) - math.lgamma(k + 1) - math.lgamma(whole - k + 1)
                        + k * math.log(chance) + (whole - k) * math.log1p(-chance)) for k in range(part + 1))


def bounds(part, whole, outside=0.05):
    """The exact (Clopper-Pearson) interval of a share, from 0 to 1."""
    def where(wanted, number):  # the chance at which so few come about that often
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if below(number, whole, middle) > wanted else (low, middle)
        return low
    return (where(1 - outside / 2, part - 1) if part else 0.0, where(outside / 2, part) if part < whole else 1.0)


def interval(part, whole):
    """A share in per cent with its exact 95 % interval."""
    low, high = bounds(part, whole)
    return f"{100 * part / whole:.2f} ({100 * low:.2f}-{100 * high:.2f})"


def table(head, rows):
    """A Markdown table, readable as it stands."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[k]) for row in cells) for k in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def write(title, body, folder=TABLES):
    """Writes the file of this part, whole: task-tables.md for "Task tables"."""
    folder.mkdir(parents=True, exist_ok=True)
    name = title.lower().replace(" ", "-")
    (folder / f"{name}.md").write_text(f"# {title}\n\n{body.strip()}\n", encoding="utf-8")
