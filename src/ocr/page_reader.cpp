#include "ocr/page_reader.h"

#include <tesseract/baseapi.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "core/error.h"
#include "image/arrival_stamp.h"
#include "image/clean.h"
#include "image/columns.h"
#include "image/digest.h"
#include "image/grid.h"
#include "image/gutters.h"
#include "image/ink_colours.h"
#include "image/layer_print.h"
#include "image/missing_rulings.h"
#include "image/negative.h"
#include "image/stray_marks.h"
#include "image/strokes.h"
#include "ocr/engine.h"
#include "ocr/line_starts.h"
#include "ocr/lost_lines.h"
#include "ocr/quarters.h"
#include "ocr/reading.h"
#include "ocr/secrecy.h"
#include "ocr/simple_reading.h"
#include "ocr/table_reader.h"
#include "ocr/text_layer.h"
#include "ocr/upright.h"
#include "ocr/wording.h"

namespace codau::ocr {
namespace {

/// Reads digits and Roman numerals better than the text's model; optional.
constexpr const char* kOrdinals = "eng";
/// A larger model of the same script, asked about doubtful words; optional.
constexpr const char* kSecond = "Vietnamese";
constexpr double kDoubted = 0.60;     ///< a word below this makes its line worth a second reading
constexpr double kSmaller = 0.70;     ///< how large the second reading sees the line
constexpr double kSurer = 0.10;       ///< what the second reading has to gain
constexpr double kUpsideDown = 0.65;  ///< mean confidence: a page the wrong way up has 0.3 to 0.5
constexpr double kReadable = 0.45;    ///< mean confidence: noise has 0.1 to 0.3, poor scans 0.85

bool is_doubtful(const ReadLine& line) {
  return std::ranges::any_of(line.words,
                             [](const ReadWord& word) { return word.confidence < kDoubted; });
}

/// 64-bit FNV-1a: tells one model file from another, no more is asked of it.
std::string hash_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (std::istreambuf_iterator<char> at(in), end; at != end; ++at) {
    hash = (hash ^ static_cast<unsigned char>(*at)) * 0x100000001b3U;
  }
  constexpr const char* kDigits = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4)
    out += kDigits[(hash >> static_cast<unsigned>(shift)) & 15U];
  return out;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 4 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_one_number(const Lines& lines) { return lines.size() == 1 && is_number(text_of(lines[0])); }

void add_secrecy(text::SecrecyMark mark, OcrPage& page) {
  if (mark != text::SecrecyMark::kNone) page.warnings.emplace_back(text::code_of(mark));
}

/// Not the text of a page that has none: few words, and the engine does not believe them itself. A
/// mark of secrecy is text enough: without its page the document would pass.
bool has_text(const OcrPage& page) {
  if (text::secrecy_of_page(page.warnings) != text::SecrecyMark::kNone) return true;
  std::size_t believed = 0;
  for (const OcrWord& word : page.words)
    believed += word.confidence >= 0.6 && word.text.size() >= 2 ? 1U : 0U;
  const double mean = page.mean_confidence;
  return (believed >= 3 && mean >= kReadable) || (believed > 0 && mean >= 0.6);
}

/// A photograph, a drawing or noise is a page with its picture: what was taken for words goes.
OcrPage without_noise(OcrPage page) {
  if (has_text(page)) return page;
  page.mean_confidence = 0;
  page.text.clear();
  page.words.clear();
  page.lines.clear();
  page.cells.clear();
  page.tables.clear();
  page.blocks.clear();
  page.warnings.emplace_back("NO_TEXT");
  return page;
}

}  // namespace

struct Attempt {
  OcrPage page;
  bool slanted = false;  ///< as CleanPage says
};

struct PageReader::Engine {
  explicit Engine(const ReaderOptions& given)
      : options(given),
        text(given.tessdata, given.language, kSecond),
        ordinals(ocr::Engine::if_installed(given.tessdata, kOrdinals, "0123456789IVXABCDE.")) {
    text.count_in(&laps);
    if (ordinals) ordinals->count_in(&laps);
  }

