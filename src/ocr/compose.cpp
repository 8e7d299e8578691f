#include "ocr/compose.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/box.h"
#include "lines/word_alternatives.h"
#include "ocr/reading_order.h"
#include "ocr/streak_gaps.h"

namespace codau::ocr {
namespace {

/// Appends the line's words to the page; gives its box there.
PageBox put(const ReadLine& line, const image::CleanPage& copy, OcrPage& out) {
  OcrLine added;
  added.words.begin = static_cast<std::uint32_t>(out.words.size());
  for (const ReadWord& word : line.words) {
    if (added.words.begin != out.words.size()) out.text += ' ';
    OcrWord to;
    to.text.begin = static_cast<std::uint32_t>(out.text.size());
    out.text += word.text;
    to.text.end = static_cast<std::uint32_t>(out.text.size());
    to.box = copy.transform.map_word_to_page(word.box);
    to.confidence = std::clamp(word.confidence, 0.0, 1.0);
    to.alternatives = word.alternatives;
    to.gap = find_streak_gap(word, copy);
    to.is_handwritten = word.is_handwritten;
    to.has_unread_ink_after = word.has_unread_ink_after;
    added.box = united(added.box, to.box);
    out.words.push_back(std::move(to));
  }
  out.text += '\n';
  added.words.end = static_cast<std::uint32_t>(out.words.size());
  out.lines.push_back(added);
  return added.box;
}

/// Lines of one role that follow each other are one block.
void add_line(const ReadLine& line, Role role, const image::CleanPage& copy, OcrPage& out) {
  if (line.words.empty()) return;
  if (out.blocks.empty() || out.blocks.back().role != role || out.blocks.back().table) {
    const auto at = static_cast<std::uint32_t>(out.lines.size());
    OcrBlock block;
    block.role = role;
    block.lines = {at, at};
    out.blocks.push_back(block);
  }
  const PageBox box = put(line, copy, out);
  OcrBlock& block = out.blocks.back();
  block.box = united(block.box, box);
  block.lines.end = static_cast<std::uint32_t>(out.lines.size());
}

void add_table(const ReadTable& read, const image::CleanPage& copy, OcrPage& out) {
  OcrTable table;
  table.rows = read.grid.rows;
  table.columns = read.grid.columns;
  table.box = copy.transform.map_area_to_page(read.grid.box);
  table.cells.begin = static_cast<std::uint32_t>(out.cells.size());
  OcrBlock block;
  block.role = Role::kTable;
  block.table = static_cast<std::uint32_t>(out.tables.size());
  block.box = table.box;
  block.lines.begin = static_cast<std::uint32_t>(out.lines.size());
  for (std::size_t i = 0; i < read.grid.cells.size(); ++i) {
    const image::GridCell& from = read.grid.cells[i];
    OcrCell cell{from.row, from.column, from.row_span, from.column_span, {}, {}};
    cell.box = copy.transform.map_area_to_page(from.box);
    cell.lines.begin = static_cast<std::uint32_t>(out.lines.size());
    for (const ReadLine& line : read.cells[i]) {
      if (!line.words.empty()) put(line, copy, out);
    }
    cell.lines.end = static_cast<std::uint32_t>(out.lines.size());
    out.cells.push_back(cell);
  }
  table.cells.end = static_cast<std::uint32_t>(out.cells.size());
  block.lines.end = static_cast<std::uint32_t>(out.lines.size());
  out.tables.push_back(table);
  out.blocks.push_back(block);
}

double mean_confidence(const std::vector<OcrWord>& words) {
  double sum = 0, weight = 0;
  for (const OcrWord& word : words) {
    sum += word.confidence * word.text.size();
    weight += word.text.size();
  }
  return weight > 0 ? sum / weight : 0;
}

}  // namespace

OcrPage compose_page(const ReadPage& read, const image::CleanPage& copy, std::uint32_t number) {
  OcrPage out;
  out.number = number;
  out.width = copy.transform.width;
  out.height = copy.transform.height;
  out.dpi = static_cast<std::int32_t>(std::lround(copy.dpi / copy.transform.scale));
  out.rotation = copy.transform.rotation;
  out.skew_degrees = copy.transform.skew_degrees;
  for (const PageElement& piece : sort_by_reading_order(read, copy)) {
    if (piece.table)
      add_table(read.tables[*piece.table], copy, out);
    else
      add_line(piece.line, piece.role, copy, out);
  }
  out.mean_confidence = mean_confidence(out.words);
  limit_alternatives(out);
  return out;
}

}  // namespace codau::ocr
