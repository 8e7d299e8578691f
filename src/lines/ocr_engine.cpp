#include "lines/ocr_engine.h"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/box.h"
#include "core/error.h"
#include "core/message.h"
#include "lines/line_crops.h"
#include "lines/punctuation_repair.h"
#include "lines/text_rows.h"
#include "lines/word_repairs.h"
#include "nn/model_file.h"
#include "raster/binarisation.h"
#include "raster/pixels.h"
#include "recogniser/line_model.h"
#include "recogniser/line_model_file.h"
#include "recogniser/tesseract_model.h"

namespace codau::ocr {
namespace {

constexpr std::int32_t kMargin = 20;  ///< pixels of white around a part
constexpr std::int32_t kMinSide = 4;  ///< pixels; less holds no letter

struct DeleteText {
  void operator()(char* text) const noexcept { delete[] text; }
};
using TesseractText = std::unique_ptr<char, DeleteText>;

/// Opens Tesseract with its model `file`, or, if `file` is empty, only to find lines. Returns
/// nothing if Tesseract cannot open the file.
std::unique_ptr<tesseract::TessBaseAPI> open_tesseract(const std::filesystem::path& file,
                                                       const std::string& allowed_letters) {
  auto api = std::make_unique<tesseract::TessBaseAPI>();
  api->SetVariable("debug_file", "/dev/null");  // messages of the library are not results
  if (file.empty()) {
    api->InitForAnalysePage();
  } else {
    // Its old engine's lists of letters that look alike take most of the time to open a model, and
    // are not used; this keeps them out, and means nothing afterwards.
    api->SetVariable("tessedit_ambigs_training", "1");
    if (api->Init(file.parent_path().c_str(), file.stem().c_str(), tesseract::OEM_LSTM_ONLY) != 0)
      return nullptr;
    api->SetVariable("tessedit_ambigs_training", "0");
  }
  // Tesseract opens the file of its messages with the first one. A confined worker cannot open it,
  // and Tesseract 5.5 would then crash. A missing file of settings makes it speak now.
  api->ReadConfigFile("/dev/null/none");
  // A line that reads badly is otherwise read again with black and white exchanged: scans are not
  // white on black, and the second reading costs as much as the first.
  api->SetVariable("tessedit_do_invert", "0");
  if (!allowed_letters.empty())
    api->SetVariable("tessedit_char_whitelist", allowed_letters.c_str());
  return api;
}

bool is_of_tesseract(const std::filesystem::path& model) {
  return model.extension() == ".traineddata";
}

/// Reads a model of codau. Adds its name and hash to `names`.
recogniser::LineModel read_model(const std::filesystem::path& file, std::string& names) {
  const auto model = nn::ModelFile::read(file, recogniser::kLineModelKind);
  names += (names.empty() ? "" : " ") + file.stem().string() + " " + model.hash();
  return recogniser::read_line_model(model);
}

/// Reads a model of Tesseract, likewise. Returns nothing if only Tesseract itself can run it.
std::optional<recogniser::LineModel> read_model_of_tesseract(const std::filesystem::path& file,
                                                             std::string& names) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  names = file.stem().string() + " " + nn::format_hash(nn::hash_fnv1a(bytes));
  const recogniser::LineModelOrFault model = recogniser::read_tesseract_model(bytes);
  if (model) return *model;
  const bool is_damaged = model.fault() == recogniser::LineModelFault::kDamaged;
  names += std::string(" (run by tesseract: ") + (is_damaged ? "damaged)" : "of another kind)");
  return std::nullopt;
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

OcrEngine::OcrEngine(const OcrEngineOptions& options)
    : line_observer_(options.line_observer), timings_(options.timings) {
  const bool is_foreign = is_of_tesseract(options.model);
  const std::optional<recogniser::LineModel> first =
      is_foreign ? read_model_of_tesseract(options.model, model_names_)
                 : read_model(options.model, model_names_);
  api_ = open_tesseract(first ? std::filesystem::path() : options.model, options.allowed_letters);
  if (!api_) {
    throw Error(ErrorCode::kModel,
                options.model.string() + both(": Tesseract không mở được mô hình này",
                                              ": Tesseract cannot open this model"));
  }
  if (!first) return;
  std::optional<recogniser::LineModel> second;
  if (!options.second_model.empty()) second = read_model(options.second_model, model_names_);
  if (second && !LineReader::is_compatible(*first, *second)) {
    throw Error(ErrorCode::kModel, options.second_model.string() +
                                       both(": không đi cùng được với ", ": does not go with ") +
                                       options.model.string());
  }
  // Words are no help where letters are few.
  reader_.emplace(*first, second,
                  options.allowed_letters.empty() ? first->words : std::vector<std::string>(),
                  options.allowed_letters);
  if (!options.handwriting_model.empty())
    handwriting_.emplace(read_model(options.handwriting_model, model_names_));
}

OcrEngine::~OcrEngine() = default;
OcrEngine::OcrEngine(OcrEngine&&) noexcept = default;
OcrEngine& OcrEngine::operator=(OcrEngine&&) noexcept = default;

ReadLines OcrEngine::read_by_tesseract(const TextPicture& picture) {
  ReadLines lines;
  show_tesseract(picture);
  if (api_->Recognize(nullptr) != 0) return lines;
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

std::vector<LineCrop> OcrEngine::find_lines(const TextPicture& picture) {
  const Box all = image::get_bounds(picture.grey.get());
  const image::TextRows found = image::find_text_rows(picture.ink.get(), picture.dpi);
  if (found.is_sure) {
    std::vector<LineCrop> places = make_line_crops(found, all);
    return picture.mode == SegmentationMode::kLine ? merge_line_crops(places) : places;
  }
  show_tesseract(picture);
  const std::unique_ptr<tesseract::PageIterator> at(api_->AnalyseLayout(true));
  if (!at) return {};
  return remove_glyph_holes(places_of(*at, all));
}

void OcrEngine::show_tesseract(const TextPicture& picture) {
  api_->SetPageSegMode(static_cast<tesseract::PageSegMode>(picture.mode));
  api_->SetImage(image::writable(picture.grey.get()));
  api_->SetSourceResolution(picture.dpi);
}

TextPicture cut_text_picture(const Pix* picture, const Box& part, std::int32_t dpi,
                             SegmentationMode mode, WritingKind writing) {
  TextPicture out{nullptr, nullptr, part, dpi, mode, writing};
  if (width_of(part) < kMinSide || height_of(part) < kMinSide) return out;
  out.grey = image::crop(picture, part, kMargin);
  out.ink = image::binarise(out.grey.get());
  return out;
}

std::vector<ReadLines> OcrEngine::recognise(std::span<const TextPicture> pictures) {
  std::vector<LinePicture> shown(pictures.size());
  std::vector<ReadLines> out(pictures.size());
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const TextPicture& picture = pictures[i];
    if (!picture.grey) continue;
    if (timings_ != nullptr) timings_->count_call();
    if (reader_)
      shown[i] = {picture.grey.get(), picture.ink.get(), find_lines(picture), picture.writing};
    else
      out[i] = read_by_tesseract(picture);
  }
  if (reader_) out = reader_->recognise_lines(shown, line_observer_);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    if (pictures[i].grey) finish(pictures[i].part, pictures[i].ink.get(), out[i]);
  }
  return out;
}

ReadLines OcrEngine::recognise(const TextPicture& picture) {
  return std::move(recognise(std::span(&picture, 1))[0]);
}

std::string OcrEngine::tesseract_version() { return tesseract::TessBaseAPI::Version(); }

}  // namespace codau::ocr
