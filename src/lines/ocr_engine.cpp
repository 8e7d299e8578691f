#include "lines/ocr_engine.h"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include "core/box.h"
#include "core/error.h"
#include "core/message.h"
#include "lines/line_crops.h"
#include "lines/punctuation_repair.h"
#include "lines/text_rows.h"
#include "lines/word_repairs.h"
#include "raster/binarisation.h"
#include "raster/pixels.h"
#include "recogniser/fine_tuned_lstm.h"
#include "recogniser/line_model.h"
#include "recogniser/traineddata.h"
#include "recogniser/word_list.h"

namespace codau::ocr {
namespace {

constexpr std::int32_t kMargin = 20;  ///< pixels of white around a part
constexpr std::int32_t kMinSide = 4;  ///< pixels; less holds no letter

struct DeleteText {
  void operator()(char* text) const noexcept { delete[] text; }
};
using TesseractText = std::unique_ptr<char, DeleteText>;

const char* c_str_or_null(const std::string& path) { return path.empty() ? nullptr : path.c_str(); }

/// Nothing when the language is not there.
std::unique_ptr<tesseract::TessBaseAPI> open(const OcrEngineOptions& options) {
  auto api = std::make_unique<tesseract::TessBaseAPI>();
  api->SetVariable("debug_file", "/dev/null");  // messages of the library are not results
  // Its old engine's lists of letters that look alike take most of the time to open a model, and
  // are not used; this keeps them out, and means nothing afterwards.
  api->SetVariable("tessedit_ambigs_training", "1");
  if (api->Init(c_str_or_null(options.tessdata.string()), options.language.c_str(),
                tesseract::OEM_LSTM_ONLY) != 0)
    return nullptr;
  // Tesseract opens the file of its messages with the first one. A confined worker cannot open it,
  // and Tesseract 5.5 would then crash. A missing file of settings makes it speak now.
  api->ReadConfigFile("/dev/null/none");
  api->SetVariable("tessedit_ambigs_training", "0");
  // A line that reads badly is otherwise read again with black and white exchanged: scans are not
  // white on black, and the second reading costs as much as the first.
  api->SetVariable("tessedit_do_invert", "0");
  if (!options.allowed_letters.empty())
    api->SetVariable("tessedit_char_whitelist", options.allowed_letters.c_str());
  return api;
}

/// All bytes of a file; none where it cannot be read.
std::optional<std::string> bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes;
  std::array<char, 65536> some;
  while (in.read(some.data(), some.size()), in.gcount() > 0)
    bytes.append(some.data(), static_cast<std::size_t>(in.gcount()));
  return in.is_open() && !in.bad() ? std::optional(std::move(bytes)) : std::nullopt;
}

/// 64-bit FNV-1a: tells one model file from another, no more is asked of it.
std::string hash_of(std::string_view bytes) {
  const std::uint64_t hash = recogniser::hash_fnv1a(bytes);
  constexpr const char* kDigits = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4)
    out += kDigits[(hash >> static_cast<unsigned>(shift)) & 15U];
  return out;
}

std::filesystem::path file_of(const std::string& language, const std::filesystem::path& folder) {
  return folder / (language + ".traineddata");
}

std::string reason_of(recogniser::LineModelFault fault) {
  return fault == recogniser::LineModelFault::kDamaged ? "damaged" : "of another kind";
}

/// The model to ask of doubtful words, if it can be, and what OcrEngine::second_model_name() says
/// of it.
struct SecondModelChoice {
  std::optional<recogniser::LineModel> model;
  std::string name;
};

SecondModelChoice choose_second_model(const std::string& language,
                                      const std::filesystem::path& folder,
                                      const recogniser::LineModelOrFault& first) {
  const auto not_used = [&language](const std::string& reason) {
    return SecondModelChoice{std::nullopt, language + " (not used: " + reason + ")"};
  };
  if (language.empty()) return {};
  const std::filesystem::path file = file_of(language, folder);
  if (std::error_code none; !std::filesystem::exists(file, none))
    return {std::nullopt, language + " missing"};
  if (!first) return not_used("the first is run by tesseract");
  const std::optional<std::string> bytes = bytes_of(file);
  if (!bytes) return not_used("unreadable");
  const recogniser::LineModelOrFault second = recogniser::read_line_model(*bytes);
  if (!second) return not_used(reason_of(second.fault()));
  if (!LineReader::is_compatible(*first, *second)) return not_used("of lines of another height");
  return {*second, language + " " + hash_of(*bytes)};
}

