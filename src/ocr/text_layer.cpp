#include "ocr/text_layer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/box.h"
#include "layout/grid.h"
#include "ocr/columns.h"
#include "ocr/compose.h"
#include "ocr/page_parts.h"
#include "ocr/reading.h"
#include "ocr/wording.h"
#include "page/drawn_page.h"
#include "segment/clean.h"

namespace codau::ocr {
namespace {

/// A word of the layer on the copy; `turn` is what still makes it upright there.
struct LayerWord {
  ReadWord word;
  std::int32_t turn = 0;
  bool is_read = false;
};
using Words = std::vector<LayerWord>;

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

/// Gives each word of a layer to the region that its centre lies in.
class LayerSource final : public PrintSource {
 public:
  LayerSource(const image::TextLayer& layer, const image::CleanPage& copy) {
    for (std::size_t i = 0; i < layer.page.words.size(); ++i) {
      const OcrWord& word = layer.page.words[i];
      words_.push_back({{std::string(slice(layer.page.text, word.text)),
                         copy.placement.word_to_copy(word.box), word.confidence},
                        (layer.turns[i] - copy.placement.rotation + 360) % 360});
    }
  }

  /// Words outside of cells that run another way than the page.
  [[nodiscard]] bool has_turned() const { return has_turned_; }

  [[nodiscard]] Lines read(const image::CleanPage&, const std::vector<Box>& column, Mode,
                           Writing) override {
    return into_lines(take([&column](const LayerWord& word) {
      return word.turn == 0 && std::ranges::any_of(column, [&word](const Box& area) {
               return contains_centre(area, word.word.box);
             });
    }));
  }

  [[nodiscard]] ReadTable read_table(const image::CleanPage&, const image::Grid& grid) override {
    ReadTable out{grid, {}};
    for (const image::GridCell& cell : grid.cells) {
      const Words words =
          take([&cell](const LayerWord& word) { return contains_centre(cell.box, word.word.box); });
      const auto is_turned = [](const LayerWord& word) { return word.turn != 0; };
      if (!words.empty() && std::ranges::all_of(words, is_turned))
        out.turned.push_back(out.cells.size());
      out.cells.push_back(into_lines(words));
    }
    return out;
  }

  [[nodiscard]] std::optional<ReadLine> read_page_number(const image::CleanPage& page,
                                                         const Box& mark, std::uint32_t) override {
    Lines lines = read(page, {mark}, Mode::kLine, Writing::kType);
    if (lines.size() == 1 && is_digits(text_of(lines[0]))) return std::move(lines[0]);
    put_back(lines);
    return std::nullopt;
  }

  void put_back(const Lines& lines) override {
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
  void look_again(const image::CleanPage&, ReadPage& read) override {
    const Words rest = take([](const LayerWord& word) { return word.turn == 0; });
    if (!rest.empty()) read.body = joined(std::move(read.body), into_lines(rest));
    const Words turned = take([](const LayerWord&) { return true; });
    has_turned_ = !turned.empty();
    std::ranges::move(into_lines(turned), std::back_inserter(read.body));
  }

 private:
  /// Those that were not read yet, in the order of the layer.
  template <class Is>
  Words take(Is is) {
    Words out;
    for (LayerWord& word : words_) {
      if (word.is_read || !is(word)) continue;
      word.is_read = true;
      out.push_back(word);
    }
    return out;
  }

  Words words_;
  bool has_turned_ = false;
};

/// Nothing of a page that a program drew is dirt, slanted or bent.
constexpr image::Steps kStepsOfDrawn = image::Steps()
                                           .without(image::Step::kSkew)
                                           .without(image::Step::kBend)
                                           .without(image::Step::kSpecks);

}  // namespace

OcrPage lay_out(const image::TextLayer& layer, const image::PageImage& image,
                image::StepPictures* pictures) {
  std::vector<PageBox> words;
  for (const OcrWord& word : layer.page.words) words.push_back(word.box);
  const image::CleanPage copy = image::clean(image::grey_of_drawn(image, words, pictures), image,
                                             turn_of(layer), kStepsOfDrawn, pictures);
  LayerSource print(layer, copy);
  Laps laps;
  ReadPage read = read_parts(copy, layer.page.number, print, laps, pictures);
  read.is_drawn = true;
  OcrPage page = compose(read, copy, layer.page.number);
  page.origin = TextOrigin::kTextLayer;
  page.image_sha256 = image.sha256;
  if (print.has_turned()) page.warnings.emplace_back("TEXT_TURNED");
  if (pictures != nullptr) pictures->finish(image, page);
  return page;
}

}  // namespace codau::ocr
