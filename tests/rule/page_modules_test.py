#!/usr/bin/env python3
"""The modules of the page: short, without cycles, and only state.js has state.

usage: page_modules_test.py
"""
import pathlib
import re
import unittest

PAGE = pathlib.Path(__file__).resolve().parents[2] / "src/office/page"
MOST_LINES = 250


def read_modules(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))}


def imports(text):
    """{module: names} of the import statements."""
    found = re.findall(r'^import \{([^}]*)\} from "\./([^"]+)";$', text, re.M)
    return {module: [name.strip() for name in names.split(",") if name.strip()] for names, module in found}


def exports(text):
    return set(re.findall(r"^export (?:async )?(?:const|function) (\w+)", text, re.M))


def find_cycle(modules, name, above=(), without=None):
    """The modules of a cycle that is reached from the module, or None. `without` collects modules that reach no cycle."""
    without = set() if without is None else without
    if name in above:
        return [*above[above.index(name):], name]
    if name in without:
        return None
    cycles = (find_cycle(modules, module, (*above, name), without) for module in imports(modules[name]))
    found = next((cycle for cycle in cycles if cycle), None)
    if not found:
        without.add(name)
    return found


class PageModules(unittest.TestCase):
    def setUp(self):
        self.modules = read_modules(PAGE)
        self.assertGreater(len(self.modules), 10)

    def test_modules_are_short(self):
        self.assertEqual({name: lines for name, text in self.modules.items() if (lines := text.count("\n")) > MOST_LINES}, {})

    def test_each_begins_with_its_concern(self):
        self.assertEqual([name for name, text in self.modules.items() if not text.startswith("// ")], [])

    def test_what_is_imported_is_exported(self):
        for name, text in self.modules.items():
            self.assertEqual(text.count("import {"), len(imports(text)), name)
            for module, names in imports(text).items():
                self.assertIn(module, self.modules, name)
                self.assertEqual(set(names) - exports(self.modules[module]), set(), f"{name} from {module}")

    def test_what_is_exported_is_imported(self):
        used = {(module, name) for text in self.modules.values() for module, names in imports(text).items() for name in names}
        self.assertEqual({(module, name) for module, text in self.modules.items() for name in exports(text)} - used, set())

    def test_imports_have_no_cycle(self):
        self.assertIsNone(find_cycle(self.modules, "main.js"))

    def test_only_state_js_has_state(self):
        for name, text in self.modules.items():
            self.assertEqual(re.findall(r"^(?:export )?(?:let|var) .*", text, re.M), [], name)

    def test_the_check_can_fail(self):
        self.assertEqual(imports('import { a, b } from "./c.js";\nimport {\n  d,\n} from "./e.js";\n'), {"c.js": ["a", "b"], "e.js": ["d"]})
        self.assertEqual(exports("export const a = 1;\nexport async function b() {}\nconst c = 2;\n"), {"a", "b"})
        modules = {"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { c } from "./c.js";\n', "c.js": 'import { b } from "./b.js";\n'}
        self.assertEqual(find_cycle(modules, "a.js"), ["b.js", "c.js", "b.js"])


if __name__ == "__main__":
    unittest.main()
