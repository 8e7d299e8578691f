#include "ocr/page_reader.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/error.h"
#include "lines/ocr_engine.h"
#include "ocr/compose.h"
#include "ocr/line_classification.h"
#include "ocr/lost_lines.h"
#include "ocr/ocr_region_reader.h"
#include "ocr/page_orientation.h"
#include "ocr/page_regions.h"
#include "ocr/read_handwriting.h"
#include "ocr/read_page.h"
#include "ocr/secrecy_detection.h"
#include "ocr/simple_reading.h"
#include "ocr/text_layer_page.h"
#include "ocr/text_layer_validation.h"
#include "ocr/unread_ink.h"
#include "page/coloured_ink.h"
#include "page/negative.h"
#include "raster/page_transform.h"
#include "raster/pixel_digest.h"
#include "segment/page_map_picture.h"
#include "segment/page_network.h"
#include "segment/preprocess.h"
#include "segment/rules/pale_print.h"
#include "segment/text_layer_match.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

/// The letters of digits and Roman numerals. The model for ordinals reads them better than the
/// model for print.
constexpr const char* kOrdinalLetters = "0123456789IVXABCDE.";
constexpr double kMinUpsideDownConfidenceGain = 0.10;  ///< of the page the other way up
constexpr double kMinUprightConfidence = 0.65;   ///< mean; a page the wrong way up has 0.3 to 0.5
constexpr double kMinReadableConfidence = 0.45;  ///< mean; noise has 0.1 to 0.3, poor scans 0.85
/// Likewise, of one word or two: 0.61 to 0.74 on 4 of 42 pages of noise, nothing is read on the
/// others; print 0.9.
constexpr double kMinFewWordsConfidence = 0.75;

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
  return (believed >= 3 && mean >= kMinReadableConfidence) ||
         (believed > 0 && mean >= kMinFewWordsConfidence);
}

