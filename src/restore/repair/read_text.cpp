#include "restore/repair/read_text.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "restore/text/letters.h"

namespace codau::restore {
namespace {

// Chosen on training text. In 1,604 lines that Tesseract's vie read, a page of 450 words has 5 such
// suspects and at most 15. At least 83 % of them are explained. In 358,000 clean words, 500 to
// 1,500 at a time, no text has so many. More suspects, or all in one place, are a dialect, a poem
// or a quotation.
constexpr double kLeastWords = 100;
constexpr std::size_t kLeast = 3;                   ///< different suspects of engine kinds, …
constexpr double kShare = 0.004;                    ///< … their share of all words, …
constexpr double kMostShare = 0.04;                 ///< … at most this share, …
constexpr double kMostly = 0.5;                     ///< … their share of all suspects, …
constexpr std::size_t kParts = 8, kLeastParts = 3;  ///< … and equal parts of the text with them
constexpr double kExplained = 0.7;  ///< share of different suspects that are explained, …
constexpr double kSure = 0.9;       ///< … each by at least this posterior

/// Returns true for a typical error of people who type: marks left out, hỏi for ngã. A word of
/// another length says nothing of an engine's damage to marks, so it counts as typed.
bool is_like_an_authors(std::u32string_view seen, std::u32string_view meant) {
  if (seen.size() != meant.size()) return true;
  text::Tone tone_seen{}, tone_meant{};
  bool lacks_marks_only = true;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const text::Letter a = text::letter(lower(seen[i])), b = text::letter(lower(meant[i]));
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

using Kinds = std::set<std::pair<std::u32string, lm::WordId>>;  // as seen, as meant

}  // namespace

bool may_be_read(const Means& means, const Passage& passage, std::span<const Suspect> suspects) {
  if (means.readers_own == kCleanText) return false;
  std::size_t readers = 0;
  Kinds kinds;
  std::set<std::size_t> parts;
  for (const Suspect& suspect : suspects) {
    const std::u32string& seen = passage.words[suspect.token]->seen;
    if (is_like_an_authors(seen, means.knowledge.lexicon.letters(suspect.meant))) continue;
    ++readers;
    kinds.emplace(seen, suspect.meant);
    parts.insert(suspect.token * kParts / passage.tokens.size());
  }
  const auto words = static_cast<double>(passage.words.size()) -
                     static_cast<double>(std::ranges::count(passage.words, nullptr));
  const auto found = static_cast<double>(readers);
  return words >= kLeastWords && kinds.size() >= kLeast && parts.size() >= kLeastParts &&
         found >= kShare * words && found <= kMostShare * words &&
         found >= kMostly * static_cast<double>(suspects.size());
}

Passage believe_read(const Means& means, Passage passage) {
  passage.was_read = true;
  for (Line& line : passage.lines) {
    if (line.channel == kCleanText && !line.is_typed) line.channel = means.readers_own;
  }
  return passage;
}

bool is_explained(const Passage& passage, const Readings& readings,
                  std::span<const Suspect> suspects) {
  std::unordered_map<std::size_t, Belief> best;  // by token
  for (std::size_t i = 0; i < readings.places.size(); ++i)
    best.emplace(readings.places[i].place.token, readings.sightings[i].beliefs[0]);
  Kinds all, explained;
  for (const Suspect& suspect : suspects) {
    const auto kind = std::pair(passage.words[suspect.token]->seen, suspect.meant);
    all.insert(kind);
    const auto found = best.find(suspect.token);
    if (found == best.end() || found->second.word != suspect.meant) continue;
    if (found->second.probability >= kSure) explained.insert(kind);
  }
  return static_cast<double>(explained.size()) >= kExplained * static_cast<double>(all.size());
}

}  // namespace codau::restore
