#!/usr/bin/env python3
"""How tools/thresholds finds thresholds, makes them readable at run time and writes their table."""
import pathlib
import subprocess
import shutil
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from evaluation import measured_thresholds, threshold_table, thresholds  # noqa: E402

SOURCE = '''#include "raster/sample.h"

namespace codau::image {
namespace {

// In brackets: what breaks; rows are as they were.
// Inches. More on that.
constexpr double kLow = 0.7,
                 kHigh = 1.0 / 15;  ///< of a letter
constexpr std::size_t kFewest = 20'000;  ///< letters that
                                         ///< tell a row
/// Of the page.
constexpr double kPart = 0.5;
constexpr double kBoth = 2 * kPart, kPi = std::numbers::pi;

constexpr std::string_view kSigns = "constexpr double kNone = 1;";
constexpr std::array<int, kFewest> kMany{1, 2};
// constexpr double kGone = 2;

class Sample {
  static constexpr int kPaths = 48;
};

int count(int x) {
  constexpr std::int32_t kPart = -3;  // columns
  return x < kPart ? 'x' : 0;
}

}  // namespace
'''


def named(text, file="raster/sample.cpp"):
    return {one.name: one for one in thresholds.constants(file, text)}


class Find(unittest.TestCase):
    def test_finds_numbers_alone(self):
        numbers = {name: one.value for name, one in named(SOURCE).items() if one.value is not None}
        self.assertEqual(numbers, {"kLow": 0.7, "kHigh": 1 / 15, "kFewest": 20000, "kPart": 0.5, "kPaths": 48, "kPart#2": -3})

    def test_tells_where_they_stand(self):
        self.assertEqual([named(SOURCE)[name].scope for name in ("kLow", "kPaths", "kPart#2")], ["namespace", "class", "function"])

    def test_reads_what_they_mean(self):
        meaning = {name: one.meaning for name, one in named(SOURCE).items()}
        self.assertEqual(meaning["kLow"], "Inches")
        self.assertEqual(meaning["kHigh"], "Inches · of a letter")
        self.assertEqual(meaning["kFewest"], "letters that tell a row")  # numbers of letters are no inches
        self.assertEqual(meaning["kPart"], "Inches · Of the page.")
        self.assertEqual(meaning["kPart#2"], "columns")

    def test_reads_numbers(self):
        for text, value in (("20e6", 2e7), ("0.7F", 0.7), ("-12", -12), ("std::size_t{64} << 10U", 65536), ("14 / 25.4", 14 / 25.4),
                            ("1U << 20U", 1 << 20), ("7 / 2", 3), ("1e-6", 1e-6)):
            self.assertAlmostEqual(thresholds.value_of(text), value, msg=text)
        for text in ("0x0112", "2 * kTile", "std::numbers::pi", '"eng"', "{}", "1 / 0", "0x1.c6e13cp-15F", ""):
            self.assertIsNone(thresholds.value_of(text), text)

    def test_finds_those_of_this_program(self):
        known = {one.key for one in thresholds.thresholds(pathlib.Path(__file__).resolve().parents[2])}
        self.assertGreater(len(known), 100)
        self.assertFalse([key for key in known if ".inc:" in key])