  /// The engine that knows digits is asked first; where it doubts, the number that the page has in
  /// its file speaks for the other one.
  Lines read_number(const image::CleanPage& copy, const Box& mark, const std::string& expected) {
    Lines lines;
    if (ordinals) lines = ordinals->read(copy.grey.get(), mark, copy.dpi, Mode::kLine);
    if (is_one_number(lines) && confidence_of(lines) >= kReadsWell) return lines;
    Lines other = text.read(copy.grey.get(), mark, copy.dpi, Mode::kLine);
    const bool better =
        !is_one_number(lines) || (is_one_number(other) && text_of(other[0]) == expected);
    return better ? other : lines;
  }

  /// Page numbers are too small for the engine's own search for lines: they are read alone.
  void read_page_numbers(image::CleanPage& copy, std::uint32_t number, ReadPage& read) {
    for (const Box& mark : image::lone_marks(copy)) {
      Lines lines = read_number(copy, mark, std::to_string(number));
      if (!is_one_number(lines)) continue;
      // An engine that knows digits only finds one in "Phụ lục 2" too: its width tells.
      const Box print = image::strokes_in(copy, mark).box;
      const auto digits = static_cast<std::int32_t>(text_of(lines[0]).size());
      if (print.right - print.left > digits * (print.bottom - print.top)) continue;
      read.page_numbers.push_back(std::move(lines[0]));
      image::wipe(copy.grey.get(), mark);
      image::wipe(copy.ink.get(), mark);
    }
  }

  /// The stamp of incoming mail lies over print, and its frame looks like a table: it is read alone
  /// and taken out. True if there was one.
  bool read_stamp(image::CleanPage& copy, const std::vector<image::Grid>& grids, ReadPage& read) {
    const auto stamp = image::find_arrival_stamp(copy);
    if (!stamp) return false;
    const auto small_table = [&stamp](const image::Grid& grid) {
      const Box &a = grid.box, &b = stamp->box;
      return grid.rows > 3 && a.left < b.right && b.left < a.right && a.top < b.bottom &&
             b.top < a.bottom;
    };
    if (std::ranges::any_of(grids, small_table)) return false;
    Lines lines = text.read(copy.grey.get(), stamp->box, copy.dpi, Mode::kBlock);
    if (!is_arrival_stamp(lines)) return false;  // a frame around print
    read.stamp = std::move(lines);
    image::take_out(*stamp, copy);
    return true;
  }

  /// One line alone, seen at `factor` of its size.
  [[nodiscard]] ReadLine read_alone(const image::CleanPage& copy, const Box& box, double factor) {
    const image::PixPtr pix = image::scaled(image::cut(copy.grey.get(), box, 0).get(), factor);
    const auto sized = [factor](std::int32_t length) {
      return static_cast<std::int32_t>(factor * length);
    };
    Lines lines =
        text.read(pix.get(), {0, 0, sized(box.right - box.left), sized(box.bottom - box.top)},
                  sized(copy.dpi), Mode::kLine);
    if (lines.size() != 1) return {};
    const auto placed = [factor](std::int32_t origin, std::int32_t at) {
      return origin + static_cast<std::int32_t>(at / factor);
    };
    for (ReadWord& word : lines[0].words) {
      word.box = {placed(box.left, word.box.left), placed(box.top, word.box.top),
                  placed(box.left, word.box.right), placed(box.top, word.box.bottom)};
    }
    return {std::move(lines[0].words), box};
  }

  /// The list and names of the closing are short lines that no running text explains: a doubtful
  /// one is read again alone, at its size and smaller, and a reading that is much surer replaces
  /// it.
  void read_again(const image::CleanPage& copy, Lines& lines) {
    for (ReadLine& line : lines) {
      if (!is_doubtful(line)) continue;
      double best = std::max(kDoubted, confidence_of({line}) + kSurer);
      for (const double factor : {1.0, kSmaller}) {
        ReadLine again = read_alone(copy, line.box, factor);
        const double confidence = confidence_of({again});
        if (confidence < best) continue;
        best = confidence;
        line = std::move(again);
      }
    }
  }

  void finish_closing(const image::CleanPage& copy, const image::Split& split, ReadPage& read) {
    read_again(copy, read.closing_left);
    read_again(copy, read.closing_right);
    read.signature = {split.x, split.top, copy.width, split.bottom};
    add_lost_lines(copy, read.signature, text, read.closing_right);
  }

