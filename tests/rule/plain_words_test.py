#!/usr/bin/env python3
"""Comments and documents are written in plain sentences. The number of those that are not only goes down, room by room.

usage: plain_words_test.py ROOT              fails if a room has more findings than plain_words.txt allows
       plain_words_test.py ROOT --write      lowers the numbers to what the rooms have now
       plain_words_test.py ROOT --list [PATH...]   prints the findings: file, line, why
       plain_words_test.py --self-test       proves that the check can fail

A finding is a sentence of more than 25 words, or one of the constructions below. Laws ("Law: …") may be longer, not stranger.
A floor, not a judge: what reads badly without a finding is to be rewritten, too.
"""
import pathlib
import re
import sys
import tempfile

MOST_WORDS = 25
CONSTRUCTIONS = {
    "what as a clause": r"\bwhat (?:is|was|are|were|lies|stands|has|comes)\b",
    "of which, of those that": r"\bof (?:which|those|whom)(?: that| who)\b",
    "where for if": r"\bwhere (?:there|it|none|nothing)\b",
    "is none": r"\bis none\b",
    "behind for after": r"\bbehind (?:it|them|which|the (?:last|first|next))\b",
    "wont": r"\bwont\b",
    "but for except": r"\bbut (?:what|that|those)\b",
}
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs", "deploy")


def comments(text):
    """(line, text) of each block of // comments."""
    block, first = [], 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        found = re.match(r"\s*///?<?\s?(.*)", line) or re.search(r"\s///?<\s?(.*)", line)
        if found and (not block or line.lstrip().startswith("//")):
            first = first or number
            block.append(found[1])
        else:
            if block:
                yield first, " ".join(block)
            block, first = ([found[1]], number) if found else ([], 0)


def paragraphs(text):
    """(line, text) of each paragraph of a document, without code, tables and quotations."""
    number, in_code = 1, False
    for part in text.split("\n\n"):
        fences = part.count("```")
        if not in_code and not fences and not part.lstrip().startswith(("|", ">", "#", "<")):
            for item in re.split(r"\n(?=[-*] |\d+\. )", part):
                yield number, " ".join(item.split())
        in_code ^= fences % 2 == 1
        number += part.count("\n") + 2


def sentences(text):
    text = re.sub(r"`[^`]*`|\"[^\"]*\"|\([^()]*\)|https?:\S+", " x ", text)
    return [one for one in re.split(r"(?<=[.!?;:])\s+(?=[A-Z0-9`\"(]|$)", text) if one.strip()]


def findings(blocks):
    for line, text in blocks:
        for one in sentences(text):
            words = len(re.findall(r"[\w'’-]+", one))
            if words > MOST_WORDS and not one.startswith(("Law", "Laws")):
                yield line, f"{words} words"
            for why, pattern in CONSTRUCTIONS.items():
                if re.search(pattern, one):
                    yield line, why


def files(root):
    """(room, path, blocks)"""
    for path in sorted((root / "src").rglob("*.*")):
        if path.suffix in (".h", ".cpp", ".js"):
            yield path.relative_to(root / "src").parts[0], path, comments(path.read_text(encoding="utf-8"))
    for name in DOCUMENTS:
        place = root / name
        for path in sorted(place.rglob("*.md")) if place.is_dir() else [place]:
            if "/vi/" not in path.as_posix() and path.exists():
                yield "documents", path, paragraphs(path.read_text(encoding="utf-8"))


def counts(root):
    out = {}
    for room, _, blocks in files(root):
        out[room] = out.get(room, 0) + len({line for line, _ in findings(blocks)})
    return out


def check(root, write):
    file = root / "tests/rule/plain_words.txt"
    allowed = {room: int(number) for room, number in (line.split() for line in file.read_text(encoding="utf-8").splitlines())}
    now = counts(root)
    more = [f"{room}: {number} places, {allowed.get(room, 0)} are allowed" for room, number in sorted(now.items())
            if number > allowed.get(room, 0)]
    if more:
        sys.exit("\n".join(more) + "\nplain_words_test.py . --list shows them")
    if write:
        file.write_text("".join(f"{room} {number}\n" for room, number in sorted(now.items())), encoding="utf-8")


def show(root, wanted):
    for _, path, blocks in files(root):
        name = path.relative_to(root).as_posix()
        if not wanted or any(name.startswith(one) for one in wanted):
            for line, why in findings(blocks):
                print(f"{name}:{line}: {why}")


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "src/core").mkdir(parents=True)
        (root / "tests/rule").mkdir(parents=True)
        (root / "tests/rule/plain_words.txt").write_text("core 1\n", encoding="utf-8")
        source = root / "src/core/a.h"
        source.write_text("/// Returns the width. Throws Error if the file is cut.\nint a();\n", encoding="utf-8")
        assert counts(root) == {"core": 0}
        source.write_text("/// What is above the line.\n/// It goes on.\nint a();  ///< the part of those that were read\n", encoding="utf-8")
        assert counts(root) == {"core": 1}, counts(root)  # "What" begins a question as well; "of those that" is found
        source.write_text("/// Takes " + "word " * MOST_WORDS + "\nint a();\n/// Law: " + "word " * 40 + "\nint b();\n", encoding="utf-8")
        assert counts(root) == {"core": 1}
        check(root, False)
        source.write_text("// but what\nint a();\n// wont\nint b();\n", encoding="utf-8")
        try:
            check(root, False)
        except SystemExit:
            return
        raise AssertionError("more findings than allowed passed")


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    elif len(sys.argv) == 2 or sys.argv[2:] == ["--write"]:
        check(pathlib.Path(sys.argv[1]), sys.argv[2:] == ["--write"])
    elif len(sys.argv) > 2 and sys.argv[2] == "--list":
        show(pathlib.Path(sys.argv[1]), sys.argv[3:])
    else:
        sys.exit(__doc__)