/// A photograph, a drawing or noise is a page with its picture: what was taken for words goes.
OcrPage remove_noise_text(OcrPage page) {
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
    bool has_perspective = false;  ///< as CleanPage says
  };

  explicit State(const PageReaderOptions& given)
      : options(given),
        text(choose_models(given, timings)),
        ordinals({given.models / "ordinals.net", {}, {}, kOrdinalLetters, {}, &timings}),
        mark_networks(given.models),
        page_network(image::read_page_network(given.models)) {}

  static OcrEngineOptions choose_models(const PageReaderOptions& given, StageTimings& timings) {
    const bool is_own = given.print_model.empty();
    return {is_own ? given.models / "print.net" : given.print_model,
            given.models / "print-second.net",
            is_own ? given.models / "handwriting.net" : std::filesystem::path(),
            {},
            given.line_observer,
            &timings};
  }

  text::SecrecyMark find_secrecy_mark(const image::PageImage& image, const OcrPage& page) {
    timings.begin_stage("secrecy");
    return std::max(detect_stamped_secrecy(text, mark_networks, image, page),
                    detect_lone_secrecy(text, mark_networks, image, page));
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
    page.warnings.emplace_back(image.is_truncated ? "NO_TEXT" : "BLANK");
    if (image.is_truncated) page.warnings.emplace_back("IMAGE_TRUNCATED");
    add_secrecy(find_secrecy_mark(image, page), page);
    if (pictures != nullptr) pictures->finish(image, page);
    return page;
  }

  /// Turns a page, and does image::remove_foreign_ink(). In a page with shades, also removes print
  /// of the page behind, and darkens pale print of its own.
  void make_upright(std::int32_t degrees, image::NormalisedPage& page) {
    image::turn(page, degrees);
    image::remove_foreign_ink(page, options.steps);
    if (!options.steps[image::CleaningStep::kSpecks]) return;
    const std::optional<image::PalePrint> pale = image::find_pale_print(page);
    if (!pale) return;
    switch (detect_sheet_side(text, pale->grey.get(), pale->ink.get(), page.dpi)) {
      case SheetSide::kBack:
        image::erase_pale_print(*pale, page);
        break;
      case SheetSide::kFront:
        image::boost_contrast(*pale, page);
        break;
      case SheetSide::kUnknown:
        break;
    }
  }

  /// The signer's name comes from a rubber stamp too, in the colour of the seal, which the clean-up
  /// takes out: where no name was read it is looked for in a copy with its colours.
  void add_stamped_name(const image::PageImage& image, const image::CleanPage& copy,
                        ReadPage& read) {
    if (!image::has_colours(image) || !options.steps[image::CleaningStep::kColours]) return;
    if (read.closing_right.empty() || std::ranges::any_of(read.closing_right, is_person_name))
      return;
    const image::CleaningSteps steps = options.steps.excluding(image::CleaningStep::kColours);
    const image::CleanPage coloured = image::clean_page(
        image::normalise_page(image, steps, copy.transform.rotation), image, steps);
    // Coloured ink may have another skew found, or a bend: each copy lies in its own way.
    const image::PageTransform &own = copy.transform, &theirs = coloured.transform;
    const Box area = own.map_word_to_other_copy(theirs, read.signature);
    for (ReadLine& line : recover_lost_lines(coloured, area, text, {})) {
      if (!is_person_name(line)) continue;
      line.box = theirs.map_word_to_other_copy(own, line.box);
      for (ReadWord& word : line.words) word.box = theirs.map_word_to_other_copy(own, word.box);
      const auto below = std::ranges::find_if(read.closing_right, [&line](const ReadLine& other) {
        return other.box.top > line.box.top;
      });
      read.closing_right.insert(below, std::move(line));
      return;
    }
  }

  /// Reads the page as it stands.
  Attempt attempt(const image::PageImage& image, image::NormalisedPage upright,
                  std::uint32_t number, image::StepPictures* pictures) {
    timings.begin_stage("cleaning");
    const image::CleanPage copy =
        image::clean_page(std::move(upright), image, options.steps, pictures);
    OcrRegionReader reader(text, ordinals);
    ReadPage read = read_regions(copy, number, reader, timings, pictures);
    add_stamped_name(image, copy, read);
    flag_unread_ink(read, copy, image);
    timings.begin_stage("handwriting");
    const auto& handwriting = text.handwriting_network();
    read_handwriting(read, copy, image, handwriting ? &*handwriting : nullptr);
    return {compose_page(read, copy, number), copy.has_perspective};
  }

  PageReaderOptions options;
  StageTimings timings;
  OcrEngine text;
  OcrEngine ordinals;
  image::MarkNetworks mark_networks;
  std::optional<image::PageNetwork> page_network;  ///< only for pictures so far
};

PageReader::PageReader(const PageReaderOptions& options)
    : state_(std::make_unique<State>(options)) {}
PageReader::~PageReader() = default;
PageReader::PageReader(PageReader&&) noexcept = default;
PageReader& PageReader::operator=(PageReader&&) noexcept = default;

OcrPage PageReader::read_image(const image::PageImage& image, std::uint32_t number,
                               image::StepPictures* pictures) {
  timings().begin_stage("cleaning");
  if (pictures != nullptr) pictures->add_source(image);
  image::NormalisedPage upright = image::normalise_ground(image, state_->options.steps);
  if (image::is_blank(upright)) return state_->blank_page(image, number, pictures);
  timings().begin_stage("orientation");
  const std::int32_t degrees =
      detect_orientation(state_->text, upright.pix.get(), upright.ink.get(), upright.dpi);
  timings().begin_stage("cleaning");
  state_->make_upright(degrees, upright);
  if (image::is_blank(upright)) return state_->blank_page(image, number, pictures);
  if (pictures != nullptr)
    pictures->add(upright.pix.get(), U"bỏ mực màu, làm đều nền · colour out, even ground");
  if (pictures != nullptr && state_->page_network)
    image::add_page_map(*state_->page_network, image, degrees, *pictures);
  State::Attempt made = state_->attempt(image, std::move(upright), number, pictures);
  if (made.page.mean_confidence <
      kMinUprightConfidence) {  // a few faint lines may have misled the turn
    image::NormalisedPage again = image::normalise_ground(image, state_->options.steps);
    state_->make_upright((degrees + 180) % 360, again);
    if (image::is_pale(again) && detect_sheet_side(state_->text, again.pix.get(), again.ink.get(),
                                                   again.dpi) == SheetSide::kBack)
      return state_->blank_page(image, number, pictures);  // the back of a sheet, seen through
    State::Attempt other = state_->attempt(image, std::move(again), number, nullptr);
    if (other.page.mean_confidence > made.page.mean_confidence + kMinUpsideDownConfidenceGain)
      made = std::move(other);
  }
  OcrPage page = std::move(made.page);
  page.image_sha256 = image.sha256;
  if (made.has_perspective) page.warnings.emplace_back("PHOTO_PERSPECTIVE");
  if (image.is_truncated) page.warnings.emplace_back("IMAGE_TRUNCATED");
  add_secrecy(find_secrecy_mark(image, page), page);
  if (pictures != nullptr) pictures->finish(image, page);
  return remove_noise_text(std::move(page));
}