/// What Tesseract would read in one go: a row, or a part of it before a wide gap.
std::vector<LineCrop> places_of(tesseract::PageIterator& at, const Box& page) {
  std::vector<LineCrop> places;
  at.SetBoundingBoxComponents(true, true);  // dots and tones belong to their words
  bool begins = true;
  do {
    begins = begins || at.IsAtBeginningOf(tesseract::RIL_TEXTLINE);
    Box box;
    std::int32_t left = 0, left_base = 0, right = 0, right_base = 0;
    if (at.Empty(tesseract::RIL_WORD) ||
        !at.BoundingBox(tesseract::RIL_WORD, &box.left, &box.top, &box.right, &box.bottom) ||
        !at.Baseline(tesseract::RIL_WORD, &left, &left_base, &right, &right_base)) {
      continue;
    }
    float height = 0, descender = 0, ascender = 0;  // descenders are negative
    at.RowAttributes(&height, &descender, &ascender);
    const float foot = static_cast<float>(left_base + right_base) / 2 - descender;
    const LineCrop place = make_line_crop(box, foot - height, foot, page, begins);
    if (place.box.right <= place.box.left || place.box.bottom <= place.box.top) continue;
    begins = false;
    places.push_back(place);
  } while (at.Next(tesseract::RIL_WORD));
  return places;
}

/// Corrects typical errors of the lines of a part, and places them on the page. `ink`: of the part
/// and the white around it.
void finish(const Box& part, const Pix* ink, ReadLines& lines) {
  for (ReadLine& line : lines) repair_words(line);
  correct_punctuation(ink, lines);
  for (ReadLine& line : lines) {
    split_comparison_signs(line);
    for (ReadWord& word : line.words)
      word.box = translated(word.box, part.left - kMargin, part.top - kMargin);
    line.box = find_word_bounds(line.words);
  }
}

}  // namespace

OcrEngine::OcrEngine(std::unique_ptr<tesseract::TessBaseAPI> api, const OcrEngineOptions& options)
    : api_(std::move(api)), line_observer_(options.line_observer), timings_(options.timings) {
  if (!api_) return;
  const std::string& language = options.language;
  const std::filesystem::path folder = api_->GetDatapath(), file = file_of(language, folder);
  const std::optional<std::string> bytes = bytes_of(file);
  if (!bytes) {
    throw Error(ErrorCode::kModel,
                file.string() + both(": không đọc được tệp này", ": cannot be read"));
  }
  const std::string_view own =
      recogniser::find_component(*bytes, recogniser::TraineddataComponent::kLstm);
  const std::string_view used =
      options.layers == ModelLayers::kTrained ? recogniser::select_lstm_component(*bytes) : own;
  const recogniser::LineModelOrFault model = recogniser::read_line_model(*bytes, used);
  SecondModelChoice other = choose_second_model(options.second_language, folder, model);
  second_model_name_ = std::move(other.name);
  model_name_ = language + " " + hash_of(*bytes);
  if (!model) {
    model_name_ += " (run by tesseract: " + reason_of(model.fault()) + ")";
    return;
  }
  if (used != own) model_name_ += " trained " + hash_of(used);
  // Words are no help where letters are few.
  const std::vector<std::string> words = options.allowed_letters.empty()
                                             ? recogniser::read_word_list(*bytes)
                                             : std::vector<std::string>();
  reader_.emplace(*model, other.model, words, options.allowed_letters);
  if (options.layers != ModelLayers::kTrained || !options.allowed_letters.empty()) return;
  const std::string_view handwriting = recogniser::find_handwriting_lstm(*bytes);
  if (handwriting.empty()) return;
  if (const auto layers = recogniser::read_line_model(*bytes, handwriting)) {
    handwriting_.emplace(*layers);
    model_name_ += " handwriting " + hash_of(handwriting);
  }
}

OcrEngine::OcrEngine(const OcrEngineOptions& options) : OcrEngine(open(options), options) {
  if (!api_) {
    const std::string& language = options.language;
    throw Error(ErrorCode::kModel, both("Tesseract không mở được mô hình \"" + language +
                                            "\" (thiếu hoặc hỏng): cài bằng lệnh ",
                                        "Tesseract cannot open its model \"" + language +
                                            "\" (missing or damaged): install it with ") +
                                       "apt-get install --reinstall tesseract-ocr-" + language);
  }
}

