#include "ocr/page_reader.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/error.h"
#include "lines/engine.h"
#include "ocr/compose.h"
#include "ocr/layer_validation.h"
#include "ocr/lost_lines.h"
#include "ocr/page_parts.h"
#include "ocr/reading.h"
#include "ocr/recognised_print.h"
#include "ocr/secrecy.h"
#include "ocr/simple_reading.h"
#include "ocr/text_layer.h"
#include "ocr/unread_ink.h"
#include "ocr/upright.h"
#include "ocr/wording.h"
#include "page/coloured_ink.h"
#include "page/negative.h"
#include "raster/digest.h"
#include "raster/placement.h"
#include "segment/clean.h"
#include "segment/layer_print.h"
#include "segment/rules/pale_print.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

/// Reads digits and Roman numerals better than the text's model; optional.
constexpr const char* kOrdinals = "eng";
/// A larger model of the same script, asked about doubtful words; optional.
constexpr const char* kSecond = "Vietnamese";
constexpr double kSurer = 0.10;       ///< what the page the other way up has to gain
constexpr double kUpsideDown = 0.65;  ///< mean confidence: a page the wrong way up has 0.3 to 0.5
constexpr double kReadable = 0.45;    ///< mean confidence: noise has 0.1 to 0.3, poor scans 0.85
/// Likewise, of one word or two: 0.61 to 0.74 on 4 of 42 pages of noise, nothing is read on the
/// others; print 0.9.
constexpr double kFewReadable = 0.75;

void add_secrecy(text::SecrecyMark mark, OcrPage& page) {
  if (mark != text::SecrecyMark::kNone) page.warnings.emplace_back(text::warning_of_secrecy(mark));
}

