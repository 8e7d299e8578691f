#!/usr/bin/python3
"""The tools of the page map: resampling, regions and lines; and, where PyTorch is installed, that training is the same
each time and after a stop, and that the network is the same in integers.

usage: page_map_tools_test.py [unittest options]
"""
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
TOOLS = pathlib.Path(__file__).resolve().parent.parent.parent / "tools"
sys.path.insert(0, str(TOOLS))
import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

import model_file  # noqa: E402
from page_map import crops, pages, scores  # noqa: E402
from page_map.classes import CLASSES  # noqa: E402

HAS_TORCH = importlib.util.find_spec("torch") is not None
HAS_SCIPY = importlib.util.find_spec("scipy") is not None
PRINT, RULING = CLASSES.index("print"), CLASSES.index("ruling")


class Pages(unittest.TestCase):
    def test_areas_are_averaged(self):
        grey = np.array([[0, 90, 180], [0, 90, 180]], np.uint8)
        self.assertEqual(pages.resize(grey, 2, 1).tolist(), [[30, 150]])
        self.assertEqual(pages.resize(grey, 6, 2).tolist(), [[0, 0, 90, 90, 180, 180]] * 2)

    def test_thin_lines_survive_where_strokes_do_not(self):
        planes = np.zeros((4, 4), np.uint16)
        planes[0, :] = 1 << RULING
        planes[2, 0] = 1 << PRINT
        self.assertEqual(pages.labels(planes, 2, 2).tolist(), [[1 << RULING] * 2, [0, 0]])

    def test_channels(self):
        x = pages.channels(Image.new("RGB", (8, 6), (200, 100, 90)), 200)
        self.assertEqual(x.shape, (3, 4, 6))
        self.assertEqual(x[0, 0].tolist(), [129, 129, 129, 129, 110, 100])
        self.assertEqual(pages.to_activations(x)[0, 0].tolist(), [63, 63, 63, 63, 110, 100])

    def test_a_pixel_aside_is_near(self):
        total, truth, found = scores.Scores(), np.zeros((5, 5), np.uint16), np.zeros((5, 5), np.uint16)
        truth[2, 2], found[2, 3] = 1, 1
        total.add(found, truth)
        self.assertEqual(next(iter(total.rows())), ("print", 0, 0, 0, 1, 1, 1))


class Crops(unittest.TestCase):
    def blank(self, dpi100=(300, 300), mode="RGB"):
        page = Image.new(mode, dpi100, (240, 230, 220) if mode == "RGB" else 240)
        return pages.channels(page, 100), np.zeros(dpi100[::-1], np.uint16), {}

    def test_a_streak_runs_from_head_to_foot_and_is_darker(self):
        made = crops.Crops([self.blank()], 1)
        crop, classes = self.blank((256, 256))[:2]
        before = crop.copy()
        made.streak(crop, classes)
        on = classes & crops.STREAK != 0
        self.assertGreater(on.any(1).sum(), 20)
        self.assertTrue((crop[on][:, :4].min(1) < before[on][:, :4].min(1)).all())
        self.assertTrue((crop[~on] == before[~on]).all())

    def test_a_crop_with_a_stamp_keeps_its_colour(self):
        made = crops.Crops([self.blank()], 1)
        for _ in range(40):
            crop, classes = self.blank((256, 256))[:2]
            classes[10:20, 10:20] = crops.STAMP
            self.assertTrue(made.damage(crop, classes)[0][:, :, 4].all())


