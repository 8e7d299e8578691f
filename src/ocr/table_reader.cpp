#include "ocr/table_reader.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "core/box.h"
#include "lines/row_numbers.h"
#include "lines/stem_pattern.h"
#include "ocr/line_classification.h"
#include "ocr/rotated_cells.h"
#include "raster/page_image.h"
#include "raster/pixels.h"

namespace codau::ocr {
namespace {

constexpr std::int32_t kRulingBlurInchDivisor = 150;  ///< a ruling may ink 1/150 inch beside itself
// In x-heights.
constexpr double kMaxNumberColumnXHeights = 10.9;  ///< width of a column of numbers
constexpr double kMaxLineHeightXHeights = 2.87;    ///< one line of print
constexpr double kMinDotSideXHeights = 0.14;  ///< side of a square with as much ink as a full stop
constexpr double kMaxStripSpeckXHeights = 0.46;  ///< letters are larger
constexpr double kStripMarginXHeights = 0.96;    ///< paper around print that is read

// In heights of the print.
constexpr double kMaxNumeralWidthPrintHeights = 3.3;       ///< "VIII." is narrower, a word is not
constexpr double kMinTwoLetterWidthPrintHeights = 1.3;     ///< "TT"
constexpr double kMinThreeLetterWidthPrintHeights = 2.25;  ///< "STT"

constexpr double kMinCellLineConfidence = 0.3;  ///< a line with less is dirt
constexpr std::uint32_t kMaxHeadRows = 3;
constexpr double kSettledNumberConfidence = 0.9;  ///< of a number that witnesses and sequence give
constexpr double kMinCertainTitleConfidence = 0.9;  ///< no width of print changes such a title

/// A cell without what is left of its rulings at the edges.
Box inside(const image::CleanPage& page, const Box& cell) {
  const std::int32_t edge = std::max(1, page.dpi / kRulingBlurInchDivisor);
  return {cell.left + edge, cell.top + edge, std::max(cell.right - edge, cell.left + edge),
          std::max(cell.bottom - edge, cell.top + edge)};
}

bool has_ink(const image::CleanPage& page, const Box& cell) {
  const std::int32_t dot =
      std::max(2, page.to_pixels(kMinDotSideXHeights));  // less is not even a full stop
  return image::count_ink_pixels(page.ink.get(), cell) >= static_cast<std::int64_t>(dot) * dot;
}

/// The dash before an item is short print beside long: it is read as a tilde, which is no sign of
/// such prints.
void dash_for_tilde(ReadLine& line) {
  for (ReadWord& word : line.words) {
    if (word.text == "~") word.text = "-";
  }
}

/// Specks are read too, as stops and quotes.
bool has_words(const ReadLines& lines) {
  return std::ranges::any_of(lines, [](const ReadLine& line) {
    const auto letters = std::ranges::count_if(join_text(line), [](char c) {
      return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c));
    });
    return letters > 1 && compute_mean_confidence(line) >= kMinCellLineConfidence;
  });
}

/// At most one more cell of the row has words in it.
bool is_group_row(const ReadTable& table, const image::GridCell& ordinal) {
  int filled = 0;
  for (std::size_t i = 0; i < table.grid.cells.size(); ++i) {
    const image::GridCell& cell = table.grid.cells[i];
    const bool same_row =
        cell.row < ordinal.row + ordinal.row_span && ordinal.row < cell.row + cell.row_span;
    if (same_row && cell.column > 0 && has_words(table.cells[i])) ++filled;
  }
  return filled <= 1;
}

/// The numeral and the stop behind it, without the specks of its cell.
Box print_with_stop(const image::StemPattern& pattern, const Box& cell) {
  const Box& print = pattern.box;
  const std::int32_t height = height_of(print), edge = height / 4;
  return intersection(cell,
                      {print.left - edge, print.top - edge,
                       print.right + (pattern.has_full_stop ? height : edge), print.bottom + edge});
}

