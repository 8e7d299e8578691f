#include "restore/repair/sign_marks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "restore/repair/word_lattice.h"
#include "restore/text/line_continuation.h"
#include "restore/text/spelling.h"
#include "restore/text/tokens.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

// Evidence of a line in nats.
constexpr double kSureSignNats = 6;    ///< for signs: one that nothing else explains
constexpr double kLikelySignNats = 3;  ///< … a tone inside a word: "ha.nh", "pho`ng"
constexpr double kBadWordNats = 4;     ///< against signs: a word that is no syllable with them
constexpr double kBareWordNats = 2;    ///< … a word that needs a tone and has none: "phat"
constexpr double kMarkedWordNats = 1;  ///< … a word with a tone of its own
constexpr double kSignLineNats = 10;   ///< against signs in a line
constexpr double kMinSignLineNats = 1;
constexpr double kMinSignPosterior = 0.6;
constexpr float kUnknownSignedWordCost = 15;
constexpr float kSignNoMarkCost = 5;  ///< against a last sign that is neither mark nor punctuation
/// Nats against a full stop or a question mark before a small letter.
constexpr float kBreakBeforeSmallCost = 5;

/// A sign that stands for a mark: a combining character.
struct SignMark {
  char32_t sign = 0, mark = 0;
};
constexpr SignMark kSignMarks[] = {
    {U'`', 0x300},   {0x2CB, 0x300}, {0x300, 0x300}, {U'\'', 0x301}, {0xB4, 0x301},  {0x2CA, 0x301},
    {0x2019, 0x301}, {0x301, 0x301}, {U'?', 0x309},  {0x2C0, 0x309}, {0x309, 0x309}, {U'~', 0x303},
    {0x2DC, 0x303},  {0x303, 0x303}, {U'.', 0x323},  {0x323, 0x323}, {U'^', 0x302},  {0x2C6, 0x302},
    {0x302, 0x302},  {U'(', 0x306},  {0x2D8, 0x306}, {0x306, 0x306}, {U'+', 0x31B},  {U'*', 0x31B},
    {0x2BC, 0x31B},  {0x31B, 0x31B}};

char32_t mark_of(char32_t sign) {
  const auto* const found = std::ranges::find(kSignMarks, sign, &SignMark::sign);
  return found == std::end(kSignMarks) ? 0 : found->mark;
}

bool is_tone(char32_t mark) {
  return mark == 0x300 || mark == 0x301 || mark == 0x309 || mark == 0x303 || mark == 0x323;
}

/// Returns `letter` with a combining mark; 0 if Vietnamese has no such letter.
char32_t add_mark(char32_t letter, char32_t mark) {
  const text::Letter base = text::letter(letter);
  if (!base || !text::is_vowel(base)) return 0;
  std::string both;
  text::append_utf8(both, letter);
  text::append_utf8(both, mark);
  const std::u32string made = to_utf32(text::to_nfc(both));
  return made.size() == 1 && text::letter(made[0]) ? made[0] : 0;
}

bool is_blank(char32_t c) { return c == U' ' || c == 0xA0; }

/// A word, read with its signs as marks.
struct SignedWord {
  std::size_t begin = 0, end = 0;    ///< bytes, with the last sign
  std::u32string letters;            ///< composed
  std::size_t likely = 0, sure = 0;  ///< signs inside: tones, and marks of shape or "dd"
  /// The last sign, if the word ends with it and it may be punctuation; else 0.
  char32_t last_sign = 0;
  std::size_t end_without = 0;          ///< end without the last sign
  std::u32string letters_without = {};  ///< composed without the last sign
  [[nodiscard]] bool has_signs() const { return likely + sure > 0 || last_sign != 0; }
};

/// Returns the character at byte `at`; 0 at the end.
char32_t peek(std::string_view text, std::size_t at) {
  return at < text.size() ? text::next_code_point(text, at) : 0;
}