class Rewrite(unittest.TestCase):
    def rewritten(self, kept=()):
        declared = thresholds.constants("raster/sample.cpp", SOURCE)
        return measured_thresholds.rewritten(SOURCE, declared, {one.key for one in declared if one.value is not None}, set(kept))

    def test_reads_them_at_run_time(self):
        text = self.rewritten()
        for line in ('const double kLow = codau::measured<double>("raster/sample.cpp:kLow", 0.7),',
                     'kHigh = codau::measured<double>("raster/sample.cpp:kHigh", 1.0 / 15);  ///< of a letter',
                     'inline static const int kPaths = codau::measured<int>("raster/sample.cpp:kPaths", 48);',
                     'static const std::int32_t kPart = codau::measured<std::int32_t>("raster/sample.cpp:kPart#2", -3);  // columns',
                     "const double kBoth = 2 * kPart, kPi = std::numbers::pi;",  # hangs on one
                     'constexpr std::string_view kSigns = "constexpr double kNone = 1;";'):
            self.assertIn(line, text)
        self.assertTrue(text.startswith('#include "raster/measured.h"\n#include "raster/sample.h"\n'))

    def test_leaves_what_has_to_be_constant(self):
        self.assertIn("constexpr std::size_t kFewest = 20'000;", self.rewritten(["raster/sample.cpp:kFewest"]))
        self.assertEqual(measured_thresholds.rewritten(SOURCE, thresholds.constants("raster/sample.cpp", SOURCE), set(), set()), SOURCE)

    def test_sees_which_the_compiler_needs(self):
        declared = thresholds.constants("raster/sample.cpp", SOURCE)
        errors = ("/x/src/raster/sample.cpp:17:22: error: the value of ‘codau::image::{anonymous}::kFewest’ is not usable in a constant "
                  "expression\n/x/src/raster/sample.cpp:9:23: note: 'kFewest' was not initialized with a constant expression\n")
        self.assertEqual(measured_thresholds.named_in(errors, declared), {"raster/sample.cpp:kFewest"})
        self.assertEqual(measured_thresholds.named_in(errors.replace("kFewest", "kHigh"), declared),
                         {"raster/sample.cpp:kLow", "raster/sample.cpp:kHigh"})  # one declaration
        self.assertEqual(measured_thresholds.named_in("/x/src/raster/sample.cpp:3:1: error: no", declared), {one.key for one in declared})
        self.assertEqual(measured_thresholds.named_in("/x/src/raster/other.cpp:3:1: error: no", declared), set())

    @unittest.skipUnless(shutil.which("g++"), "needs a compiler")
    def test_changes_one_as_the_environment_says(self):
        program = '''#include "measured.h"
            #include <cstdio>
            int main() {
              for (int value : {3, 1, -3, 20}) std::printf("%d ", codau::measured<int>("a.cpp:k", value));
              std::printf("%.2f %.2f", codau::measured<double>("a.cpp:k", -0.5), codau::measured<double>("a.cpp:k2", 1));
            }'''
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "measured.h").write_text(measured_thresholds.HEADER, encoding="utf-8")
            (pathlib.Path(folder) / "a.cpp").write_text(program, encoding="utf-8")
            subprocess.run(["g++", "-std=c++20", "-o", "a", "a.cpp"], cwd=folder, check=True)
            for change, said in (("", "3 1 -3 20 -0.50 1.00"), ("a.cpp:k*0.8", "2 0 -2 16 -0.40 1.00"),
                                 ("a.cpp:k*1.2", "4 2 -4 24 -0.60 1.00"), ("a.cpp:k2*1.2", "3 1 -3 20 -0.50 1.20")):
                done = subprocess.run([f"{folder}/a"], env={"CODAU_THRESHOLD": change}, capture_output=True, text=True, check=True)
                self.assertEqual(done.stdout, said, change)


class Table(unittest.TestCase):
    def test_says_what_broke(self):
        for said, cell in (("=", "0"), ("51 20", "+41 (+41, 0)"), ("10 20; rows differ", "0, rows differ"), ("9 21", "0 (-1, +1)"),
                           ("no end in 20 s", "no end in 20 s"), ("=; time × 2.0", "0, time × 2.0"),
                           ("constant", "not measured: the compiler needs it")):
            self.assertEqual(threshold_table.cell_of(said, "10 20"), cell)
        self.assertEqual(threshold_table.cell_of("51", "10"), "+41")

    def test_is_read_as_it_was_written(self):
        known = [one for one in thresholds.constants("raster/sample.cpp", SOURCE) if one.value is not None]
        cells = {(known[0].file, "kLow", "0.7"): ("+41 (+41, 0)", "0")}
        rows = threshold_table.rows_of(threshold_table.written(known, [], cells, "how"))
        self.assertEqual(len(rows), len(known))
        self.assertEqual(rows["raster/sample.cpp", "kLow", "0.7"], ("+41 (+41, 0)", "0"))
        self.assertEqual(rows["raster/sample.cpp", "kPart#2", "-3"], (threshold_table.NOT_YET,) * 2)

    def test_is_found_out_of_date(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name in (*(f"src/{room}" for room in thresholds.ROOMS), "tests/accuracy"):
                (root / name).mkdir(parents=True)
            (root / "src/raster/sample.cpp").write_text("constexpr double kOne = 0.5;  ///< inches | feet\n", encoding="utf-8")
            self.assertEqual(threshold_table.missing(root), ["not in the table: raster/sample.cpp kOne 0.5"])
            results = root / "results.tsv"
            results.write_text("# sets: a b\n# pages: 3\n# characters: 60 40\n# wrong: 7 3\n# date: 2026-01-02\n"
                               + "\t".join(measured_thresholds.COLUMNS)
                               + "\nraster/sample.cpp\tkOne\t0.5\t8 3\t=\t7 3\t60 40\tinches\nraster/sample.cpp\tkTwo\t", encoding="utf-8")
            threshold_table.write(root, results)
            text = (root / threshold_table.TABLE).read_text(encoding="utf-8")
            self.assertIn("| raster/sample.cpp | `kOne` | `0.5` | inches \\| feet | +1 (+1, 0) | 0 |\n", text)
            self.assertEqual(threshold_table.missing(root), [])
            threshold_table.write(root, None)  # keeps what is known
            self.assertEqual((root / threshold_table.TABLE).read_text(encoding="utf-8"), text)
            (root / "src/raster/sample.cpp").write_text("constexpr double kOne = 0.6;\n", encoding="utf-8")
            self.assertEqual(threshold_table.missing(root), ["not in the table: raster/sample.cpp kOne 0.6",
                                                             "only in the table: raster/sample.cpp kOne 0.5"])


if __name__ == "__main__":
    unittest.main()
