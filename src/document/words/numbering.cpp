#include "document/words/numbering.h"

#include <algorithm>
#include <array>

#include "document/words/pattern.h"
#include "text/numerals.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

constexpr double kTitle = 0.9;          // capitals of a heading; "III và IV" has fewer
constexpr std::int32_t kWidestGap = 3;  // a number further ahead is a quantity, no item (2.5)

/// 0 for no digits: ordinals begin with 1.
std::int32_t to_value(std::string_view digits) {
  return text::parse_whole_number(digits).value_or(0);
}

ItemNumber number(NumberForm form, std::int32_t value, std::string norm) {
  ItemNumber out;
  out.form = form;
  out.value = value;
  out.norm = std::move(norm);
  return out;
}

/// What closes a number by a dash, stroke or colon, as Party papers and reports print it; two dots
/// and brackets are the law's.
bool is_stroke(std::string_view mark) {
  return mark.find_first_of(".)}]") == std::string_view::npos;
}

/// True where the words behind such a mark are an item's ("1- Mục đích", "I/MỤC ĐÍCH"), not what a
/// code goes on with ("15/KH-UBND", "08-CT/TU").
bool begins_words(std::string_view words, bool spaced) {
  if (!begins_with_capital(words)) return false;
  if (spaced) return true;
  const std::string_view first = words.substr(0, words.find(' '));
  return first.find_first_of("/-") == std::string_view::npos &&
         (compute_capital_share(first) < 1 || compute_capital_share(words) > kMinCapitalShare);
}

