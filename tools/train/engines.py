"""The table of OCR engines, tools/train/engines.tsv."""
import csv
import pathlib
import typing


class Engine(typing.NamedTuple):
    engine: str
    channel: str
    family: str
    pages: str  # "always" or "in turn"


def _all():
    lines = pathlib.Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    return [Engine(**row) for row in rows]


ALL = _all()


def of_pages(kind):
    return [one.engine for one in ALL if one.pages == kind]


def families():
    """{family: its engines}"""
    return {family: tuple(one.engine for one in ALL if one.family == family)
            for family in dict.fromkeys(one.family for one in ALL)}