  /// The signer's name comes from a rubber stamp too, in the colour of the seal, which the clean-up
  /// takes out: where no name was read it is looked for in a copy with its colours.
  void add_stamped_name(const image::PageImage& image, const image::CleanPage& copy,
                        std::int32_t degrees, ReadPage& read) {
    if (!image::has_colours(image) || !options.steps[image::Step::kColours]) return;
    if (read.closing_right.empty() || std::ranges::any_of(read.closing_right, is_name)) return;
    const image::Steps steps = options.steps.without(image::Step::kColours);
    const image::CleanPage coloured =
        image::clean(image::to_grey(image, steps), image, degrees, steps);
    if (coloured.width != copy.width || coloured.height != copy.height) return;
    Lines found;
    add_lost_lines(coloured, read.signature, text, found);
    for (ReadLine& line : found) {
      if (!is_name(line)) continue;
      const auto below = std::ranges::find_if(read.closing_right, [&line](const ReadLine& other) {
        return other.box.top > line.box.top;
      });
      read.closing_right.insert(below, std::move(line));
      return;
    }
  }

  /// What the lines' own pictures say beyond their first reading.
  void settle(const image::CleanPage& copy, Lines& lines) {
    settle_line_starts(copy, lines);
    settle_quarters(copy, lines);
  }

  [[nodiscard]] ReadPage read_parts(image::CleanPage& copy, std::uint32_t number,
                                    image::StepPictures* pictures) {
    ReadPage read;
    laps.begin("rulings");
    image::Rulings rulings = image::find_rulings(copy);
    std::vector<image::Grid> grids = image::find_grids(copy, rulings);
    if (read_stamp(copy, grids, read)) {
      rulings = image::find_rulings(copy);
      grids = image::find_grids(copy, rulings);
    }
    if (pictures != nullptr) pictures->add_rulings(copy, rulings, grids.size());
    image::erase(rulings, copy);
    image::part_merged_cells(copy, grids);
    grids = image::with_open_tables(copy, std::move(grids));
    std::vector<Box> solid;
    laps.begin("tables");
    for (const image::Grid& grid : grids) {
      solid.push_back(grid.box);
      for (const image::GridCell& cell : grid.cells) image::drop_stray_marks(copy, cell.box);
      read.tables.push_back(read_table(copy, grid, text, ordinals ? &*ordinals : nullptr));
      ReadTable& table = read.tables.back();
      for (std::size_t i = 0; i < table.cells.size(); ++i) {
        if (!table.is_turned(i)) settle(copy, table.cells[i]);
      }
    }
    laps.begin("columns");
    for (const Box& box : solid) image::wipe(copy.grey.get(), box, copy.paper);
    read_page_numbers(copy, number, read);
    const image::Columns columns = image::find_columns(copy, solid);
    for (const Box& box : solid) image::wipe(copy.ink.get(), box);
    // Where there is much more paper than print, the recogniser takes the noise of the paper for
    // print, and may look at it for minutes: it gets what the letters span.
    const auto part = [this, &copy](std::int32_t left, std::int32_t top, std::int32_t right,
                                    std::int32_t bottom, Mode mode) {
      Box print = image::span_of_print(copy.ink.get(), {left, top, right, bottom}, copy.dpi / 25);
      if (print.right == print.left) return Lines();
      const std::int32_t margin = copy.dpi / 6;
      print = {std::max(left, print.left - margin), std::max(top, print.top - margin),
               std::min(right, print.right + margin), std::min(bottom, print.bottom + margin)};
      return text.read(copy.grey.get(), print, copy.dpi, mode);
    };
    std::int32_t from = 0, to = copy.height;
    laps.begin("header_and_closing");
    // Two columns by their white gap alone may be a list with a tab: their wording has to agree.
    if (const auto& split = columns.header) {
      read.header_left = part(0, split->top, split->x, split->bottom, Mode::kBlock);
      read.header_right = part(split->x, split->top, copy.width, split->bottom, Mode::kBlock);
      if (is_header(read.header_left, read.header_right) ||
          is_closing(read.header_left, read.header_right)) {
        from = split->bottom;
      } else {
        read.header_left.clear();
        read.header_right.clear();
      }
    }
    if (const auto& split = columns.closing) {
      read.closing_left = part(0, split->top, split->x, split->bottom, Mode::kColumn);
      read.closing_right = part(split->x, split->top, copy.width, split->bottom, Mode::kColumn);
      if (is_closing(read.closing_left, read.closing_right)) {
        to = closing_begin(read.closing_left, read.closing_right, split->top);
        for (Lines* lines : {&read.closing_left, &read.closing_right}) {
          std::erase_if(*lines, [to](const ReadLine& line) {
            return line.box.top + line.box.bottom < 2 * to;
          });
        }
        finish_closing(copy, {split->x, to, split->bottom}, read);
        settle(copy, read.closing_left);
      } else {
        read.closing_left.clear();
        read.closing_right.clear();
      }
    }
    laps.begin("body");
    read.body = part(0, from, copy.width, to, Mode::kPage);
    if (read.closing_left.empty()) {
      take_closing(
          copy, read,
          [&part](std::int32_t left, std::int32_t top, std::int32_t right, std::int32_t bottom) {
            return part(left, top, right, bottom, Mode::kColumn);
          });
    }
    laps.begin("second_look");
    settle(copy, read.body);
    settle(copy, read.notes);
    return read;
  }

