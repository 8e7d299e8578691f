#!/usr/bin/env python3
"""The installed library as another project finds it: by CMake and by pkg-config, from C++, C and Python.

usage: library_test.py BUILD [unittest options]
"""
import os
import pathlib
import sys
import unittest

sys.dont_write_bytecode = True
import program  # noqa: E402

BUILD = None
EXAMPLES = program.ROOT / "tests/library"


class Library(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = program.Folder()
        cls.home = cls.folder.__enter__()
        program.install(BUILD, cls.home / "first")
        (cls.home / "first").rename(cls.home / "prefix")  # nothing may know where it was installed
        cls.prefix = cls.home / "prefix"

    @classmethod
    def tearDownClass(cls):
        cls.folder.__exit__()

    def good(self, *command, **options):
        done = program.run(command, **options)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_the_tree(self):
        for path in ("bin/codau", "libexec/codau/codau-worker", "share/codau/models/syllables.lm",
                     "share/codau/data/protected_words.tsv", "share/man/man1/codau-restore.1.gz",
                     "include/codau/restore.h", "include/codau/restore.hpp",
                     "lib/python3/dist-packages/codau/py.typed"):
            self.assertTrue((self.prefix / path).is_file(), path)

    def test_nothing_tells_where_it_was_built(self):
        """So that packages built in two folders are the same bytes."""
        places = [os.fsencode(str(place.resolve())) for place in (program.ROOT, pathlib.Path(BUILD))]
        for path in self.prefix.rglob("*"):
            if path.is_file():
                self.assertFalse([place for place in places if place in path.read_bytes()], path)

    def test_by_cmake(self):
        build = self.home / "cmake"
        self.good("cmake", "-G", "Ninja", "-S", EXAMPLES, "-B", build, f"-DCMAKE_PREFIX_PATH={self.prefix}")
        self.good("cmake", "--build", build)
        self.good("ctest", "--test-dir", build, "--output-on-failure")

    def test_by_cmake_from_a_project_of_c_alone(self):
        build = self.home / "cmake-c"
        self.good("cmake", "-G", "Ninja", "-S", EXAMPLES / "c_only", "-B", build, f"-DCMAKE_PREFIX_PATH={self.prefix}")
        self.good("cmake", "--build", build)
        self.good("ctest", "--test-dir", build, "--output-on-failure")

    def by_pkg_config(self, compiler, source):
        pc = next(self.prefix.rglob("codau-restore.pc")).parent
        environment = {**os.environ, "PKG_CONFIG_PATH": str(pc)}
        flags = self.good("pkg-config", "--cflags", "--libs", "codau-restore", env=environment).split()
        folders = [self.good("pkg-config", f"--variable={name}", "codau-restore", env=environment).strip()
                   for name in ("models", "data")]
        self.good(*compiler, EXAMPLES / source, "-o", self.home / "example", *flags)
        environment["LD_LIBRARY_PATH"] = str(pc.parent)
        out = self.good(self.home / "example", *folders, "Uy ban nhan dan tinh", env=environment)
        self.assertTrue(out.startswith("Ủy ban nhân dân tỉnh\nUy -> Ủy "), out)
        done = program.run([self.home / "example", self.home, folders[1], "x"], env=environment)
        self.assertEqual(done.returncode, 6)
        self.assertIn(str(self.home / "syllables.lm"), done.stderr)

    def test_by_pkg_config_from_cpp(self):
        self.by_pkg_config(["c++", "-std=c++17", "-Wall", "-Wextra", "-pedantic", "-Wold-style-cast", "-Werror"],
                           "restore.cpp")

    def test_by_pkg_config_from_c(self):
        self.by_pkg_config(["cc", "-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror"], "restore.c")

    def python(self, *command):
        module = self.prefix / "lib/python3/dist-packages"
        return program.run([sys.executable, "-B", *command], env={**os.environ, "PYTHONPATH": str(module)})

    def test_from_python(self):
        folders = [self.prefix / "share/codau" / name for name in ("models", "data")]
        done = self.python(EXAMPLES / "restore.py", *folders, "Uy ban nhan dan tinh")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(done.stdout.startswith("Ủy ban nhân dân tỉnh\nUy -> Ủy "), done.stdout)
        done = self.python(EXAMPLES / "restore.py", self.home, folders[1], "x")
        self.assertEqual(done.returncode, 6)
        self.assertIn(str(self.home / "syllables.lm"), done.stderr)

    def test_the_module(self):
        done = self.python(EXAMPLES / "module_test.py")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_module_in_a_shallow_place_asks_the_system(self):
        source = self.prefix / "lib/python3/dist-packages/codau/_library.py"
        code = f"here = {{'__file__': '/absent/codau/_library.py', '__name__': 'codau._library'}}\n" \
               f"exec(open({str(source)!r}).read(), here)\nprint(here['LIBRARY'].codau_version().decode())"
        folder = next(self.prefix.rglob("libcodau-restore.so.*")).parent
        out = self.good(sys.executable, "-B", "-c", code, env={**os.environ, "LD_LIBRARY_PATH": str(folder)})
        self.assertRegex(out, r"^\d+\.\d+\.\d+\n$")

    def test_the_program_and_all_languages_say_the_same(self):
        folders = [self.prefix / "share/codau" / name for name in ("models", "data")]
        text = "Uy ban nhan dan tinh giao ban cho chi Lan"
        said = self.python(EXAMPLES / "restore.py", *folders, text).stdout
        self.assertIn(" or ", said)
        pc = next(self.prefix.rglob("codau-restore.pc")).parent
        for compiler, source in (("cc", "restore.c"), ("c++", "restore.cpp")):
            example = self.home / f"same-{compiler}"
            self.good(compiler, f"-I{self.prefix}/include", EXAMPLES / source, "-o", example, f"-L{pc.parent}", "-lcodau-restore")
            other = self.good(example, *folders, text, env={**os.environ, "LD_LIBRARY_PATH": str(pc.parent)})
            self.assertEqual([line.rsplit(" ", 1)[0] for line in other.splitlines()],
                             [line.rsplit(" ", 1)[0] for line in said.splitlines()])
        done = program.run([self.prefix / "bin/codau", "restore"], input=text)
        self.assertEqual(done.stdout, said.splitlines()[0])


if __name__ == "__main__":
    BUILD = os.path.abspath(sys.argv.pop(1))
    unittest.main()
