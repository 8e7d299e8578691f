#!/usr/bin/env python3
"""Pages for newcomers are of this program: the picture of the rooms, the table of rooms, and the files that pages name.
Every test is run: tests/rooms names it.

usage: house_test.py ROOT         judge docs/house.svg, CONTRIBUTING.md, docs/architecture.md and tests/rooms
       house_test.py --self-test  prove that the check can fail
"""
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools"
sys.path.insert(0, str(TOOLS))
from check_layers import ROOMS  # noqa: E402

NAMED = re.compile(r"`((?:[\w.-]+/)*[\w.-]+\.(?:cpp|h))`")


def rooms_of(text):
    """The first cells of the table whose head is room, does, with."""
    table = text.partition("| room | does | with |\n")[2].partition("\n\n")[0]
    return re.findall(r"^\| (\w+) \|", table, re.M)


def missing(text, sources):
    """The source files that a page names and that are not there: by path below src/, or by the end of a path."""
    for name in NAMED.findall(text):
        if not any(f"/{path}".endswith(f"/{name.removeprefix('src/')}") for path in sources):
            yield name


def unlisted(root):
    """The tests that no file of tests/rooms names, so that nothing runs them."""
    listed = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "tests/rooms").glob("*.cmake")))
    for kind, ending in (("unit", "cpp"), ("property", "cpp"), ("golden", "cpp"), ("shared", "cpp"), ("e2e", "py")):
        for path in sorted((root / "tests" / kind).glob(f"*_test.{ending}")):
            if not re.search(rf"\b{path.stem.removesuffix('_test')}(_test)?\b", listed):
                yield path.relative_to(root).as_posix()


def check(root):
    for test in unlisted(root):
        yield f"{test}: no file of tests/rooms names it"
    with tempfile.TemporaryDirectory() as folder:
        drawn = pathlib.Path(folder) / "house.svg"
        subprocess.run([TOOLS / "draw_house", drawn], check=True)
        if drawn.read_bytes() != (root / "docs/house.svg").read_bytes():
            yield "docs/house.svg: another picture; run tools/draw_house docs/house.svg"
    contributing = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    if rooms_of(contributing) != list(ROOMS):
        yield "CONTRIBUTING.md: the table has other rooms than tools/check_layers.py, or in another order"
    sources = [path.relative_to(root / "src").as_posix() for path in (root / "src").rglob("*.*")]
    for page in ("CONTRIBUTING.md", "docs/architecture.md"):
        for name in missing((root / page).read_text(encoding="utf-8"), sources):
            yield f"{page}: {name} does not exist"


def self_test():
    assert rooms_of("x\n\n| room | does | with |\n|---|---|---|\n| core | values | |\n| io | files | |\n\n| app | |\n") == ["core", "io"]
    sources = ["segment/rules/seals.cpp", "core/box.h"]
    text = "`src/core/box.h`, `seals.cpp`, `core/seals.cpp`, `eals.cpp`, `segment/rules/`, `read_page`"
    assert list(missing(text, sources)) == ["core/seals.cpp", "eals.cpp"]
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name in ("docs/house.svg", "docs/architecture.md", "CONTRIBUTING.md", "src/core/box.h"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text("`core/ring.h`", encoding="utf-8")
        assert len(list(check(root))) == 4
        for name, text in (("tests/unit/one_test.cpp", ""), ("tests/e2e/two_test.py", ""), ("tests/rooms/core.cmake", "codau_test(unit one)")):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        assert list(unlisted(root)) == ["tests/e2e/two_test.py"]


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    elif len(sys.argv) == 2:
        sys.exit("\n".join(check(pathlib.Path(sys.argv[1]))) or 0)
    else:
        sys.exit(__doc__)