std::string PageReader::version() const {
  return "tesseract " + OcrEngine::tesseract_version() + " " + state_->text.model_names() + " " +
         state_->ordinals.model_names() + " " + state_->mark_networks.version();
}

OcrPage PageReader::read_simply(const image::PageImage& grey, std::uint32_t number) {
  timings().begin_stage("simple_reading");
  OcrPage page = ocr::read_simply(state_->text, grey, number);
  add_secrecy(find_secrecy_mark(grey, page), page);
  return remove_noise_text(std::move(page));
}

StageTimings& PageReader::timings() noexcept { return state_->timings; }

text::SecrecyMark PageReader::find_secrecy_mark(const image::PageImage& image,
                                                const OcrPage& page) {
  return state_->find_secrecy_mark(image, page);
}

OcrPage read_page(PageReader& reader, const image::SourceFile& file, std::uint32_t number,
                  image::StepPictures* pictures) {
  reader.timings().begin_stage("decoding");
  const std::optional<image::TextLayer> layer = file.load_text_layer(number);
  const image::PageComposition ground =
      layer ? file.analyse_composition(number) : image::PageComposition();
  TextLayerFault fault = layer ? validate_text_layer(layer->page, ground) : TextLayerFault::kNone;
  image::PageImage image = file.load_page_image(number);
  image.sha256 = image::compute_pixel_sha256(image);
  if (layer && fault == TextLayerFault::kNone)
    fault = validate_text_layer(image::match_text_layer(*layer, image));
  const bool sound = layer && fault == TextLayerFault::kNone;
  if (sound && !may_be_incomplete(ground)) {  // a stamp may be a picture over the text
    reader.timings().begin_stage("text_layer");
    OcrPage page = compose_text_layer(*layer, image, pictures);
    if (image.is_truncated) page.warnings.emplace_back("IMAGE_TRUNCATED");
    add_secrecy(reader.find_secrecy_mark(image, page), page);
    return page;
  }
  // A page of a few words, or of another language, is read, and its layer kept if that finds none.
  const bool is_kept = (fault == TextLayerFault::kEmpty || fault == TextLayerFault::kDefective) &&
                       !ground.is_scan &&
                       is_visible(layer->page, image::match_text_layer(*layer, image));
  const bool negative = image::invert_negative(image);
  OcrPage page = reader.read_image(image, number, pictures);
  if (negative) page.warnings.emplace_back("NEGATIVE");
  const bool is_complete = sound && !is_incomplete(layer->page, page);
  if (is_complete || (is_kept && page.words.empty())) {
    OcrPage laid_out = compose_text_layer(*layer, image);
    if (image.is_truncated) laid_out.warnings.emplace_back("IMAGE_TRUNCATED");
    add_secrecy(text::secrecy_of_warnings(page.warnings), laid_out);
    return laid_out;
  }
  if (sound) fault = TextLayerFault::kIncomplete;
  if (fault != TextLayerFault::kNone) page.warnings.emplace_back(warning_of_fault(fault));
  return page;
}

OcrPage read_page_simply(PageReader& reader, const image::SourceFile& file, std::uint32_t number) {
  return reader.read_simply(file.load_downscaled_image(number), number);
}

}  // namespace codau::ocr