/// "TT" and "STT" over a column of numbers are read by their shape: small print between rulings.
std::string title_of(const std::string& pattern) {
  if (pattern == "tt" || pattern == "twt") return "TT";  // the bars of the two may touch
  if (pattern == "wtt" || pattern == "|tt") return "STT";
  return {};
}

/// Surely read, and neither "TT" nor what it may be taken for.
bool is_other_title(const ReadLines& general) {
  return !general.empty() && compute_mean_confidence(general) >= kMinCertainTitleConfidence &&
         join_text(general[0]).find_first_not_of("STIl1|") != std::string::npos;
}

/// Titles of other columns stand in the row, so the print above the numbers is no number.
bool is_title_row(const ReadTable& table, const image::GridCell& first) {
  int titles = 0;
  for (std::size_t i = 0; i < table.grid.cells.size(); ++i) {
    const image::GridCell& cell = table.grid.cells[i];
    if (cell.row < first.row || cell.row >= first.row + first.row_span || cell.column == 0)
      continue;
    if (!table.cells[i].empty() && is_column_title(make_fold_key(table.cells[i][0]))) ++titles;
  }
  return titles >= 2;
}

/// "TT" or "STT" by the width of the print; nothing for a single letter.
std::string title_by_width(const Box& print) {
  const double width = static_cast<double>(width_of(print)) / height_of(print);
  return width < kMinTwoLetterWidthPrintHeights     ? ""
         : width < kMinThreeLetterWidthPrintHeights ? "TT"
                                                    : "STT";
}

/// A cell of the first column in which a number may stand.
struct NumberCell {
  std::size_t index = 0;  ///< of the table's cells
  Box print;
  ReadLines digits;  ///< as the engine that knows digits and Roman numerals only reads it
};

/// Returns a picture of the cells at their places, with paper between them. Precondition: there is
/// at least one cell.
TextPicture cut_strip(const image::CleanPage& page, const std::vector<StripCell>& cells) {
  Box all = cells[0].box;
  for (const auto& [cell, index] : cells) all = united(all, cell);
  const image::PixPtr strip = image::crop(page.grey.get(), all, 0);
  const std::int32_t width = width_of(all), height = height_of(all);
  std::int32_t paper_from = 0;
  for (const auto& [cell, index] : cells) {
    // What stands between the cells belongs to other strips; and much bare paper beside few letters
    // would have its noise read.
    Box print =
        image::find_print_bounds(page.ink.get(), cell, page.to_pixels(kMaxStripSpeckXHeights));
    if (print == Box()) print = cell;
    const std::int32_t margin = page.to_pixels(kStripMarginXHeights);
    const Box kept = translated(intersection(inflated(print, margin), cell), -all.left, -all.top);
    image::clear_box(strip.get(), {0, paper_from, width, kept.top}, page.paper);
    image::clear_box(strip.get(), {0, kept.top, kept.left, kept.bottom}, page.paper);
    image::clear_box(strip.get(), {kept.right, kept.top, width, kept.bottom}, page.paper);
    paper_from = kept.bottom;
  }
  image::clear_box(strip.get(), {0, paper_from, width, height}, page.paper);
  TextPicture out =
      cut_text_picture(strip.get(), {0, 0, width, height}, page.dpi, SegmentationMode::kBlock);
  out.part = all;
  return out;
}

}  // namespace

ReadTable read_rotated_cells(const image::CleanPage& page, const image::CellGrid& grid,
                             OcrEngine& engine) {
  ReadTable out{grid, std::vector<ReadLines>(grid.cells.size())};
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const image::GridCell& cell = grid.cells[i];
    if (cell.row >= kMaxHeadRows && (cell.column > 0 || cell.row_span < 2)) continue;
    out.cells[i] = read_rotated_cell(page, inside(page, cell.box), engine);
    if (!out.cells[i].empty()) out.rotated_cells.push_back(i);
  }
  return out;
}

