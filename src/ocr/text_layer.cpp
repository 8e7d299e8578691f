#include "ocr/text_layer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/box.h"
#include "image/clean.h"
#include "image/columns.h"
#include "image/grid.h"
#include "ocr/compose.h"
#include "ocr/reading.h"
#include "ocr/wording.h"

namespace codau::ocr {
namespace {

/// A word of the layer on the copy; `turn` is what still makes it upright there.
struct LayerWord {
  ReadWord word;
  std::int32_t turn = 0;
};
using Words = std::vector<LayerWord>;

/// The parts of a page before their words are put into lines.
struct Parts {
  Words header_left, header_right, body, closing_left, closing_right;
  Words turned;                           ///< in no cell
  std::vector<std::vector<Words>> cells;  ///< of each table
};

/// Where a word goes; `header`: stretches of rows of one.
Words& part_of(const LayerWord& word, std::span<const image::Split> header,
               const std::optional<image::Split>& closing, const std::vector<ReadTable>& tables,
               Parts& parts) {
  const Box& box = word.word.box;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const std::vector<image::GridCell>& cells = tables[t].grid.cells;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (contains_centre(cells[i].box, box)) return parts.cells[t][i];
    }
  }
  if (word.turn != 0) return parts.turned;
  const auto within = [&box](const image::Split& split) {
    return centre_y(box) >= split.top && centre_y(box) < split.bottom;
  };
  const auto head = std::ranges::find_if(header, within);
  if (head != header.end()) return centre_x(box) < head->x ? parts.header_left : parts.header_right;
  if (closing && within(*closing))
    return centre_x(box) < closing->x ? parts.closing_left : parts.closing_right;
  return parts.body;
}

/// Printed lines of the words that run one way: words of one height go on one line, lines from the
/// top down.
Lines lines_of(const Words& all, std::int32_t turn) {
  struct Seen {
    const ReadWord* word;
    Box box;  ///< upright, turned about the origin
  };
  std::vector<Seen> words;
  for (const LayerWord& one : all) {
    if (one.turn == turn) words.push_back({&one.word, rotated(one.word.box, 0, 0, turn)});
  }
  std::ranges::stable_sort(words, {}, [](const Seen& seen) { return centre_y(seen.box); });
  std::vector<std::vector<Seen>> rows;
  for (const Seen& seen : words) {
    const bool same = !rows.empty() && centre_y(seen.box) < centre_y(rows.back().front().box) +
                                                                height_of(seen.box) / 2;
    if (!same) rows.emplace_back();
    rows.back().push_back(seen);
  }
  Lines lines;
  for (std::vector<Seen>& row : rows) {
    std::ranges::stable_sort(row, {}, [](const Seen& seen) { return seen.box.left; });
    ReadLine& line = lines.emplace_back();
    for (const Seen& seen : row) line.words.push_back(*seen.word);
    line.box = around(line.words);
  }
  return lines;
}

/// Upright lines, then those that run up the page, upside down, down.
Lines into_lines(const Words& words) {
  Lines lines;
  for (const std::int32_t turn : {0, 90, 180, 270}) {
    Lines more = lines_of(words, turn);
    std::ranges::move(more, std::back_inserter(lines));
  }
  return lines;
}

/// The turn that makes most of the letters upright.
std::int32_t turn_of(const image::TextLayer& layer) {
  std::array<std::size_t, 4> letters{};
  for (std::size_t i = 0; i < layer.turns.size(); ++i)
    letters.at(static_cast<std::size_t>(layer.turns[i]) / 90) += layer.page.words[i].text.size();
  return static_cast<std::int32_t>(std::ranges::max_element(letters) - letters.begin()) * 90;
}

