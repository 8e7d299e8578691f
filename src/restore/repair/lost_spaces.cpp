#include "restore/repair/lost_spaces.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/changes.h"
#include "restore/text/nearby_changes.h"
#include "restore/text/spelling.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

/// Letters. Shorter words in capitals are abbreviations. Two syllables of a title seldom have more
/// ("CHƯƠNG TRÌNH": 11).
constexpr std::size_t kMinTitleLetters = 6, kMaxTitleLetters = 12;
/// Weight of an unknown abbreviation against two words at the head of a clause. A fifth of the
/// corpus has 224 words in capitals that the model lacks. With this weight three are split:
/// "KHACHHANG", "NHANVIEN", "HOADON".
constexpr double kAbbreviationWeight = 6e-7;
/// As for stray signs; all 11 words so split were right.
constexpr double kMinSplitConfidence = 0.9;
constexpr std::size_t kMaxLookUps = 256;  ///< words looked at in a window; bounds the time

/// The likeliest two words of one fold, and the probability of all pairs together.
struct WordPair {
  lm::WordId first = lm::kUnknown, second = lm::kUnknown;
  double best = 0, all = 0;
};
WordPair likeliest_pair(const lm::NgramModel& model, const Vocabulary& vocabulary,
                        std::string_view fold) {
  WordPair out;
  const lm::State clause = model.score({}, lm::kBreak).next;
  for (std::size_t cut = 2; cut + 2 <= fold.size(); ++cut) {
    const FoldGroup first = vocabulary.words_with_fold(fold.substr(0, cut)),
                    second = vocabulary.words_with_fold(fold.substr(cut));
    for (lm::WordId a = first.begin; a < first.end; ++a) {
      const lm::Transition before = model.score(clause, a);
      for (lm::WordId b = second.begin; b < second.end; ++b) {
        const double probability = std::exp(before.log_prob + model.score(before.next, b).log_prob);
        out.all += probability;
        if (probability > out.best) out = {a, b, probability, out.all};
      }
    }
  }
  return out;
}

}  // namespace

std::vector<Change> split_joined_words(const Knowledge& knowledge, std::string_view restored,
                                       const std::vector<Change>& past_changes,
                                       double min_confidence) {
  std::vector<Change> out;
  std::uint32_t longer = 0;
  std::size_t look_ups = 0;
  const auto in_capitals = [&](lm::WordId word) {
    return text::to_upper(knowledge.model.spelling(word));
  };
  for (const AlphanumericWord& word : split_words(restored)) {
    const std::string printed(slice(restored, word.text));
    if (word.is_code_or_address || printed.size() < kMinTitleLetters ||
        printed.size() > kMaxTitleLetters || !are_all_upper(to_utf32(printed)) ||
        !is_damaged(past_changes, word.text))
      continue;
    const std::string fold = fold_word(printed);
    const bool is_known = knowledge.vocabulary.find(to_model_spelling(printed)) != lm::kUnknown ||
                          knowledge.protected_words.contains(printed) ||
                          knowledge.abbreviations.find(printed, false) != nullptr ||
                          knowledge.abbreviations.find(printed, true) != nullptr;
    if (is_known || fold.size() != printed.size()) continue;
    if (++look_ups > kMaxLookUps) break;
    const WordPair pair = likeliest_pair(knowledge.model, knowledge.vocabulary, fold);
    const double confidence = pair.best / (pair.all + kAbbreviationWeight);
    if (confidence < std::max(min_confidence, kMinSplitConfidence)) continue;
    const std::string after = in_capitals(pair.first) + ' ' + in_capitals(pair.second);
    const std::uint32_t begin = word.text.begin + longer;
    const ByteRange there{begin, begin + static_cast<std::uint32_t>(after.size())};
    out.push_back({word.text, there, printed, after, "lost_space", "ocr_restore", confidence, ""});
    longer += there.size() - word.text.size();
  }
  return out;
}

}  // namespace codau::restore
