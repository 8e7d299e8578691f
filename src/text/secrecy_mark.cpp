#include "text/secrecy_mark.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <map>

#include "text/compiled_tables.h"
#include "text/data_table.h"
#include "text/letters.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

struct MarkCode {
  SecrecyMark mark;
  std::string_view code;
};
constexpr auto kCodes = std::to_array<MarkCode>({{SecrecyMark::kSuspected, "SECRET_SUSPECTED"},
                                                 {SecrecyMark::kMat, "SECRET_MAT"},
                                                 {SecrecyMark::kToiMat, "SECRET_TOI_MAT"},
                                                 {SecrecyMark::kTuyetMat, "SECRET_TUYET_MAT"}});

struct MarkSpelling {
  SecrecyMark mark;
  std::string_view key;     ///< folded, without blanks
  double broken;            ///< most edits of a suspected line of its own
  double stamped, doubted;  ///< most edits of a sure stamp, and of a suspected one
};
// MẬT has three letters: with one letter wrong it matches half of all short words, so only a stamp
// may have such an error. The longer marks keep five of six or six of eight letters.
constexpr auto kMarks =
    std::to_array<MarkSpelling>({{SecrecyMark::kTuyetMat, "tuyetmat", 1.5, 1, 3},
                                 {SecrecyMark::kToiMat, "toimat", 1, 0.5, 2},
                                 {SecrecyMark::kMat, "mat", 0, 0, 0.7}});

/// The word lists of data/secrecy_words.tsv.
struct SecrecyWords {
  using List = std::vector<std::string_view>;
  List spelt;                        ///< spellings of a mark, some without diacritics
  List before, behind, behind_bare;  ///< neighbours that make "mật" a part of a title
  List urgency;                      ///< urgency words next to a mark in box 10
  List harmless;                     ///< stamps without a secrecy mark
};

const SecrecyWords& words() {
  static const SecrecyWords kWords = [] {
    SecrecyWords out;
    const std::map<std::string_view, SecrecyWords::List*> roles{
        {"spelt", &out.spelt},     {"before", &out.before},
        {"behind", &out.behind},   {"behind_bare", &out.behind_bare},
        {"urgency", &out.urgency}, {"harmless", &out.harmless}};
    for (const std::string_view line : table_lines(secrecy_words_tsv())) {
      const auto cells = split(line, '\t');
      roles.at(cells.at(0))->push_back(cells.at(1));
    }
    return out;
  }();
  return kWords;
}

/// Pairs of folded letters that scanners confuse.
constexpr auto kConfusablePairs = std::to_array<std::string_view>(
    {"mn", "mw", "mh", "mu", "nh", "ti", "tl", "t1", "t7", "tr", "ty", "tf", "tj", "ao", "ae", "a4",
     "uv", "uo", "yv", "yi", "ef", "ec", "eb", "il", "i1", "ij", "it", "oc", "o0", "od", "oq"});
constexpr double kConfusableEdits = 0.5, kBarEdits = 0.4;