/// Reads the word that begins at byte `begin`.
SignedWord read_word(std::string_view text, std::size_t begin) {
  SignedWord out;
  out.begin = begin;
  for (std::size_t at = begin; at < text.size();) {
    std::size_t next = at;
    const char32_t c = text::next_code_point(text, next);
    if (text::letter(c)) {
      out.last_sign = 0;
      // "ddo^.c", "HDDND"
      const bool is_stroke = to_lower(c) == U'd' && !out.letters.empty() &&
                             to_lower(out.letters.back()) == U'd' &&
                             (out.letters.size() == 1 || is_upper(c));
      if (is_stroke) {
        out.letters.back() = is_upper(out.letters.back()) ? U'Đ' : U'đ';
        ++out.sure;
      } else {
        out.letters += c;
      }
      out.end = at = next;
      continue;
    }
    if (out.letters.empty()) break;
    char32_t sign = c;
    if (is_blank(c) && next < text.size()) sign = text::next_code_point(text, next);
    const char32_t mark = mark_of(sign);
    const char32_t made = mark == 0 ? 0 : add_mark(out.letters.back(), mark);
    const char32_t behind = peek(text, next);
    const bool is_code_point = sign == U'+' && behind >= U'0' && behind <= U'9';  // "U+1EA0"
    if (made == 0 || out.last_sign == U'.' || is_code_point) break;
    if (c == mark) {  // a letter in Unicode's decomposed form
      out.letters.back() = made;
      out.end = at = next;
      continue;
    }
    const bool is_inside = static_cast<bool>(text::letter(behind));
    // A bracket or an apostrophe after a blank opens something.
    if (sign != c && (sign == U'(' || sign == U'\'' || sign == 0x2019)) break;
    if (sign == U'(' && !is_inside && mark_of(behind) == 0) break;
    out.letters_without = out.letters;
    out.end_without = out.end;
    out.letters.back() = made;
    const bool is_sure = !is_tone(mark) || sign > 0x7F;
    ++(is_sure ? out.sure : out.likely);
    out.last_sign = is_sure ? 0 : sign;
    out.end = at = next;
  }
  if (out.last_sign != 0) --out.likely;
  return out;
}

/// A word of a line, and whether an address has it.
struct LineItem {
  SignedWord word;
  bool is_address = false;
};

class SignLine {
 public:
  SignLine(const Knowledge& knowledge, std::string_view text, std::size_t begin, std::size_t end)
      : knowledge_(knowledge), text_(text.substr(0, end)) {
    for (std::size_t at = begin; at < end;) {
      std::size_t next = at;
      if (!text::letter(text::next_code_point(text_, next))) {
        at = next;
        continue;
      }
      const SignedWord word = read_word(text_, at);
      const bool is_address = is_in_code_chunk(text_, at);
      items_.push_back({word, is_address});
      if (!is_address) weigh(word);
      at = std::max(word.end, next);
    }
  }

  [[nodiscard]] bool has_signs() const { return has_signs_; }
  [[nodiscard]] double evidence() const { return evidence_; }

  void write(double line_posterior, text::Rewriter& out) const {
    std::vector<WordArc> arcs;
    std::vector<std::pair<std::size_t, bool>> of_arc;  // item, with its last sign
    std::size_t units = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const SignedWord& word = items_[i].word;
      const auto add = [&](std::size_t end, const std::u32string& letters, bool with_last) {
        const lm::WordId id = find(letters);
        arcs.push_back({units, end, id, id == lm::kUnknown ? kUnknownSignedWordCost : 0});
        of_arc.emplace_back(i, with_last);
      };
      const bool may_end = !items_[i].is_address && word.last_sign != 0;
      const bool has_break = may_end && (word.last_sign == U'.' || word.last_sign == U'?');
      const std::size_t end = units + (has_break ? 2 : 1);
      if (may_end && is_syllable(word.letters)) add(end, word.letters, true);
      if (may_end) {
        add(units + 1, word.letters_without, false);
        if (!has_break) arcs.back().cost += kSignNoMarkCost;
      }
      if (!may_end) add(units + 1, word.letters, true);
      if (has_break) {
        arcs.push_back({units + 1, end, lm::kBreak,
                        sentence_goes_on(text_, word.end) ? kBreakBeforeSmallCost : 0});
        of_arc.emplace_back(items_.size(), false);
      }
      units = end;
    }
    const DecodedPath best = decode_word_lattice(knowledge_.model, arcs, units);
    for (const PathWord& segment : best.words) {
      const auto [item, with_last] = of_arc[segment.arc];
      if (item == items_.size() || items_[item].is_address) continue;
      const SignedWord& word = items_[item].word;
      const std::u32string& letters = with_last ? word.letters : word.letters_without;
      const double sure = segment.word_confidence * line_posterior;
      if (!word.has_signs() || !is_syllable(letters) || sure < kMinSignPosterior) continue;
      out.replace(word.begin, with_last ? word.end : word.end_without, to_utf8(letters), "viqr",
                  std::min(1.0, sure));
    }
  }

 private:
  /// Returns true for syllables, "đ", and abbreviations with Đ.
  [[nodiscard]] static bool is_syllable(const std::u32string& letters) {
    constexpr std::size_t kMaxAbbreviationLetters = 10;
    if (text::is_legal_toned_syllable(to_utf8(letters)) || letters == U"đ") return true;
    return are_all_upper(letters) && letters.find(U'Đ') != letters.npos &&
           letters.size() <= kMaxAbbreviationLetters &&
           std::ranges::all_of(letters, [](char32_t c) { return c < 0x80 || c == U'Đ'; });
  }

  [[nodiscard]] lm::WordId find(const std::u32string& letters) const {
    return knowledge_.vocabulary.find(to_model_spelling(to_utf8(letters)));
  }

  void weigh(const SignedWord& word) {
    const std::u32string& letters = word.last_sign != 0 ? word.letters_without : word.letters;
    has_signs_ = has_signs_ || word.has_signs();
    if (word.sure + word.likely > 0) {
      const bool is_known = is_syllable(letters) && find(letters) != lm::kUnknown;
      if (letters.size() == 1) return;  // "U+"
      evidence_ += is_known ? kSureSignNats * static_cast<double>(word.sure) +
                                  kLikelySignNats * static_cast<double>(word.likely)
                            : -kBadWordNats;
      return;
    }
    if (word.last_sign != 0) return;
    const bool has_tone = std::ranges::any_of(
        letters, [](char32_t c) { return text::letter(c).tone != text::Tone::kNone; });
    const bool lacks_tone = text::is_legal_syllable(to_utf8(letters)) && !is_syllable(letters);
    if (has_tone) evidence_ -= kMarkedWordNats;
    if (lacks_tone && letters.size() > 2) evidence_ -= kBareWordNats;
  }

  const Knowledge& knowledge_;
  std::string_view text_;
  std::vector<LineItem> items_;
  bool has_signs_ = false;
  double evidence_ = 0;
};