/// Not the text of a page that has none: few words, and the engine does not believe them itself. A
/// mark of secrecy is text enough: without its page the document would pass.
bool has_text(const OcrPage& page) {
  if (text::secrecy_of_warnings(page.warnings) != text::SecrecyMark::kNone) return true;
  std::size_t believed = 0;
  for (const OcrWord& word : page.words)
    believed += word.confidence >= 0.6 && text::count_code_points(slice(page.text, word.text)) >= 2
                    ? 1U
                    : 0U;
  const double mean = page.mean_confidence;
  return (believed >= 3 && mean >= kReadable) || (believed > 0 && mean >= kFewReadable);
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

struct PageReader::State {
  struct Attempt {
    OcrPage page;
    bool slanted = false;  ///< as CleanPage says
  };

  explicit State(const ReaderOptions& given)
      : options(given),
        text({given.tessdata, given.language, kSecond, {}, given.layers, given.watcher, &laps}),
        ordinals(Engine::if_installed({given.tessdata,
                                       kOrdinals,
                                       {},
                                       "0123456789IVXABCDE.",
                                       Layers::kInstalled,
                                       {},
                                       &laps})) {}

  text::SecrecyMark secrecy_of(const image::PageImage& image, const OcrPage& page) {
    laps.begin("secrecy");
    return std::max(stamped_secrecy(text, image, page), lone_secrecy(text, image, page));
  }

  /// A page without print of its own; nothing is said of what is lost of a picture. Coloured ink is
  /// no print, and may be a mark.
  OcrPage blank_page(const image::PageImage& image, std::uint32_t number,
                     image::StepPictures* pictures) {
    OcrPage page;
    page.number = number;
    page.width = image.width;
    page.height = image.height;
    page.dpi = image.dpi;
    page.image_sha256 = image.sha256;
    page.warnings.emplace_back(image.truncated ? "NO_TEXT" : "BLANK");
    if (image.truncated) page.warnings.emplace_back("IMAGE_TRUNCATED");
    add_secrecy(secrecy_of(image, page), page);
    if (pictures != nullptr) pictures->finish(image, page);
    return page;
  }

  /// As image::to_grey(), without print of the page behind, with pale print of its own.
  [[nodiscard]] image::Grey grey_of(const image::PageImage& image, image::StepPictures* pictures) {
    image::Grey out = image::to_grey(image, options.steps, pictures);
    if (out.blank || !options.steps[image::Step::kSpecks]) return out;
    const std::optional<image::PalePrint> pale = image::find_pale_print(out);
    if (!pale) return out;
    switch (side_of(text, pale->grey.get(), pale->ink.get(), out.dpi)) {
      case SheetSide::kBehind:
        image::take_out(*pale, out);
        break;
      case SheetSide::kFront:
        image::let_in(*pale, out);
        break;
      case SheetSide::kUnknown:
        break;
    }
    return out;
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
    // Coloured ink may have another skew found, or a bend: each copy lies in its own way.
    const image::Placement &own = copy.placement, &theirs = coloured.placement;
    const Box area = own.word_to_other(theirs, read.signature);
    for (ReadLine& line : with_lost_lines(coloured, area, text, {})) {
      if (!is_name(line)) continue;
      line.box = theirs.word_to_other(own, line.box);
      for (ReadWord& word : line.words) word.box = theirs.word_to_other(own, word.box);
      const auto below = std::ranges::find_if(read.closing_right, [&line](const ReadLine& other) {
        return other.box.top > line.box.top;
      });
      read.closing_right.insert(below, std::move(line));
      return;
    }
  }

  /// The page read as it stands after a turn.
  Attempt attempt(const image::PageImage& image, image::Grey grey, std::int32_t degrees,
                  std::uint32_t number, image::StepPictures* pictures) {
    laps.begin("cleaning");
    const image::CleanPage copy =
        image::clean(std::move(grey), image, degrees, options.steps, pictures);
    RecognisedPrint print(text, ordinals ? &*ordinals : nullptr);
    ReadPage read = read_parts(copy, number, print, laps, pictures);
    add_stamped_name(image, copy, degrees, read);
    flag_unread_ink(read, copy, image);
    return {compose(read, copy, number), copy.slanted};
  }

  ReaderOptions options;
  Laps laps;
  Engine text;
  std::optional<Engine> ordinals;
};

PageReader::PageReader(const ReaderOptions& options) : state_(std::make_unique<State>(options)) {}
PageReader::~PageReader() = default;
PageReader::PageReader(PageReader&&) noexcept = default;
PageReader& PageReader::operator=(PageReader&&) noexcept = default;

OcrPage PageReader::read(const image::PageImage& image, std::uint32_t number,
                         image::StepPictures* pictures) {
  laps().begin("cleaning");
  image::Grey grey = state_->grey_of(image, pictures);
  if (grey.blank) return state_->blank_page(image, number, pictures);
  laps().begin("orientation");
  std::int32_t degrees = upright_turn(state_->text, grey.pix.get(), grey.ink.get(), grey.dpi);
  State::Attempt made = state_->attempt(image, std::move(grey), degrees, number, pictures);
  if (made.page.mean_confidence < kUpsideDown) {  // a few faint lines may have misled the turn
    degrees = (degrees + 180) % 360;
    image::Grey again = state_->grey_of(image, nullptr);
    if (image::is_pale(again) &&
        side_of(state_->text, again.pix.get(), again.ink.get(), again.dpi) == SheetSide::kBehind)
      return state_->blank_page(image, number, pictures);  // the back of a sheet, seen through
    State::Attempt other = state_->attempt(image, std::move(again), degrees, number, nullptr);
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
  const Engine& text = state_->text;
  const std::optional<Engine>& ordinals = state_->ordinals;
  return "tesseract " + Engine::tesseract_version() + " " + text.name() + " " +
         (ordinals ? ordinals->name() : std::string(kOrdinals) + " missing") + " " +
         text.second_name();
}

OcrPage PageReader::read_simply(const image::PageImage& grey, std::uint32_t number) {
  laps().begin("simple_reading");
  OcrPage page = ocr::read_simply(state_->text, grey, number);
  add_secrecy(secrecy_of(grey, page), page);
  return without_noise(std::move(page));
}

Laps& PageReader::laps() noexcept { return state_->laps; }

text::SecrecyMark PageReader::secrecy_of(const image::PageImage& image, const OcrPage& page) {
  return state_->secrecy_of(image, page);
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
    if (image.truncated) page.warnings.emplace_back("IMAGE_TRUNCATED");
    add_secrecy(reader.secrecy_of(image, page), page);
    return page;
  }
  // A page of a few words, or of another language, is read, and its layer kept if that finds none.
  const bool is_kept = (fault == LayerFault::kEmpty || fault == LayerFault::kDefective) &&
                       !ground.scan && is_shown(layer->page, image::compare(*layer, image));
  const bool negative = image::make_positive(image);
  OcrPage page = reader.read(image, number, pictures);
  if (negative) page.warnings.emplace_back("NEGATIVE");
  const bool is_complete = sound && !is_incomplete(layer->page, page);
  if (is_complete || (is_kept && page.words.empty())) {
    OcrPage laid_out = lay_out(*layer, image);
    if (image.truncated) laid_out.warnings.emplace_back("IMAGE_TRUNCATED");
    add_secrecy(text::secrecy_of_warnings(page.warnings), laid_out);
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