  /// Where "Nơi nhận" stands in the body after all, the rest of the page is read in two columns.
  template <class Part>
  void take_closing(const image::CleanPage& copy, ReadPage& read, const Part& part) {
    const std::size_t title = closing_title(read.body);
    if (title == read.body.size()) return;
    const std::int32_t above = copy.dpi / 20;
    std::int32_t top = std::max(0, read.body[title].box.top - above);
    const auto split = image::closing_below(copy, top);
    if (!split) return;
    std::size_t begin = title;  // the signature may begin a line earlier
    while (begin > 0 && read.body[begin - 1].box.left > split->x) --begin;
    top = std::max(0, read.body[begin].box.top - above);
    Lines left = part(0, top, split->x, split->bottom),
          right = part(split->x, top, copy.width, split->bottom);
    if (!is_closing(left, right) || right.empty()) return;
    std::copy_if(read.body.begin() + static_cast<std::ptrdiff_t>(begin), read.body.end(),
                 std::back_inserter(read.notes), [&split](const ReadLine& line) {
                   return line.box.top + line.box.bottom > 2 * split->bottom;
                 });
    read.body.resize(begin);
    read.closing_left = std::move(left);
    read.closing_right = std::move(right);
    finish_closing(copy, {split->x, top, split->bottom}, read);
  }

  /// The page read as it stands after a turn.
  Attempt attempt(const image::PageImage& image, image::Grey grey, std::int32_t degrees,
                  std::uint32_t number, image::StepPictures* pictures) {
    laps.begin("cleaning");
    image::CleanPage copy = image::clean(std::move(grey), image, degrees, options.steps, pictures);
    ReadPage read = read_parts(copy, number, pictures);
    add_stamped_name(image, copy, degrees, read);
    return {compose(read, copy, number), copy.slanted};
  }

  ReaderOptions options;
  Laps laps;
  ocr::Engine text;
  std::optional<ocr::Engine> ordinals;
};

PageReader::PageReader(const ReaderOptions& options) : engine_(std::make_unique<Engine>(options)) {}
PageReader::~PageReader() = default;
PageReader::PageReader(PageReader&&) noexcept = default;
PageReader& PageReader::operator=(PageReader&&) noexcept = default;