class Reader {
 public:
  explicit Reader(const Passage& passage) : passage_(passage) {
    static const Pattern kNoise(
        R"(([~'"*_.,|:;/=^]{1,3}\s?)(?:[-+•]|[a-z0-9]{1,3}(?:[.)]|-\s))|([a-z]\s)(?:[a-z]\)|[-+•]\s))"),
        kDash(R"(([-~]{1,2}\s?)(?:(?:[ivx1l|]{1,4}|\d{1,2})[.)]\s|[ivxl|]{1,4}-\s|)"
              R"(\d{1,2}(?:\.,|,\.)\d{1,2}[-.\s])|([-~_]{1,4}\s?)[a-z]\)\s)"),
        kRoman(R"([IVX]\s[-–—]\s)");
    const bool is_title = compute_capital_share(passage.text) > kMinCapitalShare;
    if (is_title && kRoman.at_start(passage.text)) return;
    if (const auto match = kNoise.at_start(passage.key)) {
      begin_ = passage.in_text(*match->groups[match->has(1) ? 1 : 2]).end;
      noisy_ = true;
    } else if (const auto dash = kDash.at_start(passage.key)) {
      behind_dash_ = passage.in_text(*dash->groups[dash->has(1) ? 1 : 2]).end;
    }
  }

  std::vector<ItemNumber> readings() {
    if (behind_dash_ > 0) read_behind_dash();
    read_level_zero();
    if (out_.empty()) read_worn_level_zero();
    if (out_.empty() || behind_dash_ > 0) read_bullet();
    if (out_.empty()) read_roman();
    read_arabic();
    read_dotted();
    read_letter();
    read_capital();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view text() const {
    return std::string_view(passage_.text).substr(begin_);
  }

  void add(ItemNumber number, std::size_t raw_end, std::size_t rest) {
    number.raw = {begin_, begin_ + static_cast<std::uint32_t>(raw_end)};
    number.rest = begin_ + static_cast<std::uint32_t>(rest);
    number.repaired = number.repaired || noisy_;
    out_.push_back(std::move(number));
  }

  /// A speck before a number looks like a dash: where the number is the next one, it counts.
  void read_behind_dash() {
    begin_ = behind_dash_;
    noisy_ = true;
    read_roman();
    read_arabic();
    read_dotted();
    read_letter();
    begin_ = 0;
    noisy_ = false;
  }

  void read_level_zero() {
    static const Pattern kPattern(
        R"((?i)(phần|chương|mục|điều)\s+([ivxlch]+|\d+|thứ\s+[^\s.:]+)(\s*[.:/]|\s?[-–—])?(\s|$))");
    const auto match = kPattern.at_start(text());
    if (!match) return;
    const std::string name = fold(match->of(text(), 1));
    const std::string_view count = match->of(text(), 2);
    std::string roman(count);
    std::ranges::transform(roman, roman.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    std::int32_t value = text::parse_roman(roman);
    const bool is_damaged =  // "HI"; "THỨ BA" has letters of its own
        value == 0 && roman.find('H') != std::string::npos &&
        roman.find_first_not_of("IVXLCH") == std::string::npos;
    if (is_damaged) value = text::parse_roman(roman = text::correct_roman_glyphs(roman));
    if (value == 0) value = to_value(count);
    if (value == 0) value = ordinal_word(fold(count));
    if (value == 0) return;
    const NumberForm form = name == "phan"     ? NumberForm::kPart
                            : name == "chuong" ? NumberForm::kChapter
                            : name == "muc"    ? NumberForm::kClause
                                               : NumberForm::kArticle;
    static const Pattern kSigns(R"([^\p{L}\p{N}]*)");
    const bool is_line = kSigns.is_full_match(text().substr(match->whole().end));
    const bool is_title = compute_capital_share(text()) > kMinCapitalShare ||
                          begins_with_capital(text().substr(match->whole().end));
    if (!is_line && !is_title) return;
    std::size_t raw_end = match->groups[match->has(3) ? 3 : 2]->end, rest = match->whole().end;
    if (is_line) raw_end = rest = text().size();  // with its specks: "Chương III -"
    ItemNumber out =
        number(form, value, text::parse_roman(roman) > 0 ? roman : std::to_string(value));
    out.repaired = is_damaged;
    add(std::move(out), raw_end, rest);
  }

  /// A line of nothing else, badly read: "PHÂN THỨBA -", "ï Chương J1 -". Strokes that repeat are
  /// read as one, so what comes next is a reading too.
  void read_worn_level_zero() {
    static const Pattern kPattern(
        R"((?:\S{1,2} )?(phan|chuonn?g|muc) ?(?:(thu) ?(nhat|hai|ba|tu|nam|sau)|([ivxlhj1|!]{1,4}))[^a-z0-9]*)");
    const auto match = kPattern.at_start(passage_.key);
    if (!match || match->whole().size() != passage_.key.size() || begin_ > 0) return;
    if (!begins_with_capital(
            std::string_view(passage_.text).substr(passage_.in_text(*match->groups[1]).begin)))
      return;
    const std::string_view name = match->of(passage_.key, 1);
    const NumberForm form = name == "phan"  ? NumberForm::kPart
                            : name == "muc" ? NumberForm::kClause
                                            : NumberForm::kChapter;
    const auto take = [&](std::int32_t value, std::string norm) {
      ItemNumber out = number(form, value, std::move(norm));
      out.repaired = true;
      add(std::move(out), passage_.text.size(), passage_.text.size());
    };
    if (match->has(2)) {
      const std::int32_t value = ordinal_word("thu " + std::string(match->of(passage_.key, 3)));
      return take(value, std::to_string(value));
    }
    std::string roman(match->of(passage_.key, 4));
    for (char& c : roman) c = c == 'j' ? 'I' : c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    roman = text::correct_roman_glyphs(roman);
    const std::int32_t value = text::parse_roman(roman);
    if (value == 0) return;
    take(value, roman);
    for (std::int32_t other = 1; other <= 3 && value <= 3; ++other) {
      if (other != value) take(other, text::format_roman(other));
    }
  }

  static std::int32_t ordinal_word(std::string_view key) {
    static constexpr std::array<std::string_view, 6> kWords = {"thu nhat", "thu hai", "thu ba",
                                                               "thu tu",   "thu nam", "thu sau"};
    const auto found = std::ranges::find(kWords, key);
    return found == kWords.end() ? 0 : static_cast<std::int32_t>(found - kWords.begin()) + 1;
  }

  void read_bullet() {
    static const Pattern kDash(R"([-–—•*]\s*(\S))"), kPlus(R"([+·]\s*(\S))"),
        kLost(R"([o~_]\s+\p{Lu})");
    if (const auto match = kDash.at_start(text()); match && !is_rule(match->of(text(), 1))) {
      add(number(NumberForm::kDash, 0, ""), match->groups[1]->begin, match->groups[1]->begin);
    } else if (const auto second = kPlus.at_start(text())) {
      add(number(NumberForm::kPlus, 0, ""), second->groups[1]->begin, second->groups[1]->begin);
    } else if (const auto third = kLost.at_start(text())) {
      ItemNumber circle = number(NumberForm::kDash, 0, "");
      circle.repaired = circle.weak = true;
      add(std::move(circle), 1, 2);
    }
    for (ItemNumber& bullet : out_) {
      while (!bullet.raw.empty() && passage_.text[bullet.raw.end - 1] == ' ') --bullet.raw.end;
    }
  }

  /// "-----" is a line drawn, no bullet.
  static bool is_rule(std::string_view next) { return next == "-" || next == "*"; }

  /// "HI": no word, so letters that run into each other.
  static bool joined_strokes(std::string_view printed) {
    return printed.size() > 1 && printed.find('H') != std::string_view::npos &&
           printed.find_first_not_of("IHVX") == std::string_view::npos;
  }

  void read_roman() {
    static const Pattern kPattern(
        R"(([IVX1l|!HLT]{1,5})(\s*(?:\.\.?|\))|\s?[-–—/:]|,\s)?\s*(\p{Lu}|\d{1,2} \p{Lu}{2}))");
    const auto match = kPattern.at_start(text());
    if (!match) return;
    const std::string_view printed = match->of(text(), 1);
    const std::string roman = text::correct_roman_glyphs(printed);
    const std::int32_t value = text::parse_roman(roman);
    if (value == 0) return;
    const std::uint32_t title = match->groups[3]->begin;
    const bool exact = roman == printed;
    const bool has_mark = match->has(2);
    if (!has_mark && title == match->groups[1]->end) return;  // "IVX" begins a word
    const bool spaced = has_mark && title > match->groups[2]->end;
    if (is_stroke(match->of(text(), 2)) && has_mark && !begins_words(text().substr(title), spaced))
      return;
    const double capitals = compute_capital_share(text().substr(title));
    const bool has_comma = match->of(text(), 2).starts_with(',');  // a stop misread
    if (has_comma && (!exact || capitals < kTitle)) return;
    const bool is_sure = has_mark && (exact || joined_strokes(printed));
    if (!is_sure && capitals < kMinCapitalShare) return;
    ItemNumber out = number(NumberForm::kRoman, value, roman);
    out.repaired = !exact || has_comma;
    out.weak = !has_mark || printed.find_first_of("HLT") != std::string_view::npos;
    add(std::move(out), has_mark ? match->groups[2]->end : match->groups[1]->end, title);
  }

  void read_arabic() {
    static const Pattern kMarked(R"((\d{1,2})\s?([.)]|\.\.)(?:\s*([^\d\s.]|$)|\s+([\d.])))"),
        kStroke(R"((\d{1,2})(-|/|:|\s?[–—]|\s-)\s*(\p{Lu}|["“(]))"),
        kBare(R"((\d{1,2}),?\s+(\p{Lu}))"), kDamaged(R"(([lI|§])\s?[.,]\s+(\p{L}))");
    if (const auto match = kMarked.at_start(text())) {
      const std::uint32_t words = match->groups[match->has(3) ? 3 : 4]->begin;
      const bool spaced = words > match->groups[2]->end;
      if (!spaced && !begins_with_capital(text().substr(words))) return;
      add(number(NumberForm::kArabic, to_value(match->of(text(), 1)),
                 std::string(match->of(text(), 1))),
          match->groups[2]->end, words);
    } else if (const auto stroke = kStroke.at_start(text())) {
      const std::uint32_t words = stroke->groups[3]->begin;
      const std::string_view mark = stroke->of(text(), 2);
      if (!begins_words(text().substr(words), words > stroke->groups[2]->end)) return;
      ItemNumber out = number(NumberForm::kArabic, to_value(stroke->of(text(), 1)),
                              std::string(stroke->of(text(), 1)));
      out.weak = mark == ":" || mark.front() == ' ';  // "khu 1 - Thị trấn"
      add(std::move(out), stroke->groups[2]->end, words);
    } else if (const auto second = kBare.at_start(text())) {
      ItemNumber out = number(NumberForm::kArabic, to_value(second->of(text(), 1)),
                              std::string(second->of(text(), 1)));
      out.weak = true;
      const bool has_comma = text()[second->groups[1]->end] == ',';
      add(std::move(out), second->groups[1]->end + (has_comma ? 1 : 0), second->groups[2]->begin);
    } else if (const auto third = kDamaged.at_start(text())) {
      const bool eight = third->of(text(), 1) == "§";
      ItemNumber out = number(NumberForm::kArabic, eight ? 8 : 1, eight ? "8" : "1");
      out.repaired = true;
      add(std::move(out), third->groups[2]->begin - 1, third->groups[2]->begin);
    }
  }

  void read_dotted() {
    static const Pattern kPattern(
        R"((\d{1,2})(?:\.|\.,|,\.)(\d{1,2})(?:\.(\d{1,2}))?(?:(?:[./)]|\s?[-–])?\s+(\p{L}|["“'(])|\.\s+(\d)|[./)](\p{Lu}\p{Ll})))");
    const auto match = kPattern.at_start(text());
    if (!match) return;
    const bool three = match->has(3);
    const std::size_t last = three ? 3 : 2;
    const bool is_worn = match->groups[2]->begin > match->groups[1]->end + 1;  // "1,.2"
    std::string norm(match->of(text(), 1));
    for (std::size_t k = 2; k <= last; ++k) norm.append(".").append(match->of(text(), k));
    ItemNumber out = number(three ? NumberForm::kDotted3 : NumberForm::kDotted,
                            to_value(match->of(text(), last)), std::move(norm));
    out.parent = to_value(match->of(text(), last - 1));
    out.repaired = is_worn;
    const std::uint32_t words = match->groups[match->has(4) ? 4 : match->has(5) ? 5 : 6]->begin;
    std::uint32_t raw_end = words;
    while (text()[raw_end - 1] == ' ') --raw_end;
    add(std::move(out), raw_end, words);
  }

  /// "Cc)": counts only where c is expected.
  bool read_doubled_letter() {
    static const Pattern kTwice(R"((\p{Lu})(\p{Ll})\)\s*(\S))");
    const auto twice = kTwice.at_start(text());
    if (!twice || text::to_lower(twice->of(text(), 1)) != twice->of(text(), 2)) return false;
    const std::string letter(twice->of(text(), 2));
    const std::size_t first = out_.size();
    add_letters(letter, twice->groups[2]->end + 1, twice->groups[3]->begin);
    for (std::size_t i = first; i < out_.size(); ++i) out_[i].repaired = true;
    return true;
  }

  void read_letter() {
    static const Pattern kPlain(R"((đ|[a-zăâêôơư])(\s?[)./}\]]|[-–:])\s*(\S))"),
        kLost(R"((¢|9|1|\p{L}|)\)\s*(\p{L}))");
    if (read_doubled_letter()) return;
    if (const auto match = kPlain.at_start(text())) {
      const std::string_view mark = match->of(text(), 2);
      const std::uint32_t words = match->groups[3]->begin;
      if (!mark.ends_with(')') &&
          (words == match->groups[2]->end || !begins_with_capital(text().substr(words))))
        return;
      add_letters(std::string(match->of(text(), 1)), match->groups[2]->end, words);
    } else if (const auto second = kLost.at_start(text())) {
      const std::string_view glyph = second->of(text(), 1);
      const bool is_other =
          glyph != "¢" && glyph != "9" && glyph != "1";  // any letter may be meant
      const std::size_t raw_end = second->groups[1]->end + 1;
      const std::uint32_t words = second->groups[2]->begin;
      for (std::int32_t value = 1; value <= text::kMaxPointLetterValue; ++value) {
        const std::string letter = text::to_point_letter(value);
        const bool possible = glyph.empty() || (glyph == "¢" && (letter == "c" || letter == "e")) ||
                              (glyph == "9" && letter == "g") ||
                              (glyph == "1" && (letter == "l" || letter == "i")) || is_other;
        if (possible) add_letter(letter, true, raw_end, words);
      }
    }
  }

  void add_letters(const std::string& printed, std::size_t raw_end, std::size_t rest) {
    if (text::parse_point_letter(printed) > 0) add_letter(printed, false, raw_end, rest);
    if (printed == "d") add_letter("đ", true, raw_end, rest);
    if (printed == "e") add_letter("c", true, raw_end, rest);
    if (printed == "c") add_letter("e", true, raw_end, rest);
    if (printed == "l") add_letter("i", true, raw_end, rest);
    if (printed == "o" || printed == "ó") add_letter("b", true, raw_end, rest);
  }

  void add_letter(const std::string& letter, bool repaired, std::size_t raw_end, std::size_t rest) {
    ItemNumber out = number(NumberForm::kLetter, text::parse_point_letter(letter), letter);
    out.repaired = repaired;
    add(std::move(out), raw_end, rest);
  }

  void read_capital() {
    static const Pattern kPattern(R"(([A-HĐ])\s?[.)]\s+(\p{Lu}))");
    const auto match = kPattern.at_start(text());
    if (!match) return;
    const std::string letter(match->of(text(), 1));
    const std::int32_t value = letter == "Đ" ? 5 : letter.front() - 'A' + 1;
    add(number(NumberForm::kCapital, value, letter), match->groups[2]->begin - 1,
        match->groups[2]->begin);
    while (passage_.text[out_.back().raw.end - 1] == ' ') --out_.back().raw.end;
  }

  const Passage& passage_;
  std::uint32_t begin_ = 0;
  std::uint32_t behind_dash_ = 0;  // 0: none
  bool noisy_ = false;
  std::vector<ItemNumber> out_;
};

bool is_bullet_form(NumberForm form) {
  return form == NumberForm::kDash || form == NumberForm::kPlus;
}

}  // namespace

