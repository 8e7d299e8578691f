#!/usr/bin/env python3
"""tools/model_file.py reads the networks of models/, and writes the same bytes.

usage: model_file_test.py
"""
import pathlib
import sys
import tempfile
import unittest

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tools"))
import model_file  # noqa: E402


class ModelFiles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name, "a.net")

    def test_networks_come_back_as_they_were(self):
        files = sorted((ROOT / "models").glob("*.net"))
        self.assertTrue(files)
        for file in files:
            kind, tensors = model_file.read(file)
            model_file.write(self.file, kind, tensors)
            self.assertEqual(self.file.read_bytes(), file.read_bytes(), file.name)

    def test_damage_is_told(self):
        model_file.write(self.file, "toy", {"a": numpy.arange(6, dtype=numpy.int16).reshape(2, 3), "b": "một\n"})
        kind, tensors = model_file.read(self.file)
        self.assertEqual((kind, tensors["b"], tensors["a"].tolist()), ("toy", "một\n", [[0, 1, 2], [3, 4, 5]]))
        whole = self.file.read_bytes()
        for damaged in (whole[:20], whole[:-1], whole[:-1] + b"x", whole + b"\0", b"other" + whole[5:]):
            self.file.write_bytes(damaged)
            with self.assertRaises(ValueError):
                model_file.read(self.file)


if __name__ == "__main__":
    unittest.main()