OcrPage PageReader::read(const image::PageImage& image, std::uint32_t number,
                         image::StepPictures* pictures) {
  laps().begin("cleaning");
  image::Grey grey = image::to_grey(image, engine_->options.steps, pictures);
  if (grey.blank) {
    OcrPage page;
    page.number = number;
    page.width = image.width;
    page.height = image.height;
    page.dpi = image.dpi;
    page.image_sha256 = image.sha256;
    page.warnings.emplace_back("BLANK");
    add_secrecy(secrecy_of(image, page), page);  // coloured ink is no print
    if (pictures != nullptr) pictures->finish(image, page);
    return page;
  }
  laps().begin("orientation");
  std::int32_t degrees = upright_turn(engine_->text, grey.pix.get(), grey.ink.get(), grey.dpi);
  Attempt made = engine_->attempt(image, std::move(grey), degrees, number, pictures);
  if (made.page.mean_confidence < kUpsideDown) {  // a few faint lines may have misled the turn
    degrees = (degrees + 180) % 360;
    image::Grey again = image::to_grey(image, engine_->options.steps);
    Attempt other = engine_->attempt(image, std::move(again), degrees, number, nullptr);
    if (other.page.mean_confidence > made.page.mean_confidence + kSurer) made = std::move(other);
  }
  OcrPage page = std::move(made.page);
  page.image_sha256 = image.sha256;
  if (made.slanted) page.warnings.emplace_back("PHOTO_PERSPECTIVE");
  if (image.truncated) page.warnings.emplace_back("IMAGE_TRUNCATED");
  add_secrecy(secrecy_of(image, page), page);
  if (pictures != nullptr) pictures->finish(image, page);
  return without_noise(std::move(page));
}

std::string PageReader::version() const {
  const auto named = [](const std::string& language, const std::filesystem::path& file,
                        bool is_foreign) {
    return " " + language + " " + (file.empty() ? "missing" : hash_of(file)) +
           (is_foreign ? " (run by tesseract)" : "");
  };
  const ocr::Engine& text = engine_->text;
  const std::optional<ocr::Engine>& ordinals = engine_->ordinals;
  return std::string("tesseract ") + tesseract::TessBaseAPI::Version() +
         named(engine_->options.language, text.model_file(), text.is_foreign()) +
         named(kOrdinals, ordinals ? ordinals->model_file() : "",
               ordinals && ordinals->is_foreign()) +
         named(kSecond, text.second_model_file(), false);
}

OcrPage PageReader::read_simply(const image::PageImage& grey, std::uint32_t number) {
  laps().begin("simple_reading");
  OcrPage page = ocr::read_simply(engine_->text, grey, number);
  add_secrecy(secrecy_of(grey, page), page);
  return without_noise(std::move(page));
}

Laps& PageReader::laps() noexcept { return engine_->laps; }

text::SecrecyMark PageReader::secrecy_of(const image::PageImage& image, const OcrPage& page) {
  laps().begin("secrecy");
  return stamped_secrecy(engine_->text, image, page);
}

OcrPage read_page(PageReader& reader, const image::SourceFile& file, std::uint32_t number,
                  image::StepPictures* pictures) {
  reader.laps().begin("decoding");
  const std::optional<image::TextLayer> layer = file.text_layer(number);
  const image::PageGround ground = layer ? file.ground(number) : image::PageGround();
  LayerFault fault = layer ? fault_of(layer->page, ground) : LayerFault::kNone;
  image::PageImage image = file.page_image(number);
  image.sha256 = image::pixels_sha256(image);
  if (layer && fault == LayerFault::kNone) fault = fault_of(image::compare(*layer, image));
  const bool sound = layer && fault == LayerFault::kNone;
  if (sound && !may_be_incomplete(ground)) {  // a stamp may be a picture over the text
    reader.laps().begin("text_layer");
    OcrPage page = lay_out(*layer, image, pictures);
    add_secrecy(reader.secrecy_of(image, page), page);
    return page;
  }
  const bool negative = image::make_positive(image);
  OcrPage page = reader.read(image, number, pictures);
  if (negative) page.warnings.emplace_back("NEGATIVE");
  if (sound && !is_incomplete(layer->page, page)) {
    OcrPage laid_out = lay_out(*layer, image);
    add_secrecy(text::secrecy_of_page(page.warnings), laid_out);
    return laid_out;
  }
  if (sound) fault = LayerFault::kIncomplete;
  if (fault != LayerFault::kNone) page.warnings.emplace_back(code_of(fault));
  return page;
}

OcrPage read_page_simply(PageReader& reader, const image::SourceFile& file, std::uint32_t number) {
  return reader.read_simply(file.coarse_image(number), number);
}

}  // namespace codau::ocr