/// Returns true for a byte of a letter that may have a mark.
bool may_take_mark(char c) {
  return static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("aeiouyAEIOUY").find(c) != std::string_view::npos;
}

/// Signs of ASCII for marks, the blank before one, and the first bytes of the others in UTF-8.
constexpr auto kMayBeSign = [] {
  std::array<bool, 0x100> out{};
  for (const char c : std::string_view("`^~+('?.* \xC2\xCA\xCB\xCC"))
    out[static_cast<unsigned char>(c)] = true;
  return out;
}();

/// Returns false for lines without signs for marks: most lines. Fast. Signs at the end of words do
/// not count: they prove nothing alone.
bool may_have_signs(std::string_view line) {
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (!kMayBeSign[static_cast<unsigned char>(line[at])] || !may_take_mark(line[at - 1])) continue;
    if (line[at] == ' ' &&
        (at + 1 == line.size() || !kMayBeSign[static_cast<unsigned char>(line[at + 1])]))
      continue;
    if (static_cast<unsigned char>(line[at]) < 0x80) {
      if (at + 1 == line.size()) return false;
      const char next = line[at + 1];
      const bool is_inside = is_letter_byte(next) || mark_of(static_cast<unsigned char>(next)) != 0;
      const bool is_usual = line[at] == '.' || line[at] == ' ' || line[at] == '\'' ||
                            line[at] == '(' || line[at] == '?' || line[at] == '*';
      if (line[at] != ' ' && (is_inside || !is_usual)) return true;
      if (line[at] != ' ') continue;
    }
    std::size_t sign = line[at] == ' ' ? at + 1 : at;
    const char32_t c = text::next_code_point(line, sign);
    if (c == U'`' || c == U'^' || c == U'~' || (c > 0x7F && c != 0x2019 && mark_of(c) != 0))
      return true;
  }
  return false;
}

}  // namespace

text::RewrittenText compose_sign_marks(const Knowledge& knowledge, std::string_view text,
                                       bool is_viqr) {
  std::vector<SignLine> lines;
  double decoded = 0;
  std::size_t all = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\n\t\f", begin), text.size());
    if (end > begin) ++all;
    if (is_viqr || may_have_signs(text.substr(begin, end - begin))) {
      SignLine line(knowledge, text, begin, end);
      decoded += 1 / (1 + std::exp(kSignLineNats - line.evidence()));
      if (line.has_signs()) lines.push_back(std::move(line));
    }
    begin = end + 1;
  }
  const double share = (decoded + std::exp(-kSignLineNats)) / static_cast<double>(all + 1);
  const double cost =
      is_viqr ? -kSignLineNats : std::clamp(-std::log(share), kMinSignLineNats, kSignLineNats);
  text::Rewriter out(text, "encoding");
  for (const SignLine& line : lines) {
    const double posterior = 1 / (1 + std::exp(cost - line.evidence()));
    if (posterior >= 0.5) line.write(posterior, out);
  }
  return std::move(out).finish();
}

}  // namespace codau::restore
