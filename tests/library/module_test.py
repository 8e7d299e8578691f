#!/usr/bin/env python3
"""The module codau as it is installed: PYTHONPATH names its folder."""
import concurrent.futures
import copy
import gc
import io
import json
import pathlib
import pickle
import sys
import tempfile
import unittest

import codau

STRIPPED = "Uy ban nhan dan tinh ban hanh Ke hoach so 12/KH-UBND."
RESTORED = "Ủy ban nhân dân tỉnh ban hành Kế hoạch số 12/KH-UBND."


class Module(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.restorer = codau.Restorer()  # finds the models of its prefix

    def test_a_str_comes_out_as_a_str(self):
        result = self.restorer.restore(STRIPPED, tokens=True, log=True)
        self.assertEqual(result.text, RESTORED)
        for item in (*result.changes, *result.tokens):
            self.assertEqual(STRIPPED[item.start:item.end], item.before)
            self.assertEqual(RESTORED[item.out_start:item.out_end], item.after)
            self.assertTrue(0 <= item.confidence <= 1)
        kinds = {token.after: token.kind for token in result.tokens}
        self.assertEqual(kinds["nhân"], codau.TokenKind.WORD)
        self.assertEqual(kinds["UBND"], codau.TokenKind.CODE)
        some = self.restorer.restore("Chi ban", codau.Mode.STRIPPED, tokens=True).tokens[0]
        self.assertIn("Chị", [some.after, *(other.text for other in some.alternatives)])
        self.assertLessEqual(some.confidence + sum(other.confidence for other in some.alternatives), 1 + 1e-9)
        self.assertEqual(codau.undo(result.text, result.log), STRIPPED)

    def test_bytes_come_out_as_bytes_whatever_they_are(self):
        text = b"\xef\xbb\xbf" + STRIPPED.encode() + b" \xff\r\n\x00 \xed\xa0\x80"
        result = self.restorer.restore(text, log=True)
        self.assertEqual(result.text, text.replace(STRIPPED.encode(), RESTORED.encode()))
        self.assertTrue(result.changes)
        self.assertFalse(result.tokens)
        for change in result.changes:
            self.assertEqual(text[change.start:change.end], change.before)
            self.assertEqual(result.text[change.out_start:change.out_end], change.after)
        self.assertEqual(codau.undo(result.text, result.log), text)
        self.assertEqual(len(result.log.splitlines()), len(result.changes))
        self.assertEqual(json.loads(result.log.splitlines()[0])["start"], result.changes[0].start)

    def test_places_of_a_long_str_count_characters(self):
        text = "Ủy ban 🙂 nhân dân\n" * 500 + STRIPPED
        result = self.restorer.restore(text, tokens=True)
        self.assertTrue(result.text.endswith(RESTORED))
        for item in (*result.changes, *result.tokens):
            self.assertEqual(text[item.start:item.end], item.before)
            self.assertEqual(result.text[item.out_start:item.out_end], item.after)

    def test_modes_and_options(self):
        self.assertEqual(self.restorer.restore("e\u0302", codau.Mode.CLEAN).text, "ê")
        self.assertEqual(self.restorer.restore(STRIPPED, codau.Mode.CLEAN).text, STRIPPED)
        self.assertEqual(self.restorer.restore(STRIPPED, codau.Mode.STRIPPED).text, RESTORED)
        self.assertNotEqual(self.restorer.restore("Chi ban", codau.Mode.STRIPPED).text, "Chi ban")
        self.assertEqual(self.restorer.restore("Chi ban", codau.Mode.STRIPPED, min_confidence=1).text, "Chi ban")
        self.assertEqual(self.restorer.restore("").text, "")
        self.assertEqual(self.restorer.restore(b"").text, b"")

    def test_a_stream_gives_what_the_whole_does(self):
        text = (STRIPPED + "\n").encode() * 9000
        pieces = []
        self.restorer.restore_stream(io.BytesIO(text), pieces.append, log=True)
        self.assertGreater(len(pieces), 1)
        whole = self.restorer.restore(text, log=True)
        self.assertEqual(b"".join(piece.text for piece in pieces), whole.text)
        self.assertEqual("".join(piece.log for piece in pieces), whole.log)
        self.assertEqual(tuple(change for piece in pieces for change in piece.changes), whole.changes)

    def test_what_functions_of_the_caller_raise_comes_out(self):
        def refuse(_):
            raise KeyError("enough")
        with self.assertRaises(KeyError):
            self.restorer.restore_stream(io.BytesIO(b"a"), refuse)
        with self.assertRaises(ValueError):
            closed = io.BytesIO()
            closed.close()
            self.restorer.restore_stream(closed, print)
        with self.assertRaises(TypeError):
            self.restorer.restore_stream(io.StringIO("no bytes"), print)

    def test_what_is_refused(self):
        for models, data, missing in (("/absent", None, "/absent/syllables.lm"), (None, "/absent", "/absent/lexicon")):
            with self.assertRaises(codau.Error) as caught:
                codau.Restorer(models, data)
            self.assertEqual(caught.exception.status, codau.Status.BAD_MODEL)
            self.assertIn(missing, str(caught.exception))
            self.assertIn(missing, caught.exception.vietnamese)
        for use in (lambda: self.restorer.restore("a", 9), lambda: self.restorer.restore("a", min_confidence=2)):
            with self.assertRaises(codau.Error) as caught:
                use()
            self.assertEqual(caught.exception.status, codau.Status.BAD_USE)
        with self.assertRaises(codau.Error) as caught:
            codau.undo("a", "no log")
        self.assertEqual(caught.exception.status, codau.Status.BAD_INPUT)
        with self.assertRaises(TypeError):
            self.restorer.restore(7)
        for use in (lambda: self.restorer.restore("a\ud800b"), lambda: codau.undo("a\ud800b", ""),
                    lambda: codau.undo("a", "\ud800"), lambda: codau.Restorer("/absent\0", "/absent"),
                    lambda: codau.Restorer("/absent", b"/absent\0"), lambda: codau.Restorer(lexicons=["/tmp\0/x"]),
                    lambda: codau.Restorer("/absent\ud800")):
            with self.assertRaises(codau.Error) as caught:
                use()
            self.assertEqual(caught.exception.status, codau.Status.BAD_USE)
            self.assertTrue(caught.exception.vietnamese)
        for folder in ("/tmp", b"/tmp", pathlib.Path("/tmp"), 7, [7]):
            with self.assertRaises(TypeError):
                codau.Restorer(lexicons=folder)
        for log in (b"", None):
            with self.assertRaises(TypeError):
                codau.undo(b"a", log)

    def test_what_was_no_utf8_comes_back_as_bytes_alone(self):
        log = json.dumps({"start": 0, "end": 1, "out_start": 0, "out_end": 1, "before_hex": "ff", "after": "a",
                          "rule": "x", "source": "encoding", "confidence": 1.0, "runner_up": ""}) + "\n"
        self.assertEqual(codau.undo(b"ab", log), b"\xffb")
        with self.assertRaises(codau.Error) as caught:
            codau.undo("ab", log)
        self.assertEqual(caught.exception.status, codau.Status.BAD_INPUT)

    def test_copies_are_the_restorer_itself(self):
        restorer = codau.Restorer()
        shallow, deep = copy.copy(restorer), copy.deepcopy([restorer])[0]
        del restorer
        gc.collect()
        self.assertEqual(shallow.restore(STRIPPED).text, RESTORED)
        self.assertEqual(deep.restore(STRIPPED).text, RESTORED)
        with self.assertRaises(TypeError) as caught:
            pickle.dumps(shallow)
        self.assertIn("Restorer", str(caught.exception))

    def test_errors_travel_between_processes(self):
        error = pickle.loads(pickle.dumps(codau.Error(codau.Status.BAD_INPUT, "no", "không")))
        self.assertEqual((error.status, str(error), error.vietnamese), (codau.Status.BAD_INPUT, "no", "không"))

    def test_lexicons(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "names.tsv").write_text("xã Bình Minh\tplace\tcommune\n", encoding="utf-8")
            table = pathlib.Path(folder, "names.tsv")
            table.write_text("xã\tno such role\n", encoding="utf-8")
            with self.assertRaises(codau.Error) as caught:
                codau.Restorer(lexicons=[folder])
            self.assertIn("names.tsv:1", str(caught.exception))
            table.unlink()
            self.assertEqual(codau.Restorer(lexicons=[folder]).restore(STRIPPED).text, RESTORED)

    def test_one_restorer_serves_many_threads(self):
        texts = [f"{STRIPPED} {number}" for number in range(64)]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            together = list(pool.map(self.restorer.restore, texts))
        self.assertEqual(together, [self.restorer.restore(text) for text in texts])

    def test_it_is_typed_and_documented(self):
        folder = pathlib.Path(codau.__file__).parent
        self.assertTrue((folder / "py.typed").is_file())
        self.assertRegex(codau.version(), r"^\d+\.\d+\.\d+$")
        for name in codau.__all__:
            self.assertTrue(hasattr(codau, name), name)
        for function in (codau.Restorer.restore, codau.Restorer.restore_stream, codau.Restorer.__init__, codau.undo):
            self.assertTrue(function.__doc__, function)
            self.assertIn("return", function.__annotations__, function)


if __name__ == "__main__":
    sys.exit(unittest.main())