/// The words where they stand on the copy, by parts.
Parts parts_of(const image::TextLayer& layer, const image::CleanPage& copy,
               std::span<const image::Split> header, const std::optional<image::Split>& closing,
               const std::vector<ReadTable>& tables) {
  Parts parts;
  for (const ReadTable& table : tables) parts.cells.emplace_back(table.grid.cells.size());
  for (std::size_t i = 0; i < layer.page.words.size(); ++i) {
    const OcrWord& word = layer.page.words[i];
    LayerWord own{{std::string(slice(layer.page.text, word.text)),
                   copy.placement.word_to_copy(word.box), word.confidence},
                  (layer.turns[i] - copy.placement.rotation + 360) % 360};
    part_of(own, header, closing, tables, parts).push_back(std::move(own));
  }
  return parts;
}

/// Words above `row` go to the body.
void give_back(Words& words, std::int32_t row, Words& body) {
  const auto kept = std::stable_partition(words.begin(), words.end(), [row](const LayerWord& word) {
    return centre_y(word.word.box) >= row;
  });
  std::move(kept, words.end(), std::back_inserter(body));
  words.erase(kept, words.end());
}

/// What a white gap has parted and is no header or closing by its wording goes back to the body.
void settle_columns(const image::CleanPage& copy, const image::Columns& columns, Parts& parts) {
  if (!is_header(into_lines(parts.header_left), into_lines(parts.header_right))) {
    for (Words* words : {&parts.header_left, &parts.header_right})
      give_back(*words, copy.height, parts.body);
  }
  if (!columns.closing) return;
  const Lines left = into_lines(parts.closing_left), right = into_lines(parts.closing_right);
  const std::int32_t begin =
      is_closing(left, right) ? closing_begin(left, right, columns.closing->top) : copy.height;
  for (Words* words : {&parts.closing_left, &parts.closing_right})
    give_back(*words, begin, parts.body);
}

void put_together(const Parts& parts, ReadPage& read) {
  read.header_left = into_lines(parts.header_left);
  read.header_right = into_lines(parts.header_right);
  read.body = into_lines(parts.body);
  read.closing_left = into_lines(parts.closing_left);
  read.closing_right = into_lines(parts.closing_right);
  for (std::size_t t = 0; t < read.tables.size(); ++t) {
    for (std::size_t i = 0; i < parts.cells[t].size(); ++i) {
      const Words& words = parts.cells[t][i];
      read.tables[t].cells[i] = into_lines(words);
      const auto is_turned = [](const LayerWord& word) { return word.turn != 0; };
      if (!words.empty() && std::ranges::all_of(words, is_turned))
        read.tables[t].turned.push_back(i);
    }
  }
  std::ranges::move(into_lines(parts.turned), std::back_inserter(read.body));
}

}  // namespace

OcrPage lay_out(const image::TextLayer& layer, const image::PageImage& image,
                image::StepPictures* pictures) {
  image::CleanPage copy = image::clean(image::to_grey(image, {}, pictures), image, turn_of(layer),
                                       image::Steps().without(image::Step::kSkew), pictures);
  const image::Rulings rulings = image::find_rulings(copy);
  ReadPage read;
  read.is_drawn = true;
  std::vector<Box> solid;
  for (const image::Grid& grid : image::find_grids(copy, rulings)) {
    solid.push_back(grid.box);
    read.tables.push_back({grid, std::vector<Lines>(grid.cells.size())});
  }
  image::erase(rulings, copy);
  const image::Columns columns = image::find_columns(copy, solid);
  const auto parted_by = [&](std::span<const image::Split> header) {
    return parts_of(layer, copy, header, columns.closing, read.tables);
  };
  Parts parts = parted_by(columns.winding);
  if (!has_motto(into_lines(parts.header_right))) {
    parts = columns.header ? parted_by({&*columns.header, 1}) : parted_by({});
  }
  settle_columns(copy, columns, parts);
  put_together(parts, read);
  OcrPage page = compose(read, copy, layer.page.number);
  page.origin = Origin::kLayer;
  page.image_sha256 = image.sha256;
  if (!parts.turned.empty()) page.warnings.emplace_back("TEXT_TURNED");
  if (pictures != nullptr) pictures->finish(image, page);
  return page;
}

}  // namespace codau::ocr
