#include "restore/lost_spaces.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/changes.h"
#include "restore/damaged_places.h"
#include "restore/letters.h"

namespace codau::restore {
namespace {

constexpr std::size_t kShortest = 6, kLongest = 12;  ///< letters; shorter ones are abbreviations
/// What an abbreviation that nobody knows is worth beside two words at the head of a clause. Of 224
/// words in capitals in a fifth of the corpus that the model does not have, three are parted with
/// it: "KHACHHANG", "NHANVIEN", "HOADON".
constexpr double kAbbreviation = 6e-7;
constexpr double kSure = 0.9;

struct Pair {
  lm::WordId first = lm::kUnknown, second = lm::kUnknown;
  double probability = 0;
};

std::string in_capitals(std::u32string_view word) {
  std::u32string out(word);
  std::ranges::transform(out, out.begin(), upper);
  return to_utf8(out);
}

/// The likeliest two words of one fold, and how likely all are together.
struct Parts {
  Pair best;
  double all = 0;
};
Parts parts_of(const lm::Model& model, const Lexicon& lexicon, std::string_view fold) {
  Parts out;
  const lm::State clause = model.score({}, lm::kBreak).next;
  for (std::size_t cut = 2; cut + 2 <= fold.size(); ++cut) {
    const FoldGroup first = lexicon.words_of(fold.substr(0, cut)),
                    second = lexicon.words_of(fold.substr(cut));
    for (lm::WordId a = first.begin; a < first.end; ++a) {
      const lm::Step before = model.score(clause, a);
      for (lm::WordId b = second.begin; b < second.end; ++b) {
        const double probability = std::exp(before.log_prob + model.score(before.next, b).log_prob);
        out.all += probability;
        if (probability > out.best.probability) out.best = {a, b, probability};
      }
    }
  }
  return out;
}

}  // namespace

std::vector<Change> part_joined_words(const lm::Model& model, const Lexicon& lexicon,
                                      std::string_view restored, const std::vector<Change>& done,
                                      double least) {
  std::vector<Change> out;
  std::uint32_t longer = 0;
  for (const Bytes word : words_of(restored)) {
    const std::string_view printed = slice(restored, word);
    if (printed.size() < kShortest || printed.size() > kLongest || !is_in_capitals(printed))
      continue;
    const std::string fold = fold_word(printed);
    if (fold.size() != printed.size() || !is_damaged(done, word)) continue;
    if (lexicon.find(model_word(printed)) != lm::kUnknown) continue;
    const Parts parts = parts_of(model, lexicon, fold);
    const double confidence = parts.best.probability / (parts.all + kAbbreviation);
    if (confidence < std::max(least, kSure)) continue;
    const std::string after = in_capitals(lexicon.letters(parts.best.first)) + ' ' +
                              in_capitals(lexicon.letters(parts.best.second));
    const std::uint32_t begin = word.begin + longer;
    const Bytes there{begin, begin + static_cast<std::uint32_t>(after.size())};
    out.push_back(
        {word, there, std::string(printed), after, "lost_space", "ocr_restore", confidence, ""});
    longer += there.size() - word.size();
  }
  return out;
}

}  // namespace codau::restore