@unittest.skipUnless(HAS_SCIPY, "python3-scipy is not installed")
class Regions(unittest.TestCase):
    def test_boxes(self):
        from page_map import regions
        mask = np.zeros((300, 300), bool)
        mask[100:160, 100:103] = mask[100:160, 150:153] = True
        self.assertTrue(regions.is_found_by_map(mask, (101, 50, 102, 200), "seal"))
        self.assertFalse(regions.is_found_by_map(mask, (101, 0, 102, 299), "seal"))
        self.assertFalse(regions.is_found_by_map(mask, (0, 0, 299, 299), "seal"))
        self.assertTrue(regions.is_found_by_map(mask, (90, 80, 130, 200), "streak"))
        self.assertFalse(regions.is_found_by_map(mask, (90, 80, 130, 200), "seal"))
        self.assertEqual(len(regions.false_in_map(mask, [(95, 95, 110, 165)], "stamped")), 1)
        self.assertEqual(regions.false_in_map(mask, [(95, 95, 160, 165)], "stamped"), [])
        mask[:200, 298:] = True
        self.assertEqual(len(regions.false_in_map(mask, [], "stamped")), 3)
        self.assertEqual(regions.false_in_map(mask, [], "streak"), [])
        self.assertEqual(regions.false_in_rules([(298, 0, 299, 250)], [], mask.shape, "streak"), [])
        self.assertTrue(regions.is_found_by_rules([(90, 60, 92, 240)], (94, 50, 96, 250), "streak"))
        self.assertFalse(regions.is_found_by_rules([(0, 0, 9, 9)], (0, 0, 99, 99), "seal"))

    def test_lines(self):
        from page_map import lines
        core = np.zeros((60, 200), bool)
        for top in (10, 30):
            core[top:top + 7, 10:50] = core[top:top + 7, 55:120] = True
        self.assertEqual(lines.compare(core, [(10, 10, 120, 17), (10, 30, 50, 37), (55, 30, 120, 37), (150, 50, 180, 57)]),
                         {"true": 2, "good": 1, "split": 1, "merged": 0, "missed": 0, "invented": 1})
        self.assertEqual(lines.compare(core, [(10, 10, 120, 37)])["merged"], 2)


@unittest.skipUnless(HAS_TORCH, "python3-torch is not installed")
class Training(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.path = pathlib.Path(scratch.name)
        random = np.random.default_rng(1)
        planes = (random.random((300, 320)) < 0.1).astype(np.uint16)
        Image.fromarray(np.where(planes, 20, 240).astype(np.uint8)).save(self.path / "page.png")
        Image.fromarray(planes).save(self.path / "planes.png")
        (self.path / "index.jsonl").write_text(json.dumps(
            {"image": "page.png", "planes": "planes.png", "dpi": 100, "rotate_ccw": 0, "mode": "L"}) + "\n")

    def train(self, state, *options):
        import torch
        subprocess.run([TOOLS / "page_map" / "train", self.path / state, "--pages", self.path / "index.jsonl", "--cache",
                        self.path / "cache", "--steps", "4", "--quantise-from", "0.5", "--batch", "1", *options],
                       check=True, capture_output=True)
        return torch.load(self.path / state / "state.pt")

    def test_is_the_same_each_time_and_after_a_stop(self):
        import torch
        once, again = self.train("once"), self.train("again")
        self.train("parts", "--stop-at", "3")
        parts = self.train("parts")
        for other in (again, parts):
            self.assertEqual(other["step"], 4)
            for name, value in once["net"].items():
                self.assertTrue(torch.equal(value, other["net"][name]), name)

    def test_begins_with_an_exported_file(self):
        import torch
        from page_map import integers, network
        self.train("first")
        file = self.path / "page-map.net"
        subprocess.run([TOOLS / "page_map" / "export", self.path / "first" / "state.pt", file], check=True, capture_output=True)
        saved = self.train("second", "--begin", file, "--minutes", "0")
        self.assertFalse(saved["folded"])
        net, tensors = network.PageNetwork(), model_file.read(file)[1]
        net.load_state_dict(saved["net"])
        net.fold()
        for name, layer in net.named_children():
            values = integers.from_integers(layer, *(tensors[f"{name}.{part}"] for part in ("weights", "biases", "shifts")))
            for own, value in zip((layer.weight, layer.bias), values):
                self.assertTrue(torch.allclose(own.double(), torch.from_numpy(value), atol=1e-4), name)

    def test_integers_are_the_same(self):
        import torch
        from page_map import apply, integers, network
        torch.manual_seed(1)
        net = network.PageNetwork((8, 8, 16, 8, 8), 8)
        net.fold()
        net.quantise()
        x = np.random.default_rng(1).integers(0, 256, (32, 48, 6)).astype(np.uint8)
        logits = apply.logits_of(net.eval(), x)
        exact = integers.logits_of(net, pages.to_activations(x).astype(np.int64).transpose(2, 0, 1))
        self.assertTrue((logits * network.LOGIT_SCALE == exact).all())
        for layer in net.children():
            weights = np.abs(integers.to_integers(layer)[0])
            pairs = weights[:, 0::2] + np.pad(weights, ((0, 0), (0, weights.shape[1] % 2), (0, 0), (0, 0)))[:, 1::2]
            self.assertLessEqual(weights.max(), 127)
            self.assertLess(127 * pairs.sum(3).max(), 2 ** 15)


if __name__ == "__main__":
    unittest.main()