std::vector<ItemNumber> read_item_numbers(const Passage& passage) {
  return Reader(passage).readings();
}

std::optional<NumberStack::Placed> NumberStack::place(
    const std::vector<ItemNumber>& readings) const {
  const auto open_at = [&](NumberForm form) -> std::optional<std::size_t> {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].form == form) return i;
    }
    return std::nullopt;
  };
  const auto child_depth = [&](NumberForm form) {
    std::size_t depth = open_.size();
    while (depth > 0 && open_[depth - 1].form >= form) --depth;
    return depth;
  };
  const auto placed = [](const ItemNumber& number, std::size_t depth, const char* reason) {
    Placed out{number, depth, {}};
    if (number.repaired) out.reasons.emplace_back("NUM_REPAIRED");
    if (reason != nullptr) out.reasons.emplace_back(reason);
    return out;
  };
  for (const ItemNumber& reading : readings) {  // bullets, then successors
    const auto at = open_at(reading.form);
    if (is_bullet_form(reading.form)) {
      if (reading.weak && !at) continue;
      return placed(reading, at ? *at : child_depth(reading.form), nullptr);
    }
    if (at && reading.value == open_[*at].value + 1) return placed(reading, *at, nullptr);
    if (is_next_article(reading)) return placed(reading, child_depth(reading.form), nullptr);
  }
  for (const ItemNumber& reading : readings) {  // first of a level that is not open
    if (reading.value != 1 || is_bullet_form(reading.form)) continue;
    if (!open_at(reading.form)) return placed(reading, child_depth(reading.form), nullptr);
    const bool under_letter = reading.form == NumberForm::kArabic && !open_.empty() &&
                              open_.back().form == NumberForm::kLetter;
    if (under_letter) return placed(reading, open_.size(), nullptr);
    if (reading.form == NumberForm::kDotted) {
      const auto arabic = open_at(NumberForm::kArabic);
      if (arabic && open_[*arabic].value == reading.parent)
        return placed(reading, *arabic + 1, nullptr);
    }
  }
  for (const ItemNumber& reading : readings) {  // printed wrong, but surely an item
    if (reading.repaired || reading.weak || is_bullet_form(reading.form)) continue;
    const auto at = open_at(reading.form);
    const std::int32_t last = at ? open_[*at].value : 0;
    if (at && reading.value <= last) return placed(reading, *at, "NUM_DUP");
    if (reading.value <= last + 1 + kWidestGap)
      return placed(reading, at ? *at : child_depth(reading.form), "NUM_GAP");
  }
  return std::nullopt;
}

bool NumberStack::is_next_article(const ItemNumber& number) const {
  return number.form == NumberForm::kArticle && number.value == last_article_ + 1;
}

void NumberStack::clear() {
  open_.clear();
  last_article_ = 0;
}

void NumberStack::open(const Placed& placed, std::uint32_t node) {
  if (placed.number.form == NumberForm::kArticle) last_article_ = placed.number.value;
  open_.resize(placed.depth, Open{});
  open_.push_back({placed.number.form, placed.number.value, node});
}

std::optional<std::int32_t> parse_lone_number(std::string_view key) {
  static const Pattern kNumber(R"(-?\s?(\d{1,3})\s?-?$)");
  const auto match = kNumber.at_start(key);
  return match ? text::parse_whole_number(match->of(key, 1)) : std::nullopt;
}

}  // namespace codau::document
