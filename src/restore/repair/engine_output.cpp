#include "restore/repair/engine_output.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "restore/text/spelling.h"

namespace codau::restore {
namespace {

// Chosen on training text. In 1,604 lines that Tesseract's vie read, a page of 450 words has 5 such
// errors and at most 15. At least 83 % of them are explained. In 358,000 clean words, 500 to 1,500
// at a time, no text has so many. More errors, or all in one place, are a dialect, a poem or a
// quotation.
constexpr double kMinTextWords = 100;
constexpr std::size_t kMinErrorKinds = 3;     ///< different errors of engine kinds, …
constexpr double kMinErrorShare = 0.004;      ///< … their share of all words, …
constexpr double kMaxErrorShare = 0.04;       ///< … at most this share, …
constexpr double kMinEngineErrorShare = 0.5;  ///< … their share of all errors, …
constexpr std::size_t kPartCount = 8, kMinPartsWithErrors = 3;  ///< … and equal parts of the text
                                                                ///< with them
constexpr double kMinExplainedShare = 0.7;  ///< share of different errors that are explained, …
constexpr double kMinExplainedPosterior = 0.9;  ///< … each by at least this posterior

/// Returns true for a typical error of people who type: marks left out, hỏi for ngã. A word of
/// another length says nothing of an engine's damage to marks, so it counts as typed.
bool may_be_authors_error(std::u32string_view seen, std::u32string_view intended) {
  if (seen.size() != intended.size()) return true;
  text::Tone tone_seen{}, tone_meant{};
  bool lacks_marks_only = true;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const text::Letter a = text::letter(to_lower(seen[i])), b = text::letter(to_lower(intended[i]));
    if (a.tone != text::Tone::kNone) tone_seen = a.tone;
    if (b.tone != text::Tone::kNone) tone_meant = b.tone;
    if (a.toneless != b.toneless && a.toneless != fold(b.toneless)) lacks_marks_only = false;
  }
  if (tone_seen == tone_meant || tone_seen == text::Tone::kNone) return lacks_marks_only;
  const auto is_hoi_or_nga = [](text::Tone tone) {
    return tone == text::Tone::kHoi || tone == text::Tone::kNga;
  };
  return lacks_marks_only && is_hoi_or_nga(tone_seen) && is_hoi_or_nga(tone_meant);
}

using ErrorKinds = std::set<std::pair<std::u32string, lm::WordId>>;  // as seen, as intended

}  // namespace

bool may_be_engine_output(const WindowResources& resources, const TokenWindow& window,
                          std::span<const RealWordError> errors) {
  if (resources.viet_ocr_channel == kCleanText) return false;
  std::size_t engine_errors = 0;
  ErrorKinds kinds;
  std::set<std::size_t> parts;
  for (const RealWordError& error : errors) {
    const std::u32string& seen = window.word_types[error.token]->seen;
    if (may_be_authors_error(seen, resources.knowledge.vocabulary.letters(error.intended)))
      continue;
    ++engine_errors;
    kinds.emplace(seen, error.intended);
    parts.insert(error.token * kPartCount / window.tokens.size());
  }
  const auto words = static_cast<double>(window.word_types.size()) -
                     static_cast<double>(std::ranges::count(window.word_types, nullptr));
  const auto found = static_cast<double>(engine_errors);
  return words >= kMinTextWords && kinds.size() >= kMinErrorKinds &&
         parts.size() >= kMinPartsWithErrors && found >= kMinErrorShare * words &&
         found <= kMaxErrorShare * words &&
         found >= kMinEngineErrorShare * static_cast<double>(errors.size());
}

TokenWindow assume_engine_output(const WindowResources& resources, TokenWindow window) {
  window.is_engine_output = true;
  for (LineDamage& line : window.lines) {
    if (line.channel == kCleanText && !line.is_typed) line.channel = resources.viet_ocr_channel;
  }
  return window;
}

bool is_explained_by_engine(const TokenWindow& window, const DecodedWindow& decoded,
                            std::span<const RealWordError> errors) {
  std::unordered_map<std::size_t, WordPosterior> best;  // by token
  for (std::size_t i = 0; i < decoded.slots.size(); ++i)
    best.emplace(decoded.slots[i].slot.token, decoded.posteriors[i].words[0]);
  ErrorKinds all, explained;
  for (const RealWordError& error : errors) {
    const auto kind = std::pair(window.word_types[error.token]->seen, error.intended);
    all.insert(kind);
    const auto found = best.find(error.token);
    if (found == best.end() || found->second.word != error.intended) continue;
    if (found->second.probability >= kMinExplainedPosterior) explained.insert(kind);
  }
  return static_cast<double>(explained.size()) >=
         kMinExplainedShare * static_cast<double>(all.size());
}

}  // namespace codau::restore
