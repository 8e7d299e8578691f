#include "ocr/text_layer.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "image/clean.h"
#include "image/columns.h"
#include "image/grid.h"
#include "ocr/reading.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

std::int32_t middle_x(const Box& b) { return (b.left + b.right) / 2; }
std::int32_t middle_y(const Box& b) { return (b.top + b.bottom) / 2; }
bool holds(const Box& area, const Box& b) {
  return middle_x(b) >= area.left && middle_x(b) < area.right && middle_y(b) >= area.top &&
         middle_y(b) < area.bottom;
}

/// Where a word goes: the lines of one part of the page.
Lines& part_of(const Box& word, const image::Columns& columns, ReadPage& read) {
  for (ReadTable& table : read.tables) {
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      if (holds(table.grid.cells[i].box, word)) return table.cells[i];
    }
  }
  const auto within = [&word](const std::optional<image::Split>& split) {
    return split && middle_y(word) >= split->top && middle_y(word) < split->bottom;
  };
  if (within(columns.header))
    return middle_x(word) < columns.header->x ? read.header_left : read.header_right;
  if (within(columns.closing))
    return middle_x(word) < columns.closing->x ? read.closing_left : read.closing_right;
  return read.body;
}

/// Printed lines of one part: words of one height go on one line, lines from the top down.
void into_lines(Lines& lines) {
  std::vector<ReadWord> words;
  for (ReadLine& line : lines) {
    for (ReadWord& word : line.words) words.push_back(std::move(word));
  }
  lines.clear();
  std::stable_sort(words.begin(), words.end(), [](const ReadWord& a, const ReadWord& b) {
    return middle_y(a.box) < middle_y(b.box);
  });
  for (ReadWord& word : words) {
    const bool same =
        !lines.empty() && middle_y(word.box) < middle_y(lines.back().words.front().box) +
                                                   (word.box.bottom - word.box.top) / 2;
    if (!same) lines.emplace_back();
    lines.back().words.push_back(std::move(word));
  }
  for (ReadLine& line : lines) {
    std::stable_sort(line.words.begin(), line.words.end(),
                     [](const ReadWord& a, const ReadWord& b) { return a.box.left < b.box.left; });
    line.box = around(line.words);
  }
}

}  // namespace

OcrPage lay_out(const OcrPage& layer, const image::PageImage& image,
                image::StepPictures* pictures) {
  image::CleanPage copy = image::clean(image::to_grey(image, {}, pictures), image, 0,
                                       image::Steps().without(image::Step::kSkew), pictures);
  const image::Rulings rulings = image::find_rulings(copy);
  ReadPage read;
  std::vector<Box> solid;
  for (const image::Grid& grid : image::find_grids(copy, rulings)) {
    solid.push_back(grid.box);
    read.tables.push_back({grid, std::vector<Lines>(grid.cells.size())});
  }
  if (pictures != nullptr) pictures->add_rulings(copy, rulings, solid.size());
  image::erase(rulings, copy);
  const image::Columns columns = image::find_columns(copy, solid);
  for (const OcrWord& word : layer.words) {
    const Box box = copy.placement.word_to_copy(word.box);
    const ReadWord own{std::string(slice(layer.text, word.text)), box, word.confidence};
    part_of(box, columns, read).push_back({{own}, box});
  }
  for (Lines* lines : {&read.header_left, &read.header_right, &read.body, &read.closing_left,
                       &read.closing_right}) {
    into_lines(*lines);
  }
  for (ReadTable& table : read.tables) {
    for (Lines& lines : table.cells) into_lines(lines);
  }
  OcrPage page = compose(read, copy, layer.number);
  page.origin = Origin::kLayer;
  page.image_sha256 = image.sha256;
  if (pictures != nullptr) pictures->finish(image, page);
  return page;
}

}  // namespace codau::ocr
