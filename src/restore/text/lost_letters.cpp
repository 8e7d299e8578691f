#include "restore/text/lost_letters.h"

#include <algorithm>
#include <cstddef>

#include "restore/text/spelling.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

/// The counts of a line, or of several lines.
struct LetterCounts {
  std::size_t words = 0;       ///< words with a small letter
  std::size_t consonants = 0;  ///< of these words, those without a vowel
  std::size_t long_ones = 0;   ///< of those, with three letters or more: "phng"
  std::size_t letters = 0, marked = 0;
  bool has_noise = false;

  void add(const LetterCounts& other) {
    words += other.words;
    consonants += other.consonants;
    long_ones += other.long_ones;
    letters += other.letters;
    marked += other.marked;
  }
};

/// The tokens [begin, end) of one line, and its counts.
struct CountedLine {
  std::size_t begin = 0, end = 0;
  LetterCounts count;
};

void count_word(std::string_view word, LetterCounts& count) {
  bool has_small = false, has_vowel = false;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = text::next_code_point(word, at);
    if (!is_letter(c)) return;
    ++letters;
    if (c >= 0x80) ++count.marked;
    has_small = has_small || to_lower(c) == c;
    has_vowel = has_vowel || c >= 0x80 ||
                std::u32string_view(U"aeiouy").find(to_lower(c)) != std::u32string_view::npos;
  }
  count.letters += letters;
  if (!has_small) return;
  ++count.words;
  if (has_vowel) return;
  ++count.consonants;
  if (letters > 2) ++count.long_ones;
}

/// Returns true if one or more U+FFFD stand beside a letter.
bool has_noise(std::string_view line) {
  bool was_letter = false, was_noise = false;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = text::next_code_point(line, at);
    const bool is_now_letter = is_letter(c);
    if (c == 0xFFFD && was_letter) return true;
    if (was_noise && is_now_letter) return true;
    was_noise = c == 0xFFFD;
    was_letter = is_now_letter;
  }
  return false;
}

std::vector<CountedLine> count_lines(std::string_view text, const std::vector<Token>& tokens,
                                     bool may_have_noise) {
  std::vector<CountedLine> out;
  for (std::size_t i = 0; i < tokens.size();) {
    CountedLine line{i, i, {}};
    for (; line.end < tokens.size() && !ends_line(tokens[line.end]); ++line.end) {
      const Token& token = tokens[line.end];
      if (token.kind == TokenKind::kWord && !token.is_code_or_address && !token.is_locked)
        count_word(slice(text, token.text), line.count);
    }
    if (may_have_noise) {
      const std::size_t begin = i == 0 ? 0 : tokens[i - 1].text.end,
                        end = line.end < tokens.size() ? tokens[line.end].text.begin : text.size();
      line.count.has_noise = has_noise(text.substr(begin, end - begin));
    }
    if (line.end > line.begin || line.count.has_noise) out.push_back(line);
    i = line.end + 1;
  }
  return out;
}

bool has_marks(const LetterCounts& sum) {
  constexpr std::size_t kMaxLettersPerMarked = 100;
  return sum.marked * kMaxLettersPerMarked > sum.letters;
}

/// Returns true if enough words have consonants alone: every sixth of three letters or more, or
/// every third of any length.
bool has_lost_letters(const LetterCounts& sum) {
  constexpr std::size_t kMinConsonantWords = 3, kMaxWordsPerLong = 6, kMaxWordsPerAny = 3;
  if (has_marks(sum) || sum.consonants < kMinConsonantWords) return false;
  return (sum.long_ones >= kMinConsonantWords && sum.long_ones * kMaxWordsPerLong > sum.words) ||
         (sum.consonants >= 2 * kMinConsonantWords && sum.consonants * kMaxWordsPerAny > sum.words);
}

}  // namespace

void lock_lines_with_lost_letters(std::string_view nfc, std::vector<Token>& tokens) {
  constexpr std::size_t kNearLines = 3;  // lines before and after that count too
  // In a text with marks, a few words of table cells say nothing: "H so trc tuyn" has lost only the
  // letters of its channel.
  constexpr std::size_t kMinWordsNearby = 20;
  const bool may_have_noise = nfc.find("\uFFFD") != std::string_view::npos;
  const std::vector<CountedLine> lines = count_lines(nfc, tokens, may_have_noise);
  std::vector<bool> is_lost(lines.size());
  std::size_t bare = 0, lost = 0;
  LetterCounts all;
  for (const CountedLine& line : lines) all.add(line.count);
  const std::size_t least = has_marks(all) ? kMinWordsNearby : 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].count.marked > 0) continue;
    LetterCounts sum;
    const std::size_t last = std::min(lines.size(), i + kNearLines + 1);
    for (std::size_t k = i - std::min(i, kNearLines); k < last; ++k) sum.add(lines[k].count);
    is_lost[i] = sum.words >= least && has_lost_letters(sum);
    ++bare;
    if (is_lost[i]) ++lost;
  }
  const bool are_all_lost = lost > 0 && lost * 2 > bare;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_bare = are_all_lost && lines[i].count.marked == 0;
    if (!lines[i].count.has_noise && !is_lost[i] && !is_bare) continue;
    for (std::size_t t = lines[i].begin; t < lines[i].end; ++t) tokens[t].is_locked = true;
  }
}

bool has_question_marks_for_letters(std::string_view nfc) {
  constexpr std::size_t kMinQuestionMarks = 3, kMaxWordsPerQuestionMark = 20;
  std::size_t seen = 0;
  for (std::size_t at = nfc.find('?', 1); at < nfc.size(); at = nfc.find('?', at + 1)) {
    if (at + 1 < nfc.size() && is_letter_byte(nfc[at - 1]) && is_letter_byte(nfc[at + 1])) ++seen;
  }
  if (seen < kMinQuestionMarks) return false;
  const auto blanks = static_cast<std::size_t>(std::ranges::count(nfc, ' '));
  return seen * kMaxWordsPerQuestionMark >= blanks;
}

}  // namespace codau::restore