std::optional<OcrEngine> OcrEngine::open_if_installed(const OcrEngineOptions& options) {
  auto api = open(options);
  if (!api) return std::nullopt;
  return OcrEngine(std::move(api), options);
}

OcrEngine::~OcrEngine() = default;
OcrEngine::OcrEngine(OcrEngine&&) noexcept = default;
OcrEngine& OcrEngine::operator=(OcrEngine&&) noexcept = default;

ReadLines OcrEngine::read_by_tesseract(const TextPicture& picture, image::PixPtr& ink) {
  ReadLines lines;
  show_tesseract(picture.grey.get(), picture.dpi, picture.mode);
  const bool is_read = api_->Recognize(nullptr) == 0;
  ink.reset(api_->GetThresholdedImage());
  if (!is_read) return lines;
  const std::unique_ptr<tesseract::ResultIterator> at(api_->GetIterator());
  if (!at) return lines;
  bool begins = true;
  do {
    begins = begins || at->IsAtBeginningOf(tesseract::RIL_TEXTLINE);
    if (at->Empty(tesseract::RIL_WORD)) continue;
    const TesseractText text(at->GetUTF8Text(tesseract::RIL_WORD));
    // Of a seal or a shade it makes words of nothing but blanks, and is sure of them.
    if (!text || text.get()[std::strspn(text.get(), " ")] == '\0') continue;
    ReadWord word;
    word.text = text.get();
    at->BoundingBox(tesseract::RIL_WORD, &word.box.left, &word.box.top, &word.box.right,
                    &word.box.bottom);
    word.confidence =
        std::clamp(static_cast<double>(at->Confidence(tesseract::RIL_WORD)) / 100.0, 0.0, 1.0);
    if (std::exchange(begins, false)) lines.emplace_back();
    lines.back().words.push_back(std::move(word));
  } while (at->Next(tesseract::RIL_WORD));
  return lines;
}

std::vector<LineCrop> OcrEngine::find_lines(const Pix* pix, const Pix* ink, std::int32_t dpi,
                                            SegmentationMode mode) {
  const image::TextRows found = image::find_text_rows(ink, dpi);
  if (found.is_sure) {
    std::vector<LineCrop> places = make_line_crops(found, image::get_bounds(pix));
    return mode == SegmentationMode::kLine ? merge_line_crops(places) : places;
  }
  show_tesseract(pix, dpi, mode);
  const std::unique_ptr<tesseract::PageIterator> at(api_->AnalyseLayout(true));
  if (!at) return {};
  return remove_glyph_holes(places_of(*at, image::get_bounds(pix)));
}

void OcrEngine::show_tesseract(const Pix* pix, std::int32_t dpi, SegmentationMode mode) {
  api_->SetPageSegMode(static_cast<tesseract::PageSegMode>(mode));
  api_->SetImage(image::writable(pix));
  api_->SetSourceResolution(dpi);
}

TextPicture cut_text_picture(const Pix* picture, const Box& part, std::int32_t dpi,
                             SegmentationMode mode, WritingKind writing) {
  TextPicture out{nullptr, part, dpi, mode, writing};
  if (width_of(part) >= kMinSide && height_of(part) >= kMinSide)
    out.grey = image::crop(picture, part, kMargin);
  return out;
}

std::vector<ReadLines> OcrEngine::recognise(std::span<const TextPicture> pictures) {
  std::vector<image::PixPtr> inks(pictures.size());
  std::vector<LinePicture> shown(pictures.size());
  std::vector<ReadLines> out(pictures.size());
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const TextPicture& picture = pictures[i];
    if (!picture.grey) continue;
    if (timings_ != nullptr) timings_->count_call();
    if (!reader_) {
      out[i] = read_by_tesseract(picture, inks[i]);
      continue;
    }
    inks[i] = image::binarise(picture.grey.get());
    shown[i] = {picture.grey.get(), inks[i].get(),
                find_lines(picture.grey.get(), inks[i].get(), picture.dpi, picture.mode),
                picture.writing};
  }
  if (reader_) out = reader_->recognise_lines(shown, line_observer_);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    if (inks[i]) finish(pictures[i].part, inks[i].get(), out[i]);
  }
  return out;
}

ReadLines OcrEngine::recognise(const TextPicture& picture) {
  return std::move(recognise(std::span(&picture, 1))[0]);
}

std::string OcrEngine::tesseract_version() { return tesseract::TessBaseAPI::Version(); }

}  // namespace codau::ocr
