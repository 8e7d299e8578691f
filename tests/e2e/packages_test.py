#!/usr/bin/env python3
"""`codau export OUT sip | aip`: packages whose sums, order and links hold, judged by other programs; what a package
cannot be without keeps it back, by name.

usage: packages_test.py CODAU [unittest options]
"""
import contextlib
import csv
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

sys.dont_write_bytecode = True
import program  # noqa: E402

CODAU = None
FILE = "H49.64.33.2024.07"
SPACES = {"m": "http://www.loc.gov/METS/", "p": "http://www.loc.gov/premis/v3"}
HREF = "{http://www.w3.org/1999/xlink}href"
CSIP = "{https://DILCIS.eu/XML/METS/CSIPExtensionMETS}"
REP = "representations/rep1/"
TITLE = "<Kế hoạch> & \"năm 2024\" ]]> 'x' " + "ố" * 300
WHOLE = {"source_path": "a.pdf", "fileCode": FILE, "fonds": "G09", "title": TITLE, "maintenance": "01", "mode": "01",
         "paperFileCode": "12"}
SCHEMA = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' elementFormDefault='qualified' "


def fields(name):
    """(name, most) of each field of a table."""
    lines = (program.ROOT / f"data/archival/{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(cells[0], int(cells[2])) for cells in (line.split("\t") for line in lines if line and not line.startswith("#"))]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Package:
    """A ZIP file as Python reads it."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            self.names = archive.namelist()
            self.stamps = {(one.date_time, one.extra) for one in archive.infolist()}
            self.folder = self.names[0].split("/")[0]
            self.files = {name.removeprefix(self.folder + "/"): archive.read(name) for name in self.names}

    def xml(self, path):
        return ElementTree.fromstring(self.files[path])


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = cls.enterClassContext(program.Folder())
        (cls.path / "in").mkdir()
        for name, page in (("a.pdf", "1"), ("b.pdf", "2")):
            subprocess.run(["qpdf", program.SCAN, "--pages", ".", page, "--", cls.path / "in" / name], check=True)
        (cls.path / "in/c.txt").write_text(program.SMALL_PLAN.format(number=3), encoding="utf-8")
        cls.out = cls.path / "out"
        done = program.run([CODAU, "run", cls.path / "in", "-o", cls.out, "--quiet"])
        assert done.returncode == 0, done.stderr
        database = sqlite3.connect(f"file:{cls.out}/codau.db?mode=ro", uri=True)
        cls.ids = {name: doc_id for doc_id, name in database.execute("SELECT doc_id, source_path FROM sources")}
        database.close()
        cls.write_metadata("two.csv", WHOLE, {"source_path": "b.pdf", "fileCode": FILE})
        cls.packages = {}
        for kind in ("sip", "aip"):
            done, target = cls.export(kind, kind, "--metadata", cls.path / "two.csv")
            assert done.returncode == 3, done.stderr  # b.pdf is a page without a head
            cls.packages[kind] = Package(next(target.glob("*.zip")))

    @classmethod
    def write_metadata(cls, name, *rows):
        with open(cls.path / name, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return cls.path / name

    @classmethod
    def export(cls, kind, target, *options, out=None, env=None):
        done = program.run([CODAU, "export", out or cls.out, kind, "-o", cls.path / target, "--lang", "en", *options],
                           env=os.environ | (env or {}))
        return done, cls.path / target

    def made_at(self, target):
        package, = [Package(path) for path in target.glob("*.zip")]
        return package.xml("METS.xml").find("m:metsHdr", SPACES).get("CREATEDATE")

    def faults(self, target):
        with open(target / "con-thieu.csv", encoding="utf-8-sig", newline="") as file:
            return [(one["ma"], one["truong"], one["loi"]) for one in csv.DictReader(file)]

    def rejects(self, target):
        lines = (target / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
        return {(one["file"], one["code"], one["field"]) for one in map(json.loads, lines)}

    def test_trees(self):
        """The golden tree of both."""
        both = {"METS.xml", "metadata/descriptive/EAD.xml", f"{REP}METS.xml"}
        for number in (1, 2):
            both |= {f"{REP}data/{FILE}.{number}.pdf", f"{REP}metadata/descriptive/EAD_doc_{FILE}.{number}.xml"}
        premis = {"metadata/preservation/PREMIS.xml", f"{REP}metadata/preservation/PREMIS_rep1.xml"}
        self.assertEqual(set(self.packages["sip"].files), both)
        self.assertEqual(set(self.packages["aip"].files), both | premis)
        uuid = "[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[0-9A-F]{4}-[0-9A-F]{12}"
        for kind, folder, name in (("sip", f"uuid-{uuid}", "1{}.zip"), ("aip", f"urn_G09_uuid_{uuid}", "{}.zip")):
            package = self.packages[kind]
            self.assertRegex(package.folder, f"^{folder}$")
            self.assertEqual(package.path.name, name.format(package.folder))
            self.assertEqual(package.names, sorted(package.names))
            self.assertTrue(all(name.startswith(package.folder + "/") for name in package.names))
            self.assertEqual(package.stamps, {((1980, 1, 1, 0, 0, 0), b"")})
            self.assertEqual(package.xml("METS.xml").get("OBJID").replace(":", "_"), package.folder)

    def test_sums_of_every_file_hold(self):
        for kind, package in self.packages.items():
            told = set()
            for mets, base in (("METS.xml", ""), (f"{REP}METS.xml", REP)):
                root = package.xml(mets)
                found = [(one, one.get(HREF)) for one in root.iterfind(".//m:mdRef", SPACES)]
                found += [(one, one.find("m:FLocat", SPACES).get(HREF)) for one in root.iterfind(".//m:file", SPACES)]
                for one, href in found:
                    data = package.files[base + href]
                    self.assertEqual((one.get("CHECKSUMTYPE"), one.get("CHECKSUM"), int(one.get("SIZE"))),
                                     ("SHA-256", sha256(data), len(data)), href)
                    self.assertRegex(one.get("CREATED"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$")
                    self.assertIn(one.get("MIMETYPE"), ("application/pdf", "application/xml"))
                    told.add(base + href)
            self.assertEqual(told, set(package.files) - {"METS.xml"}, kind)

    def test_links_lead_somewhere(self):
        for kind, package in self.packages.items():
            for mets in ("METS.xml", f"{REP}METS.xml"):
                root = package.xml(mets)
                ids = [one.get("ID") for one in root.iter() if one.get("ID")]
                self.assertEqual(len(ids), len(set(ids)))
                for one in root.iter():
                    for name in ("DMDID", "ADMID", "FILEID"):
                        self.assertLessEqual(set((one.get(name) or "").split()), set(ids))
                header = root.find("m:metsHdr", SPACES)
                self.assertEqual(header.get(CSIP + "OAISPACKAGETYPE"), kind.upper())
                self.assertIn("G09", [note.text for note in header.iterfind("m:agent/m:note", SPACES)])
                amd = root.find("m:amdSec", SPACES)
                self.assertEqual(len(amd), 1 if kind == "aip" else 0)
                self.assertEqual(root.find("m:structMap", SPACES).get("LABEL"), "CSIP")
            root = package.xml("METS.xml")
            labels = [one.get("LABEL") for one in root.iterfind("m:structMap/m:div/m:div", SPACES)]
            self.assertEqual(labels, ["Metadata", "Representations/rep1"])
            rep = package.xml(f"{REP}METS.xml")
            described = {one.get("ID"): one.find("m:mdRef", SPACES).get(HREF) for one in rep.iterfind("m:dmdSec", SPACES)}
            files = {one.get("ID"): one.find("m:FLocat", SPACES).get(HREF) for one in rep.iterfind(".//m:file", SPACES)}
            links = [(described[one.get("DMDID")], files[one.find("m:fptr", SPACES).get("FILEID")])
                     for one in rep.iterfind(".//m:div[@LABEL='MetadataLink/File']", SPACES)]
            self.assertEqual(links, [(f"metadata/descriptive/EAD_doc_{FILE}.{n}.xml", f"data/{FILE}.{n}.pdf") for n in (1, 2)])
        profiles = [self.packages["aip"].xml(path).get("PROFILE") for path in ("METS.xml", f"{REP}METS.xml")]
        self.assertEqual(profiles, ["http://www.ra.ee/METS/v01/IP.xml", "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"])

    def test_ead_has_the_fields_of_the_tables(self):
        for kind, package in self.packages.items():
            for path, table in (("metadata/descriptive/EAD.xml", "ho_so"), (f"{REP}metadata/descriptive/EAD_doc_{FILE}.1.xml", "van_ban")):
                root = package.xml(path)
                self.assertEqual(root.tag, "simpledc")
                expected = fields(f"{kind}_{table}")
                self.assertEqual([one.tag for one in root], [name for name, _ in expected])
                for one, (name, most) in zip(root, expected):
                    self.assertTrue(most == 0 or len(one.text or "") <= most, name)
            file = {one.tag: one.text for one in package.xml("metadata/descriptive/EAD.xml")}
            self.assertEqual((file["title"], file["maintenance"], file["totalDoc"], file["numberOfPage"], file["keyword"]),
                             (TITLE, "01", "2", "2", None))
            paper = {one.tag: one.text for one in package.xml(f"{REP}metadata/descriptive/EAD_doc_{FILE}.1.xml")}
            self.assertEqual((paper["docCode"], paper["typeName"], paper["codeNumber"], paper["issuedDate"], paper["confidenceLevel"]),
                             (f"{FILE}.0000001", "10", "27", "12/04/2024", "02"))
        self.assertEqual((self.packages["aip"].xml(f"{REP}metadata/descriptive/EAD_doc_{FILE}.2.xml").find("docOrdinal").text), "2")

    def test_premis_has_the_sums_of_the_data(self):
        package = self.packages["aip"]
        root = package.xml(f"{REP}metadata/preservation/PREMIS_rep1.xml")
        objects = {one.find(".//p:contentLocationValue", SPACES).text:
                   (one.find(".//p:messageDigest", SPACES).text, one.find(".//p:size", SPACES).text, one.find(".//p:formatName", SPACES).text)
                   for one in root.iterfind("p:object", SPACES) if one.find(".//p:size", SPACES) is not None}
        data = {path: (sha256(file), str(len(file)), "PDF/A") for path, file in package.files.items() if path.endswith(".pdf")}
        self.assertEqual(objects, data)
        for path in ("metadata/preservation/PREMIS.xml", f"{REP}metadata/preservation/PREMIS_rep1.xml"):
            self.assertEqual(package.xml(path).find("p:event/p:eventType", SPACES).text, "transfer")

    def test_xmllint_reads_all(self):
        for package in self.packages.values():
            for path, data in package.files.items():
                if path.endswith(".xml"):
                    subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=data, check=True)

    def test_pdfs_are_those_of_the_output(self):
        for package in self.packages.values():
            for number, name in ((1, "a.pdf"), (2, "b.pdf")):
                source = program.Document(self.out, self.ids[name]).pdf
                self.assertEqual(package.files[f"{REP}data/{FILE}.{number}.pdf"], source.read_bytes())

    def test_the_same_again_gives_the_same_bytes(self):
        for kind, package in self.packages.items():
            before = package.path.read_bytes()
            done, target = self.export(kind, kind + "-again", "--metadata", self.path / "two.csv")
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertEqual((target / package.path.name).read_bytes(), before)

    def test_merged_it_is_the_same_package(self):
        merged = self.path / "merged"
        time = 1_708_966_800
        for name in ("a.pdf", "b.pdf"):
            pdf = program.Document(self.out, self.ids[name]).pdf
            self.addCleanup(os.utime, pdf, ns=(pdf.stat().st_atime_ns, pdf.stat().st_mtime_ns))
            os.utime(pdf, (time, time))
        done = program.run([CODAU, "merge", self.out, "-o", merged])
        self.assertIn(done.returncode, (0, 3), done.stderr)
        bytes_of = []
        for out in (self.out, merged):
            done, target = self.export("aip", "merged-aip", "--metadata", self.path / "two.csv", out=out)
            bytes_of.append(next(target.glob("*.zip")).read_bytes())
        self.assertEqual(*bytes_of)
        self.assertEqual(self.made_at(target), "2024-02-27T00:00:00+07:00")

    def test_one_time_for_all_where_it_is_asked_for(self):
        copy = self.path / "copy"
        shutil.copytree(self.out, copy, copy_function=shutil.copyfile)  # with other times
        bytes_of = []
        for out in (self.out, copy):
            done, target = self.export("aip", "epoch", "--metadata", self.path / "two.csv", out=out, env={"SOURCE_DATE_EPOCH": "1708966800"})
            self.assertEqual(done.returncode, 3, done.stderr)
            bytes_of.append(next(target.glob("*.zip")).read_bytes())
        self.assertEqual(*bytes_of)
        self.assertEqual(self.made_at(target), "2024-02-27T00:00:00+07:00")
        done, _ = self.export("aip", "epoch", "--metadata", self.path / "two.csv", env={"SOURCE_DATE_EPOCH": "soon"})
        self.assertEqual(done.returncode, 2)
        done = program.run([CODAU, "export", self.out, "csv", "-o", self.path / "csv"],
                           env=os.environ | {"SOURCE_DATE_EPOCH": "soon"})  # which has no use for it
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_what_a_package_cannot_be_without_is_named(self):
        rows = ({**WHOLE, "fonds": "", "maintenance": ""}, {**WHOLE, "source_path": "b.pdf", "fileCode": ""})
        for kind in ("sip", "aip"):
            done, target = self.export(kind, f"less-{kind}", "--metadata", self.write_metadata("less.csv", *rows))
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertEqual([*target.glob("*.zip")], [])
            rejects = self.rejects(target)
            self.assertIn(("a.pdf", "AIP_INPUT_MISSING", "fonds, maintenance"), rejects)
            self.assertIn(("b.pdf", "AIP_INPUT_MISSING", "fileCode"), rejects)
            self.assertIn(("c.txt", "AIP_INPUT_MISSING", "fileCode, fonds, maintenance"), rejects)
            self.assertLessEqual({(FILE, "fonds", "AIP_INPUT_MISSING"), (FILE, "maintenance", "AIP_INPUT_MISSING")}, set(self.faults(target)))
            counts = json.loads((target / "manifest.json").read_text())["counts"]["documents"]
            self.assertEqual(counts, {"store": 3, "exported": 0, "rejected": 3})

    def test_fonds_each_have_packages_of_their_own(self):
        rows = [WHOLE, WHOLE | {"source_path": "b.pdf", "fileCode": "H2", "fonds": "G10"}]
        done, target = self.export("aip", "fonds", "--metadata", self.write_metadata("fonds.csv", *rows))
        self.assertIn(done.returncode, (0, 3), done.stderr)
        found = {one.folder.split("_")[1]: one for one in map(Package, target.glob("*.zip"))}
        self.assertEqual(set(found), {"G09", "G10"})
        for fonds, package in found.items():
            codes = package.xml("METS.xml").findall(f".//m:note[@{CSIP}NOTETYPE='IDENTIFICATIONCODE']", SPACES)
            self.assertEqual({code.text for code in codes}, {fonds})

    def test_a_bad_code_keeps_a_package_back(self):
        for field, value, fault in (("fonds", "../G09", "BAD_CODE"), ("maintenance", "99", "NOT_IN_LIST")):
            done, target = self.export("aip", "bad", "--metadata", self.write_metadata("bad.csv", {**WHOLE, field: value}), "--force")
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertEqual([*target.glob("*.zip")], [])
            self.assertIn((FILE, field, fault), self.faults(target))

    def test_given_values_are_compared(self):
        rows = ({**WHOLE, "arcFileCode": "A.1", "totalDoc": "7"}, {**WHOLE, "source_path": "b.pdf", "fileCode": "H2", "arcFileCode": "A.1", "totalDoc": "1"})
        done, target = self.export("aip", "compared", "--metadata", self.write_metadata("compared.csv", *rows))
        found = {one for one in self.faults(target) if one[2] in ("COUNT_DIFFERS", "SAME_ARCHIVE_CODE")}
        self.assertIn("made 2 packages; files kept back: 0\n", done.stderr)
        self.assertEqual(found, {(FILE, "totalDoc", "COUNT_DIFFERS"), ("H2", "arcFileCode", "SAME_ARCHIVE_CODE")})

    def test_ids_that_are_too_long_are_told(self):
        code = "H49." + "x" * 24
        metadata = self.write_metadata("long.csv", {**WHOLE, "fileCode": code})
        for kind in ("sip", "aip"):
            done, target = self.export(kind, f"long-{kind}", "--metadata", metadata)
            self.assertIn((f"{code}.1", "docId", "TOO_LONG"), self.faults(target))

    def test_a_file_goes_whole_or_not_at_all(self):
        metadata = self.write_metadata("whole.csv", WHOLE, {**WHOLE, "source_path": "c.txt"}, {**WHOLE, "source_path": "b.pdf", "fileCode": "H2"})
        done, target = self.export("aip", "part", "--metadata", metadata)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual(self.rejects(target), {("a.pdf", "PARTIAL_FILE", None), ("c.txt", "PDF_MISSING", None)})
        self.assertIn((FILE, "", "NO_PACKAGE"), self.faults(target))
        self.assertIn("made 1 package; files kept back: 1\n", done.stderr)
        package, = [Package(path) for path in target.glob("*.zip")]
        self.assertIn(f"{REP}data/H2.1.pdf", package.files)
        done, target = self.export("aip", "some", "--metadata", metadata, "--doc", self.ids["a.pdf"])
        self.assertEqual(self.rejects(target), {("a.pdf", "PARTIAL_FILE", None)})
        self.assertIn((f"{FILE}.2", "", "NOT_CHOSEN"), self.faults(target))
        self.assertNotIn(("H2", "", "NO_PACKAGE"), self.faults(target))
        self.assertNotIn((FILE, "totalDoc", "MISSING"), self.faults(target))

    def judged(self, name, action):
        """A copy of the output in which a person has accepted or rejected a document."""
        out = self.path / action
        shutil.copytree(self.out, out)
        reject = {"doc_id": self.ids[name], "table": "documents", "row_id": self.ids[name], "action": "reject"}
        edits = program.sign_off(out, self.ids[name]) if action == "accept" else [reject]
        (self.path / "edits.jsonl").write_text("".join(json.dumps(edit) + "\n" for edit in edits), encoding="utf-8")
        done = program.run([CODAU, "correct", out, "--file", self.path / "edits.jsonl", "--actor", "Lan"])
        self.assertEqual(done.returncode, 0, done.stderr)
        return out

    def test_what_people_rejected_does_not_go(self):
        out = self.judged("b.pdf", "reject")
        secret = program.Document(out, self.ids["b.pdf"]).pdf.read_bytes()
        done, target = self.export("sip", "rejected-sip", "--metadata", self.path / "two.csv", out=out)
        self.assertEqual([*target.glob("*.zip")], [])
        self.assertIn(("b.pdf", "REJECTED", None), self.rejects(target))
        self.assertLessEqual({(FILE, "", "NO_PACKAGE"), (f"{FILE}.2", "", "REJECTED")}, set(self.faults(target)))
        alone = self.write_metadata("alone.csv", {**WHOLE, "source_path": "b.pdf"})
        done, target = self.export("sip", "rejected-alone", "--metadata", alone, out=out)
        self.assertEqual(self.faults(target), [(FILE, "", "NO_PACKAGE"), (f"{FILE}.1", "", "REJECTED")])
        self.write_metadata("one.csv", WHOLE, {**WHOLE, "source_path": "b.pdf", "fileCode": "H2"})
        done, target = self.export("sip", "rejected-sip", "--metadata", self.path / "one.csv", out=out)
        package, = [Package(path) for path in target.glob("*.zip")]
        self.assertNotIn(secret, package.files.values())
        self.assertNotIn(self.ids["b.pdf"].encode(), b"".join(package.files.values()))

    def test_all_that_is_needed_is_no_fault(self):
        out = self.judged("a.pdf", "accept")
        for kind in ("sip", "aip"):
            done, target = self.export(kind, f"ok-{kind}", "--metadata", self.write_metadata("ok.csv", WHOLE), "--doc", self.ids["a.pdf"], out=out)
            self.assertEqual((done.returncode, self.faults(target)), (0, []), done.stderr)
            self.assertEqual(json.loads((target / "manifest.json").read_text())["export"]["validation"], "not validated")

    def test_a_signed_original_goes_beside_its_pdf(self):
        out = self.path / "signed"
        shutil.copytree(self.out, out)
        original = program.Document(out, self.ids["a.pdf"]).original
        original.parent.mkdir(parents=True)
        shutil.copy(self.path / "in/a.pdf", original)
        done, target = self.export("aip", "signed-aip", "--metadata", self.write_metadata("ok.csv", WHOLE), out=out)
        package, = [Package(path) for path in target.glob("*.zip")]
        self.assertEqual(package.files[f"{REP}data/{FILE}.1.goc.pdf"], original.read_bytes())
        self.assertIsNotNone(package.xml(f"{REP}METS.xml").find(".//m:div[@LABEL='AttachmentFile']/m:fptr", SPACES))

    def test_damaged_and_lost_pdfs(self):
        out = self.path / "damaged"
        shutil.copytree(self.out, out)
        pdf = program.Document(out, self.ids["a.pdf"]).pdf
        pdf.write_bytes(pdf.read_bytes()[:-1100])
        done, target = self.export("sip", "damaged-sip", "--metadata", self.path / "two.csv", out=out)
        self.assertEqual(self.rejects(target) - {("c.txt", "AIP_INPUT_MISSING", "fileCode, fonds, maintenance")},
                         {("a.pdf", "PDF_DAMAGED", None), ("b.pdf", "PARTIAL_FILE", None)})
        pdf.write_bytes(b"%PDF-1.7\n%%EOF\n")  # codau did not write it
        done, target = self.export("aip", "other-aip", "--metadata", self.path / "two.csv", out=out)
        self.assertIn((f"{FILE}.1", "", "PDF_DAMAGED"), self.faults(target))
        mark = hashlib.sha256(f"{len(pdf.read_bytes())} ".encode() + pdf.read_bytes()).hexdigest()[:32]
        with contextlib.closing(sqlite3.connect(out / "codau.db")) as store, store:  # as if an older codau had written it, with no word of PDF/A
            store.execute("UPDATE pdfs SET mark = ? WHERE doc_id = ?", (mark, self.ids["a.pdf"]))
        done, target = self.export("aip", "plain-aip", "--metadata", self.path / "two.csv", out=out)
        self.assertIn((f"{FILE}.1", "", "PDF_NOT_A"), self.faults(target))
        package, = [Package(path) for path in target.glob("*.zip")]
        self.assertIn(b"<formatName>PDF</formatName>", package.files[f"{REP}metadata/preservation/PREMIS_rep1.xml"])

    def write_schemas(self, name, most):
        """Small XSDs of EAD, METS and CSIP: the title has at most so many letters."""
        folder = self.path / name
        folder.mkdir()
        rest = "".join(f"<xs:element name='{field}' type='xs:string'/>" for field, _ in fields("aip_ho_so")[2:])
        (folder / "ead.xsd").write_text(
            f"{SCHEMA}><xs:element name='simpledc'><xs:complexType><xs:sequence><xs:element name='arcFileCode' type='xs:string'/>"
            f"<xs:element name='title'><xs:simpleType><xs:restriction base='xs:string'><xs:maxLength value='{most}'/></xs:restriction>"
            f"</xs:simpleType></xs:element>{rest}</xs:sequence></xs:complexType></xs:element></xs:schema>")
        (folder / "DILCISExtensionMETS.xsd").write_text(
            f"{SCHEMA} targetNamespace='https://DILCIS.eu/XML/METS/CSIPExtensionMETS'><xs:attribute name='OAISPACKAGETYPE'><xs:simpleType>"
            "<xs:restriction base='xs:string'><xs:enumeration value='AIP'/></xs:restriction></xs:simpleType></xs:attribute></xs:schema>")
        (folder / "xlink.xsd").write_text(
            f"{SCHEMA} targetNamespace='http://www.w3.org/1999/xlink'><xs:attribute name='href' type='xs:anyURI'/></xs:schema>")
        parts = "".join(f"<xs:element name='{part}' maxOccurs='unbounded'><xs:complexType><xs:sequence><xs:any processContents='skip' "
                        "minOccurs='0' maxOccurs='unbounded'/></xs:sequence><xs:anyAttribute processContents='lax'/></xs:complexType>"
                        "</xs:element>" for part in ("metsHdr", "dmdSec", "amdSec", "fileSec", "structMap"))
        (folder / "mets1_12.xsd").write_text(
            f"{SCHEMA} targetNamespace='http://www.loc.gov/METS/' xmlns:l='http://www.w3.org/1999/xlink'>"
            "<xs:import namespace='http://www.w3.org/1999/xlink' schemaLocation='http://nowhere.invalid/xlink.xsd'/><xs:element name='mets'>"
            f"<xs:complexType><xs:sequence>{parts}</xs:sequence><xs:anyAttribute processContents='lax'/></xs:complexType></xs:element></xs:schema>")
        return folder

    def test_schemas_of_the_user_judge_all_xml(self):
        good = self.write_schemas("good", 1000)
        done, target = self.export("aip", "judged", "--metadata", self.path / "two.csv", "--schemas", good)
        self.assertEqual(done.returncode, 3, done.stderr)
        package, = [Package(path) for path in target.glob("*.zip")]
        names = sorted(path.name for path in good.iterdir())
        self.assertEqual([path for path in package.files if path.startswith("schemas/")], [f"schemas/{name}" for name in names])
        root = package.xml("METS.xml")
        group = root.find(".//m:fileGrp[@USE='Schemas']", SPACES)
        self.assertEqual({one.get("CHECKSUM") for one in group}, {sha256((good / name).read_bytes()) for name in names})
        self.assertEqual(len(root.findall(".//m:div[@LABEL='Schemas']/m:fptr", SPACES)), len(names))
        self.assertIn("schemas/mets1_12.xsd", root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"))
        folder = self.path / "unzipped"
        with zipfile.ZipFile(package.path) as archive:
            archive.extractall(folder)
        ead = folder / package.folder / "metadata/descriptive/EAD.xml"
        subprocess.run(["xmllint", "--noout", "--nonet", "--schema", good / "ead.xsd", ead], check=True, capture_output=True)
        validation = json.loads((target / "manifest.json").read_text())["export"]["validation"]
        self.assertEqual(validation["EAD"], {"schema": "ead.xsd", "sha256": sha256((good / "ead.xsd").read_bytes())})
        self.assertEqual((validation["METS"]["schema"], validation["PREMIS"], validation["EAD_doc"]),
                         ("mets1_12.xsd", "not validated", "not validated"))
        self.assertEqual(validation["schemas"], {name: sha256((good / name).read_bytes()) for name in names})
        shutil.copy(good / "DILCISExtensionMETS.xsd", good / "more.xsd")
        done, target = self.export("aip", "never", "--metadata", self.path / "two.csv", "--schemas", good)
        self.assertEqual((done.returncode, target.exists()), (2, False), done.stderr)
        self.assertIn("two schemas of one namespace: DILCISExtensionMETS.xsd, more.xsd", done.stderr)

    def test_what_does_not_fit_is_one_line(self):
        done, target = self.export("aip", "unfit", "--metadata", self.path / "two.csv", "--schemas", self.write_schemas("strict", 10))
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual([*target.glob("*.zip")], [])
        line, = [line for line in done.stderr.splitlines() if "does not fit the schema" in line]
        self.assertRegex(line, rf"{re.escape(FILE)}: metadata/descriptive/EAD.xml:4: title: .*maxLength.*")
        self.assertIn((FILE, "title", "SCHEMA_INVALID"), self.faults(target))
        self.assertIn((FILE, "", "NO_PACKAGE"), self.faults(target))
        self.assertIn(("a.pdf", "SCHEMA_INVALID", "title"), self.rejects(target))
        for name, text in (("empty", None), ("broken", "<xs:schema")):
            folder = self.path / name
            folder.mkdir()
            if text:
                (folder / "ead.xsd").write_text(text)
            done, target = self.export("aip", "never", "--metadata", self.path / "two.csv", "--schemas", folder)
            self.assertEqual((done.returncode, done.stderr.count("\n"), target.exists()), (2, 1, False), done.stderr)

    def test_options_go_with_their_forms(self):
        for arguments in (("csv", "--schemas", self.path), ("ho-so", "--schemas", self.path), ("xlsx", "--metadata", self.path / "two.csv")):
            done = program.run([CODAU, "export", self.out, *arguments])
            self.assertEqual(done.returncode, 2, done.stderr)

    def test_an_output_of_nothing(self):
        (self.path / "none").mkdir()
        (self.path / "none/blank.txt").write_text(program.SMALL_PLAN.format(number=9), encoding="utf-8")
        out = self.path / "none-out"
        program.run([CODAU, "run", self.path / "none", "-o", out, "--quiet"])
        for kind in ("sip", "aip"):
            done, target = self.export(kind, f"none-{kind}", out=out)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertEqual(sorted(path.name for path in target.iterdir()), ["con-thieu.csv", "manifest.json", "rejects.jsonl"])

    def test_a_full_disk_leaves_what_was_there(self):
        target = self.path / "full"
        done, _ = self.export("sip", "full", "--metadata", self.path / "two.csv")
        before = {path.name: path.read_bytes() for path in target.iterdir()}
        limit = f"ulimit -f 100; exec {CODAU} export {self.out} sip -o {target} --metadata {self.path / 'one-more.csv'}"
        self.write_metadata("one-more.csv", {**WHOLE, "fonds": "G10"})
        done = subprocess.run(["bash", "-c", "trap '' XFSZ; " + limit], capture_output=True, text=True)
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertEqual({path.name: path.read_bytes() for path in target.iterdir()}, before)
        self.assertEqual([path.name for path in self.path.iterdir() if path.name.endswith(".codau-part")], [])


if __name__ == "__main__":
    CODAU = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