std::vector<TableStrip> cut_strips(const image::CleanPage& page, const ReadTable& table) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<StripCell>> strips;
  for (std::size_t i = 0; i < table.grid.cells.size(); ++i) {
    const image::GridCell& cell = table.grid.cells[i];
    const Box box = inside(page, cell.box);
    if (!table.is_rotated(i) && has_ink(page, box))
      strips[{cell.column, cell.column_span}].push_back({box, i});
  }
  std::vector<TableStrip> out;
  for (auto& [columns, cells] : strips) {
    TextPicture picture = cut_strip(page, cells);
    out.push_back({std::move(cells), std::move(picture)});
  }
  return out;
}

void place_lines(ReadLines lines, const TableStrip& strip, ReadTable& table) {
  for (ReadLine& line : lines) {
    dash_for_tilde(line);
    const std::int32_t middle = centre_y(line.box);
    const auto distance = [middle](const StripCell& cell) {
      return std::max({cell.box.top - middle, middle - cell.box.bottom, 0});
    };
    const auto nearest = std::ranges::min_element(strip.cells, {}, distance);
    table.cells[nearest->index].push_back(std::move(line));
  }
}

void read_ordinals(const image::CleanPage& page, OcrEngine& digits, ReadTable& table) {
  std::vector<NumberCell> members;
  std::vector<RowNumberEvidence> evidence;
  std::vector<TextPicture> pictures;
  for (std::size_t i = 0; i < table.grid.cells.size(); ++i) {
    const image::GridCell& cell = table.grid.cells[i];
    if (cell.column != 0 || cell.column_span != 1 || table.is_rotated(i) ||
        width_of(cell.box) > kMaxNumberColumnXHeights * page.x_height)
      continue;
    const image::StemPattern pattern = image::find_stem_pattern(page, inside(page, cell.box));
    if (pattern.stems.empty() && height_of(pattern.box) > kMaxLineHeightXHeights * page.x_height)
      continue;
    if (!has_ink(page, pattern.box)) continue;
    const Box& print = pattern.box;
    if (width_of(print) > kMaxNumeralWidthPrintHeights * height_of(print)) continue;
    const ReadLines& general = table.cells[i];
    const std::string read = general.empty() ? "" : join_text(general[0]);
    if (read == "TT" || read == "STT") continue;
    const bool titles = is_title_row(table, cell);
    if (titles && is_other_title(general)) continue;
    const std::string title = titles ? title_by_width(print) : title_of(pattern.stems);
    if (!title.empty()) table.cells[i] = {{{{title, print, kSettledNumberConfidence}}, print}};
    if (titles || !title.empty()) continue;
    evidence.push_back({read,
                        {},
                        pattern.stems,
                        pattern.has_full_stop,
                        is_group_row(table, cell),
                        compute_mean_confidence(general),
                        pattern.inner_stops});
    members.push_back({i, print, {}});
    pictures.push_back(cut_text_picture(page.grey.get(),
                                        print_with_stop(pattern, inside(page, cell.box)), page.dpi,
                                        SegmentationMode::kLine));
  }
  std::vector<ReadLines> numerals = digits.recognise(pictures);
  for (std::size_t k = 0; k < members.size(); ++k) {
    if (!numerals[k].empty()) evidence[k].digits = join_text(numerals[k][0]);
    members[k].digits = std::move(numerals[k]);
  }
  const std::vector<RowNumber> settled = resolve_row_numbers(evidence);
  for (std::size_t k = 0; k < members.size(); ++k) {
    if (settled[k].text.empty()) continue;
    ReadLines& lines = table.cells[members[k].index];
    if (!lines.empty() && join_text(lines[0]) == settled[k].text && !settled[k].is_counted)
      continue;
    const double confidence =
        settled[k].is_counted ? std::max(kSettledNumberConfidence, compute_mean_confidence(lines))
                              : compute_mean_confidence(members[k].digits);
    lines = {{{{settled[k].text, members[k].print, confidence}}, members[k].print}};
  }
}

}  // namespace codau::ocr