bool is_confusable(char a, char b) {
  return std::ranges::any_of(kConfusablePairs, [a, b](std::string_view pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

/// Returns true for a letter that a frame or the leg of an M is read as; such a letter costs less.
bool is_bar(char c) { return c == 'i' || c == 'l' || c == '1' || c == 'j'; }

/// Returns the weighted edit distance from `read` to `word`. Only bars of `read` may be left out at
/// a lower cost.
double compute_edit_distance(std::string_view read, std::string_view word) {
  std::vector<double> row(word.size() + 1);
  for (std::size_t j = 0; j <= word.size(); ++j) row[j] = static_cast<double>(j);
  for (const char c : read) {
    double diagonal = row[0];
    const double extra = is_bar(c) ? kBarEdits : 1;
    row[0] += extra;
    for (std::size_t j = 1; j <= word.size(); ++j) {
      const double same = c == word[j - 1]                ? 0
                          : is_confusable(c, word[j - 1]) ? kConfusableEdits
                                                          : 1;
      const double best = std::min({diagonal + same, row[j] + extra, row[j - 1] + 1});
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row.back();
}

// ---- words of a line ----

struct LineWord {
  std::string text;      ///< lower case
  std::string key;       ///< folded
  bool capital = false;  ///< all letters are capitals
  bool begins = false;   ///< the first letter is a capital
  std::size_t letters = 0;
};

bool has(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// Returns the token of the letters and digits between two signs.
LineWord make_line_word(std::u32string_view letters) {
  LineWord out;
  std::string text;
  std::size_t upper = 0;
  for (const char32_t c : letters) {
    append_utf8(text, c);
    const Letter one = letter(c);
    if (!one) continue;
    if (out.letters++ == 0) out.begins = one.upper;
    upper += one.upper ? 1U : 0U;
  }
  out.text = to_lower(text);
  out.key = to_lower(strip_diacritics(text));
  out.capital = out.letters > 0 && upper == out.letters;
  return out;
}

bool is_letter_or_digit(char32_t c) { return letter(c) || (c >= U'0' && c <= U'9'); }

/// Joins three or more single capitals in a row to one word that was letter-spaced.
std::vector<LineWord> join_spaced_letters(const std::vector<std::u32string>& words) {
  std::vector<LineWord> out;
  std::u32string spaced;
  std::size_t run = 0;
  const auto flush = [&] {
    if (run >= 3) out.push_back(make_line_word(spaced));
    for (std::size_t i = 0; run < 3 && i < spaced.size(); ++i) {
      out.push_back(make_line_word(std::u32string_view(spaced).substr(i, 1)));
    }
    spaced.clear();
    run = 0;
  };
  for (const std::u32string& word : words) {
    if (word.size() == 1 && letter(word[0]).upper) {
      spaced += word;
      ++run;
      continue;
    }
    flush();
    out.push_back(make_line_word(word));
  }
  flush();
  return out;
}

std::vector<LineWord> split_line(std::string_view line) {
  if (!is_utf8(line)) return {};
  const std::string nfc = to_nfc(line);
  std::vector<std::u32string> words(1);
  for (std::size_t at = 0; at < nfc.size();) {
    const char32_t c = next_code_point(nfc, at);
    if (is_letter_or_digit(c)) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return join_spaced_letters(words);
}

std::string join_keys(std::span<const LineWord> tokens) {
  std::string out;
  for (const LineWord& token : tokens) out += token.key;
  return out;
}

bool is_spelt(std::span<const LineWord> tokens) {
  return std::ranges::all_of(tokens, [](const LineWord& token) {
    if (has(words().spelt, token.text)) return true;
    // "TUYỆTMẬT": run together
    return token.text == "tuyệtmật" || token.text == "tốimật" || token.text == token.key;
  });
}

// ---- lines ----

/// Returns true for a line with a label: "Độ mật: Tối mật".
bool is_labelled(const std::vector<LineWord>& tokens) {
  return tokens.size() > 2 && tokens[0].key == "do" && tokens[1].key == "mat";
}

/// Returns the mark of a line that contains only a mark, and perhaps its urgency.
SecrecyMark read_mark_line(std::span<const LineWord> line, bool is_labelled) {
  std::vector<LineWord> rest;
  for (const LineWord& token : line) {
    if (!has(words().urgency, token.key) && token.letters > 0) rest.push_back(token);
  }
  if (rest.empty() || rest.size() > 8) return SecrecyMark::kNone;
  const bool capital = std::ranges::all_of(rest, &LineWord::capital);
  if (!capital && !is_labelled && !rest.front().begins) return SecrecyMark::kNone;
  const std::string key = join_keys(rest);
  for (const MarkSpelling& word : kMarks) {
    if (key == word.key && is_spelt(rest)) return word.mark;
    if (key == word.key && (capital || is_labelled)) return SecrecyMark::kSuspected;
    if (capital && key.size() + 2 >= word.key.size() &&
        compute_edit_distance(key, word.key) <= word.broken)
      return SecrecyMark::kSuspected;
  }
  // bars of a frame that were read as letters
  const bool barred = rest.size() == 1 && capital && key.find("mat") != std::string::npos &&
                      rest[0].text.find("mat") == std::string::npos &&
                      compute_edit_distance(key, "mat") <= 2 * kBarEdits;
  return barred ? SecrecyMark::kSuspected : SecrecyMark::kNone;
}

struct Neighbours {
  const LineWord *before, *behind;
};

/// Returns true for a capital MẬT among other words, unless they form a term with MẬT.
bool is_embedded_mark(std::span<const LineWord> line, std::size_t at, const Neighbours& around) {
  const LineWord& token = line[at];
  if (!token.capital || token.key != "mat" || !is_spelt(line.subspan(at, 1))) return false;
  const bool marked = token.text != token.key;
  const auto in_capitals =
      static_cast<std::size_t>(std::ranges::count_if(line, &LineWord::capital));
  const bool mixed = 2 * (in_capitals - 1) < line.size() - 1;
  if (token.text != "mật" && !mixed) return false;
  if (around.before != nullptr && has(words().before, around.before->key)) return false;
  if (around.behind == nullptr) return true;
  return !has(words().behind, around.behind->key) &&
         (marked || !has(words().behind_bare, around.behind->key));
}

SecrecyMark find_embedded_mark(const std::vector<LineWord>& line, const LineWord* above,
                               const LineWord* below) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Neighbours around{i > 0 ? &line[i - 1] : above,
                            i + 1 < line.size() ? &line[i + 1] : below};
    if (is_embedded_mark(line, i, around)) return SecrecyMark::kSuspected;
  }
  return SecrecyMark::kNone;
}

}  // namespace

SecrecyMark detect_secrecy_in_lines(std::span<const std::string_view> lines) {
  std::vector<std::vector<LineWord>> read;
  for (const std::string_view line : lines) {
    std::vector<LineWord> tokens = split_line(line);
    if (!tokens.empty()) read.push_back(std::move(tokens));
  }
  SecrecyMark found = SecrecyMark::kNone;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const std::vector<LineWord>& line = read[i];
    const LineWord* above = i > 0 ? &read[i - 1].back() : nullptr;
    const LineWord* below = i + 1 < read.size() ? &read[i + 1].front() : nullptr;
    const bool labelled = is_labelled(line);
    const auto rest = std::span(line).subspan(labelled ? 2 : 0);
    const bool goes_on = above != nullptr && above->capital && has(words().before, above->key);
    SecrecyMark mark = goes_on ? SecrecyMark::kNone : read_mark_line(rest, labelled);
    if (i + 1 < read.size() && line.size() == 1 && read[i + 1].size() == 1) {  // over two lines
      const std::array<LineWord, 2> both{line[0], read[i + 1][0]};
      mark = std::max(mark, read_mark_line(both, false));
    }
    if (mark == SecrecyMark::kNone) mark = find_embedded_mark(line, above, below);
    found = std::max(found, mark);
  }
  return found;
}

SecrecyMark detect_secrecy_in_stamp(std::string_view stamp_text) {
  const std::vector<LineWord> tokens = split_line(stamp_text);
  const std::string key = join_keys(tokens);
  if (key.size() < 2 || key.size() > 40) return SecrecyMark::kNone;
  double harmless = std::numeric_limits<double>::infinity();
  for (const std::string_view word : words().harmless) {
    const double own = compute_edit_distance(key, word);
    if (own <= 0.34 * static_cast<double>(word.size())) harmless = std::min(harmless, own);
  }
  const MarkSpelling* nearest = nullptr;
  double least = harmless;
  for (const MarkSpelling& word : kMarks) {
    const double own = compute_edit_distance(key, word.key);
    if (own > word.doubted || own > least || (nearest != nullptr && own == least)) continue;
    least = own;
    nearest = &word;
  }
  if (nearest != nullptr)
    return least <= nearest->stamped ? nearest->mark : SecrecyMark::kSuspected;
  // a mark among other words of the stamp ("TÀI LIỆU MẬT", "ĐÃ GIẢI MẬT"), or a part of one ("MẬ")
  constexpr auto kWholeWords =
      std::to_array<std::string_view>({"nhận", "nhập", "nhật", "lập", "tập"});
  const bool among = std::ranges::any_of(tokens, [&](const LineWord& token) {
    const bool is_letter_or_digit = token.capital && token.letters <= 4 &&
                                    !has(kWholeWords, token.text) &&
                                    token.text.find("ậ") != std::string::npos;
    return token.text == "mật" || token.text == "mât" || is_letter_or_digit;
  });
  return among ? SecrecyMark::kSuspected : SecrecyMark::kNone;
}

bool is_spelt_as_mat(std::string_view stamp_text) {
  const std::vector<LineWord> tokens = split_line(stamp_text);
  return std::ranges::all_of(
             tokens, [](const LineWord& token) { return token.letters == 0 || token.capital; }) &&
         std::ranges::any_of(tokens, [](const LineWord& token) {
           constexpr auto kTonedLetters =
               std::to_array<std::string_view>({"â", "ấ", "ầ", "ẩ", "ẫ", "ậ"});
           return std::ranges::any_of(kTonedLetters, [&token](std::string_view letter) {
             return token.text.find(letter) != std::string::npos;
           });
         });
}

bool is_harmless_stamp(std::string_view stamp_text) {
  const std::string key = join_keys(split_line(stamp_text));
  return std::ranges::any_of(words().harmless, [&key](std::string_view word) {
    return word.size() < 5
               ? key == word
               : compute_edit_distance(key, word) <= 0.2 * static_cast<double>(word.size());
  });
}

std::string_view warning_of_secrecy(SecrecyMark mark) noexcept {
  const auto* const found = std::ranges::find(kCodes, mark, &MarkCode::mark);
  return found == kCodes.end() ? std::string_view() : found->code;
}

SecrecyMark secrecy_of_warnings(const std::vector<std::string>& warnings) noexcept {
  SecrecyMark found = SecrecyMark::kNone;
  for (const MarkCode& named : kCodes) {
    if (std::ranges::find(warnings, named.code) != warnings.end()) found = named.mark;
  }
  return found;
}

}  // namespace codau::text
