"""Sets the tables of a plan: rows, cells, rulings, heads that are dark or set upwards."""
import random

from samples.units import mm, points


class Table:
    """A ruled table. Rows that do not fit are cut between two lines, as word processors do."""

    def __init__(self, setter, appendix, index):
        self.pad, self.is_head = mm(setter.manner.pad), False
        self.size, self.border = setter.manner.table, setter.manner.border
        self.setter, self.appendix, self.index = setter, appendix, index
        total, x = sum(appendix.widths), setter.left
        self.edges = [x]
        for width in appendix.widths:
            x += round(setter.width * width / total)
            self.edges.append(x)
        self.step = round(points(self.size) * setter.manner.table_lead)

    def set(self):
        self.head()
        for number, row in enumerate(self.appendix.rows):
            style = "bold" if row.is_group else row.style
            spans = [(0, 1), (1, len(self.edges) - 1)] if row.is_group and len(row.cells[0]) == 1 and row.cells[0].isalpha() \
                and row.cells[0] not in "IVX" else [(k, k + 1) for k in range(len(self.edges) - 1)]
            cells = row.cells + [""] * (len(spans) - len(row.cells))
            self.setter.placed.rows[self.index, number] = self.row(cells, spans, style)
        self.setter.y += mm(4)

    def head(self):
        setter, spans = self.setter, [(k, k + 1) for k in range(len(self.edges) - 1)]
        setter.ink, self.is_head = "white" if setter.manner.dark else 0, True
        if setter.manner.turned_heads:
            self.turned_head(spans)
        else:
            self.row(self.appendix.columns, spans, "bold", centre=True)
        setter.ink, self.is_head = 0, False

    def turned_head(self, spans):
        """One row; heads of narrow columns are set upwards, if they have room."""
        setter, font, top, length = self.setter, self.setter.font(self.size, "bold"), self.setter.y, mm(34)
        height = length + 2 * self.pad
        setter.page.rows.append((self.edges[0], top, self.edges[-1], top + height))
        for text, (first, last) in zip(self.appendix.columns, spans):
            x0, x1 = self.edges[first], self.edges[last]
            self.cell(x0, top, x1, top + height)
            lines = setter.wrap(text, font, length)
            thick = self.step * len(lines)
            if x1 - x0 < mm(32) and thick < x1 - x0:
                setter.upwards(lines, font, self.step, length, (x0 + x1 - thick) // 2, top + self.pad)
                continue
            lines = self.lines(text, (first, last), font)
            setter.y = top + (height - self.step * len(lines)) // 2
            for line in lines:
                setter.put((x0 + x1 - font.getlength(line)) / 2, line, font)
                setter.y += self.step
        setter.y = top + height

    def lines(self, text, span, font):
        width = self.edges[span[1]] - self.edges[span[0]] - 2 * self.pad
        return [line for part in text.split("//") for line in self.setter.wrap(part, font, width)]

    def row(self, cells, spans, style, centre=False):
        font = self.setter.font(self.size, style)
        rest = [self.lines(text, span, font) for text, span in zip(cells, spans)]
        on = []
        while not on or any(rest):
            room = (self.setter.bottom - self.setter.y - 2 * self.pad) // self.step
            need = max(map(len, rest))
            if need > room and room < 2:
                self.turn()
                continue
            now = [lines[:room] for lines in rest]
            rest = [lines[room:] for lines in rest]
            self.strip(now, spans, font, centre, cut=bool(on) or any(rest))
            on.append(len(self.setter.pages))
        return on

    def turn(self):
        self.setter.new_page(self.appendix.landscape)
        if self.appendix.repeat_header:
            self.head()

    def cell(self, left, top, right, bottom):
        """The ground of a cell and the rulings around it."""
        if self.setter.ink:
            self.setter.darken((left, top, right, bottom))
        elif self.is_head and self.setter.manner.shaded:
            self.setter.page.image.paste((self.setter.manner.shaded,) * len(self.setter.page.image.getbands()), (left, top, right, bottom))
        self.frame(left, top, right, bottom)
        self.setter.page.cells.append((left, right))

    def broken(self, *line):
        """A ruling with gaps of 2 to 5 mm; the cells of both its sides draw the same."""
        chance, along = random.Random(f"{line}"), 0 if line[1] == line[3] else 1
        at, end = line[along], line[along + 2]
        while at < end:
            stop = min(end, at + mm(chance.uniform(6, 60)))
            part = [*line]
            part[along], part[along + 2] = at, stop
            self.setter.ruling.line(part, fill=self.setter.ink, width=self.border)
            at = stop + mm(chance.uniform(2, 5))

    def frame(self, left, top, right, bottom):
        draw, rules, ink = self.setter.ruling, self.setter.manner.rules, self.setter.ink
        grey = (lambda value: (value,) * 3) if self.setter.manner.dark else int
        if rules == "plain":
            draw.rectangle((left, top, right, bottom), outline=ink, width=self.border)
        elif rules == "grey":
            draw.rectangle((left, top, right, bottom), outline=grey(170), width=2)
        elif rules == "broken":
            for line in ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom),
                         (right, top, right, bottom)):
                self.broken(*line)
        elif rules in ("across", "down"):
            for line in (((left, top, right, top), (left, bottom, right, bottom)) if rules == "across" else
                         ((left, top, left, bottom), (right, top, right, bottom))):
                draw.line(line, fill=ink, width=self.border)
        elif rules == "faint":
            draw.rectangle((left, top, right, bottom), outline=grey(150), width=1)
        elif rules == "double":
            draw.rectangle((left, top, right, bottom), outline=ink, width=2)
            draw.rectangle((left + 7, top + 7, right - 7, bottom - 7), outline=ink, width=2)
        elif rules == "dotted":
            for x in range(left, right, 12):
                draw.rectangle((x, top - 1, x + 3, top + 2), fill=ink)
                draw.rectangle((x, bottom - 1, x + 3, bottom + 2), fill=ink)
            for y in range(top, bottom, 12):
                draw.rectangle((left - 1, y, left + 2, y + 3), fill=ink)
                draw.rectangle((right - 1, y, right + 2, y + 3), fill=ink)

    def strip(self, cells, spans, font, centre, cut):
        """One row, or the part of it that stands on this page."""
        setter, top = self.setter, self.setter.y
        height = max(1, max(map(len, cells))) * self.step + 2 * self.pad
        setter.page.rows.append((self.edges[0], top, self.edges[-1], top + height))
        for lines, (first, last) in zip(cells, spans):
            x0, x1 = self.edges[first], self.edges[last]
            self.cell(x0, top, x1, top + height)
            slack = 0 if cut else (height - 2 * self.pad - len(lines) * self.step) // 2
            setter.y = top + self.pad + slack
            middle = centre or last - first == 1 and first in (0, 2, 3, 5)
            for line in lines:
                x = (x0 + x1 - font.getlength(line)) / 2 if middle else x0 + self.pad
                setter.put(x, line, font)
                setter.y += self.step
        setter.y = top + height
