#include "ocr/second_opinion.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "text/unicode.h"

namespace codau::ocr {
namespace {

constexpr double kDoubted = 0.88;  ///< confidence below which a word is read again
/// What a page of print does not hold, but a recogniser that guesses writes.
constexpr std::string_view kGuesses = "~|]`_^{}\\";

/// Punctuation at the end was judged by its shape: it takes no part in the vote.
std::string_view core_of(const ReadWord& word) {
  const std::string_view text = word.text;
  const std::size_t last = text.find_last_not_of(".,;:");
  return last == std::string_view::npos ? text : text.substr(0, last + 1);
}

/// Without marks: which of two the context wants is for restoration to say.
std::string skeleton_of(const std::vector<ReadWord>& words) {
  const std::string text = text_of({words, {}});
  return text::is_utf8(text) ? text::strip_marks(text::to_nfc(text)) : text;
}

double confidence(std::vector<ReadWord> words) { return confidence_of({{std::move(words), {}}}); }

bool is_guess(const std::vector<ReadWord>& words) {
  return std::ranges::any_of(words, [](const ReadWord& word) {
    return word.text.find_first_of(kGuesses) != std::string::npos;
  });
}

/// [begin, end) of words to be read again: each doubtful one between its neighbours.
std::vector<std::pair<std::size_t, std::size_t>> doubtful_parts(const ReadLine& line) {
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  const std::size_t count = line.words.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (line.words[i].confidence >= kDoubted) continue;
    const std::size_t begin = i == 0 ? 0 : i - 1, end = std::min(i + 2, count);
    if (!parts.empty() && begin <= parts.back().second) {
      parts.back().second = end;
    } else {
      parts.emplace_back(begin, end);
    }
  }
  return parts;
}

/// lengths[i][k]: words the two readings share from first[i] and second[k] on.
std::vector<std::vector<std::size_t>> shared(const std::vector<ReadWord>& first,
                                             const std::vector<ReadWord>& second) {
  std::vector<std::vector<std::size_t>> lengths(first.size() + 1,
                                                std::vector<std::size_t>(second.size() + 1));
  for (std::size_t i = first.size(); i-- > 0;) {
    for (std::size_t k = second.size(); k-- > 0;) {
      lengths[i][k] = core_of(first[i]) == core_of(second[k])
                          ? lengths[i + 1][k + 1] + 1
                          : std::max(lengths[i + 1][k], lengths[i][k + 1]);
    }
  }
  return lengths;
}

}  // namespace

std::vector<ReadWord> vote(const std::vector<ReadWord>& first,
                           const std::vector<ReadWord>& second) {
  const auto lengths = shared(first, second);
  std::vector<ReadWord> out, mine, other;
  const auto settle = [&out, &mine, &other] {
    const bool is_better = !mine.empty() && !other.empty() && !is_guess(other) &&
                           confidence(other) > confidence(mine) &&
                           skeleton_of(other) != skeleton_of(mine);
    std::ranges::move(is_better ? other : mine, std::back_inserter(out));
    mine.clear();
    other.clear();
  };
  std::size_t i = 0, k = 0;
  while (i < first.size() || k < second.size()) {
    if (i < first.size() && k < second.size() && core_of(first[i]) == core_of(second[k])) {
      settle();
      out.push_back(first[i++]);
      ++k;
    } else if (k == second.size() || (i < first.size() && lengths[i + 1][k] >= lengths[i][k + 1])) {
      mine.push_back(first[i++]);
    } else {
      other.push_back(second[k++]);
    }
  }
  settle();
  return out;
}

void ask_again(const Pix* grey, std::int32_t dpi, Engine& other, Lines& lines) {
  for (ReadLine& line : lines) {
    auto parts = doubtful_parts(line);
    std::ranges::reverse(parts);  // from behind: the words before keep their places
    for (const auto& [begin, end] : parts) {
      const auto from = line.words.begin() + static_cast<std::ptrdiff_t>(begin),
                 to = line.words.begin() + static_cast<std::ptrdiff_t>(end);
      const std::vector<ReadWord> first(from, to);
      Box box = around(first);
      const std::int32_t edge = (box.bottom - box.top) / 10;
      box = {box.left - edge, box.top - edge, box.right + edge, box.bottom + edge};
      const Lines again = other.read(grey, box, dpi, Mode::kLine);
      if (again.size() != 1) continue;
      const std::vector<ReadWord> voted = vote(first, again[0].words);
      line.words.insert(line.words.erase(from, to), voted.begin(), voted.end());
    }
  }
}

}  // namespace codau::ocr
