#!/usr/bin/env python3
"""A stage whose output changes gets a new version, and the networks of models/ say how they were made.

usage: stage_versions_test.py ROOT              fails if stage_versions.txt is not of this code and these golden files
       stage_versions_test.py ROOT --write      writes it anew; refuses if a golden file changed and no version did
       stage_versions_test.py --self-test       proves that the check can fail

The versions stand in src/pipeline/inputs/stage_versions.h. Documents of older versions are counted as made by older code.
Reading has no golden pages small enough for the repository, so all code that a reading depends on is hashed without its
comments, and the networks are. If that code changed: raise the version of reading if a page may come out differently, leave it if not, then
write the file anew. The other stages are judged by tests/golden: raise the version of the stage whose golden file changed.
"""
import hashlib
import pathlib
import re
import sys

READ_BY = ("src/core", "src/nn", "src/text", "src/raster", "src/source", "src/views", "src/page", "src/segment", "src/layout", "src/recogniser", "src/lines",
           "src/ocr", "data/sign_places.tsv")
STAGES = ("restoration", "rules", "keeping")  # in the order in which a document passes them
FILES = {"restored.txt": "restoration", "changes.jsonl": "restoration", "document.json": "keeping"}  # others: rules
INPUTS = ("input.txt", "pages.jsonl", "origin.txt")


def digest(data):
    return hashlib.sha256(data).hexdigest()[:24]


def versions(root):
    """{stage: its version}"""
    text = (root / "src/pipeline/inputs/stage_versions.h").read_text(encoding="utf-8")
    return {stage: int(number) for stage, number in re.findall(r'= "([a-z]+) (\d+)";', text)}


def reading_models(root):
    return sorted((root / "models").glob("*.net"))


def reading_code(root):
    code = hashlib.sha256()
    for part in READ_BY:
        part = root / part
        for path in sorted(part.rglob("*.*")) if part.is_dir() else [part]:
            if path.suffix in (".cpp", ".h"):
                text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
                code.update(f"{path.name} {' '.join(text.split())}\n".encode())
            elif path.suffix in (".in", ".tsv"):
                code.update(path.read_bytes())
    for path in reading_models(root):
        code.update(path.read_bytes())
    return code.hexdigest()[:24]


def known(root):
    """{(stage, version, file): digest}; of reading one for all of its code"""
    now = versions(root)
    out = {("reading", now["reading"], "code"): reading_code(root)}
    for path in sorted((root / "tests/golden").glob("*/*.*")):
        if path.name not in INPUTS:
            stage = FILES.get(path.name, "rules")
            out[stage, now[stage], path.relative_to(root).as_posix()] = digest(path.read_bytes())
    return out


def parse(text):
    lines = [line.split() for line in text.splitlines()]
    return {(stage, int(version), file): value for stage, version, file, value in lines}


def unannounced(before, now):
    """Golden files that changed though no version did of their stage or one before it."""
    old = {file: (stage, value) for (stage, _, file), value in before.items()}
    of = {stage: version for stage, version, _ in before}
    raised = {stage for stage, version, _ in now if version > of.get(stage, 0)}
    return [file for (stage, _, file), value in now.items()
            if stage != "reading" and file in old and old[file][1] != value
            and not raised & set(STAGES[:STAGES.index(stage) + 1])]


def check(root, write):
    cards = (root / "models/README.md").read_text(encoding="utf-8")
    for path in reading_models(root):
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        if f"| `{path.name}` | {path.stat().st_size:,} | `{sha256}` |" not in cards or f"## {path.name}\n" not in cards:
            sys.exit(f"models/README.md has no card of models/{path.name} with {sha256}")
    file = root / "tests/rule/stage_versions.txt"
    before, now = parse(file.read_text(encoding="utf-8")), known(root)
    if changed := unannounced(before, now):
        sys.exit(f"changed without a new version of its stage in src/pipeline/inputs/stage_versions.h: {', '.join(changed)}")
    if write:
        file.write_text("".join(f"{stage} {version} {name} {value}\n" for (stage, version, name), value in now.items()),
                        encoding="utf-8")
    elif before != now:
        sys.exit("tests/rule/stage_versions.txt is of other code or other golden files.\n" + __doc__.split("\n\n")[2])


def self_test():
    before = {("reading", 1, "code"): "a", ("restoration", 1, "r"): "a", ("rules", 1, "t"): "a", ("keeping", 1, "d"): "a"}
    def now(**more):
        return {(stage, more.get(stage, version), file): more.get(file, value)
                for (stage, version, file), value in before.items()}
    assert unannounced(before, now(code="b")) == []
    assert unannounced(before, now(t="b")) == ["t"]
    assert unannounced(before, now(t="b", rules=2)) == []
    assert unannounced(before, now(t="b", restoration=2)) == []
    assert unannounced(before, now(r="b", rules=2)) == ["r"]
    assert unannounced(before, now(d="b", keeping=2, t="b")) == ["t"]
    assert unannounced(before, now() | {("rules", 1, "new"): "c"}) == []


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    elif len(sys.argv) == 2 or sys.argv[2:] == ["--write"]:
        check(pathlib.Path(sys.argv[1]), sys.argv[2:] == ["--write"])
    else:
        sys.exit(__doc__)
