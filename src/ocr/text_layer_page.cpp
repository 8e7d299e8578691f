#include "ocr/text_layer_page.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/box.h"
#include "layout/cell_grid.h"
#include "ocr/column_lines.h"
#include "ocr/compose.h"
#include "ocr/line_classification.h"
#include "ocr/page_regions.h"
#include "ocr/read_page.h"
#include "page/born_digital_page.h"
#include "page/clean_page.h"

namespace codau::ocr {
namespace {

/// A word of the layer on the copy; `turn` is what still makes it upright there.
struct LayerWord {
  ReadWord word;
  std::int32_t turn = 0;
  bool is_read = false;
};
using LayerWords = std::vector<LayerWord>;

/// Printed lines of the words that run one way: words of one height go on one line, lines from the
/// top down.
ReadLines lines_of(const LayerWords& all, std::int32_t turn) {
  struct UprightWord {
    const ReadWord* word;
    Box box;  ///< upright, turned about the origin
  };
  std::vector<UprightWord> words;
  for (const LayerWord& one : all) {
    if (one.turn == turn) words.push_back({&one.word, rotated(one.word.box, 0, 0, turn)});
  }
  std::ranges::stable_sort(words, {}, [](const UprightWord& seen) { return centre_y(seen.box); });
  std::vector<std::vector<UprightWord>> rows;
  for (const UprightWord& seen : words) {
    const bool same = !rows.empty() && centre_y(seen.box) < centre_y(rows.back().front().box) +
                                                                height_of(seen.box) / 2;
    if (!same) rows.emplace_back();
    rows.back().push_back(seen);
  }
  ReadLines lines;
  for (std::vector<UprightWord>& row : rows) {
    std::ranges::stable_sort(row, {}, [](const UprightWord& seen) { return seen.box.left; });
    ReadLine& line = lines.emplace_back();
    for (const UprightWord& seen : row) line.words.push_back(*seen.word);
    line.box = find_word_bounds(line.words);
  }
  return lines;
}

/// Upright lines, then those that run up the page, upside down, down.
ReadLines into_lines(const LayerWords& words) {
  ReadLines lines;
  for (const std::int32_t turn : {0, 90, 180, 270}) {
    ReadLines more = lines_of(words, turn);
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

/// Gives each word of a layer to the region that its centre lies in.
class TextLayerRegionReader final : public RegionReader {
 public:
  TextLayerRegionReader(const image::TextLayer& layer, const image::CleanPage& copy) {
    for (std::size_t i = 0; i < layer.page.words.size(); ++i) {
      const OcrWord& word = layer.page.words[i];
      words_.push_back({{std::string(slice(layer.page.text, word.text)),
                         copy.transform.map_word_to_copy(word.box), word.confidence},
                        (layer.turns[i] - copy.transform.rotation + 360) % 360});
    }
  }

  /// Words outside of cells that run another way than the page.
  [[nodiscard]] bool has_rotated() const { return has_rotated_; }

  [[nodiscard]] RegionTexts read(const image::CleanPage&, const TextRegions& regions) override {
    RegionTexts out;
    for (const image::CellGrid& grid : regions.tables) out.tables.push_back(take_table(grid));
    for (const TextColumn& column : regions.columns)
      out.columns.push_back(take_column(column.areas));
    return out;
  }

  [[nodiscard]] std::optional<ReadLine> read_page_number(const image::CleanPage&, const Box& mark,
                                                         std::uint32_t) override {
    ReadLines lines = take_column({mark});
    if (lines.size() == 1 && is_digits(join_text(lines[0]))) return std::move(lines[0]);
    put_back(lines);
    return std::nullopt;
  }

  void put_back(const ReadLines& lines) override {
    for (const ReadLine& line : lines) {
      for (const ReadWord& back : line.words) {
        const auto word = std::ranges::find_if(words_, [&back](const LayerWord& one) {
          return one.is_read && one.word.box == back.box && one.word.text == back.text;
        });
        if (word != words_.end()) word->is_read = false;
      }
    }
  }

  /// A layer is in no doubt. Words beyond the edges of the page go to the body, and turned ones
  /// below it.
  void re_recognise(const image::CleanPage&, ReadPage& read) override {
    const LayerWords rest = take([](const LayerWord& word) { return word.turn == 0; });
    if (!rest.empty()) read.body = merge_columns(std::move(read.body), into_lines(rest));
    const LayerWords turned = take([](const LayerWord&) { return true; });
    has_rotated_ = !turned.empty();
    std::ranges::move(into_lines(turned), std::back_inserter(read.body));
  }

 private:
  ReadLines take_column(const std::vector<Box>& areas) {
    return into_lines(take([&areas](const LayerWord& word) {
      return word.turn == 0 && std::ranges::any_of(areas, [&word](const Box& area) {
               return contains_centre(area, word.word.box);
             });
    }));
  }

  ReadTable take_table(const image::CellGrid& grid) {
    ReadTable out{grid, {}};
    for (const image::GridCell& cell : grid.cells) {
      const LayerWords words =
          take([&cell](const LayerWord& word) { return contains_centre(cell.box, word.word.box); });
      const auto is_turned = [](const LayerWord& word) { return word.turn != 0; };
      if (!words.empty() && std::ranges::all_of(words, is_turned))
        out.rotated_cells.push_back(out.cells.size());
      out.cells.push_back(into_lines(words));
    }
    return out;
  }

  /// Those that were not read yet, in the order of the layer.
  template <class Is>
  LayerWords take(Is is) {
    LayerWords out;
    for (LayerWord& word : words_) {
      if (word.is_read || !is(word)) continue;
      word.is_read = true;
      out.push_back(word);
    }
    return out;
  }

  LayerWords words_;
  bool has_rotated_ = false;
};

/// Nothing of a page that a program drew is dirt, slanted or bent.
constexpr image::CleaningSteps kStepsOfDrawn = image::CleaningSteps()
                                                   .excluding(image::CleaningStep::kSkew)
                                                   .excluding(image::CleaningStep::kDewarp)
                                                   .excluding(image::CleaningStep::kSpecks);

}  // namespace

OcrPage compose_text_layer(const image::TextLayer& layer, const image::PageImage& image,
                           image::StepPictures* pictures) {
  std::vector<PageBox> words;
  for (const OcrWord& word : layer.page.words) words.push_back(word.box);
  image::NormalisedPage drawn = image::normalise_born_digital_page(image, words, pictures);
  image::turn(drawn, turn_of(layer));
  const image::CleanPage copy = image::clean_page(std::move(drawn), image, kStepsOfDrawn, pictures);
  TextLayerRegionReader reader(layer, copy);
  StageTimings timings;
  ReadPage read = read_regions(copy, layer.page.number, reader, timings, pictures);
  read.is_born_digital = true;
  OcrPage page = compose_page(read, copy, layer.page.number);
  page.origin = TextOrigin::kTextLayer;
  page.image_sha256 = image.sha256;
  if (reader.has_rotated()) page.warnings.emplace_back("TEXT_TURNED");
  if (pictures != nullptr) pictures->finish(image, page);
  return page;
}

}  // namespace codau::ocr
