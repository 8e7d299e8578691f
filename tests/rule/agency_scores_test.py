#!/usr/bin/env python3
"""The judge of identities judged: examples for tools/evaluation/agencies.py, each worked out by hand."""
import pathlib
import sys
import types
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from evaluation import agencies  # noqa: E402

DOCUMENT = {"organ_agency_id": "s"}
ROWS = {
    "s": {"agency_id": "s", "name": "Sở Công Thương tỉnh Hà Nam", "place": "tỉnh Hà Nam", "level": "province", "kind": "organ",
          "source": "codau", "parent_agency_id": None},
    "u": {"agency_id": "u", "name": "Phòng Kỹ thuật", "place": "tỉnh Hà Nam", "level": "unit", "kind": "unit", "source": "document",
          "parent_agency_id": "s"},
    "c": {"agency_id": "c", "name": "Công an huyện Lý Nhân", "place": "huyện Lý Nhân", "level": "district", "kind": "organ",
          "source": "codau", "parent_agency_id": None}}


class Kinds(unittest.TestCase):
    def test_what_a_lead_names(self):
        for lead, kind in (("Sở Y tế", "organ"), ("Phòng Kỹ thuật", "organ"), ("các sở, ban, ngành", "group"), ("UBND các xã", "group"),
                           ("Đồng chí Lê Văn An, Bí thư", "person"), ("BS. Ngô Văn Toàn", "person"), ("Tổ trưởng chuyên môn", "post"),
                           ("Trường THCS Nguyễn Khuyến", "organ"), ("Trưởng thôn", "post"), ("Bà Triệu", "person"), ("Ban ấp", "organ")):
            self.assertEqual(agencies.kind_of(lead), kind, lead)

    def test_the_printed_place(self):
        self.assertEqual(agencies.place_of("Công an huyện"), ("huyện", ""))
        self.assertEqual(agencies.place_of("UBND xã Hà Lùng"), ("xã", "Hà Lùng"))
        self.assertEqual(agencies.place_of("Sở Y tế"), ("", ""))


class Faults(unittest.TestCase):
    def fault(self, lead, row, **other):
        return agencies.fault_of(lead, row and ROWS[row] | other, DOCUMENT, ROWS)

    def test_right_ones(self):
        self.assertIsNone(self.fault("Phòng Kỹ thuật", "u"))
        self.assertIsNone(self.fault("Công an huyện", "c"))
        self.assertIsNone(self.fault("CA huyện Lý Nhân", "c"))

    def test_wrong_ones(self):
        self.assertEqual(self.fault("Công an huyện", None), "no id")
        self.assertEqual(self.fault("Công an xã", "c"), "another place")
        self.assertEqual(self.fault("Công an huyện Lý Nhan", "c"), "another place")
        self.assertEqual(self.fault("Phòng Kỹ thuật", "u", parent_agency_id="c"), "another parent")
        self.assertEqual(self.fault("Phòng Kỹ thuật", "u", parent_agency_id=None, place=None), "no parent")
        self.assertEqual(self.fault("Phòng Kỷ thuật", "u"), "another name")

    def test_shared_ids(self):
        rows = {"agencies": list(ROWS.values()),
                "task_agencies": [{"task_id": "t", "role": "lead", "raw": raw, "agency_id": "c"}
                                  for raw in ("Công an huyện Lý Nhân", "CÔNG AN HUYỆN LÝ NHÂN", "Công an huyện Lý Nhận")]}
        found = agencies.Identities(types.SimpleNamespace(rows=rows.get)).shared()
        self.assertEqual(found, [("c", ["công an huyện lý nhân", "công an huyện lý nhận"])])


if __name__ == "__main__":
    unittest.main()
