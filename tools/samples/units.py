"""Pixels of the pages that are typeset, before a scanner makes them smaller."""
DPI = 300


def mm(value):
    return round(value * DPI / 25.4)


def points(value):
    return round(value * DPI / 72)
