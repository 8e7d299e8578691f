#include "restore/text/enumerators.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "restore/text/look_alikes.h"
#include "restore/text/nearby_changes.h"
#include "restore/text/spelling.h"
#include "text/numerals.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

enum class NumeralForm : std::uint8_t { kRoman, kCapital, kArabic, kLetter, kSmallRoman };

/// Marks of one kind count together: "a)" and "b)", not "a)" and "1." or "1)".
struct EnumeratorKind {
  NumeralForm form = NumeralForm::kArabic;
  char close = '.';        ///< the sign after the mark
  std::uint8_t title = 0;  ///< the title before the mark, from 1; 0 for none
  bool operator==(const EnumeratorKind&) const = default;
};

struct ListOrdinal {
  EnumeratorKind kind;
  std::int32_t value = 0;
};

/// The damage of the text around a mark.
enum class NearbyDamage : std::uint8_t { kSound, kStripped, kDamaged };

/// The mark at the start of a line.
struct Enumerator {
  ByteRange speck;  ///< stray signs before the mark: "~ b)"
  ByteRange text;   ///< without the closing sign
  char close = '.';
  std::uint8_t title = 0;
  bool is_strange = false;         ///< one sign that no list has
  bool has_capital_after = false;  ///< a capital follows
  /// Glyphs that are no strokes may be some that touch: "HI".
  bool may_be_touching_strokes = false;
  bool is_heading = false;  ///< the words after the mark are in capitals
  NearbyDamage damage = NearbyDamage::kSound;
  std::vector<ListOrdinal> printed;  ///< the readings of the signs as printed
  std::vector<ListOrdinal> glyphs;   ///< other possible readings
};

struct Repair {
  ListOrdinal ordinal;
  double confidence = 0;
};

using Repairs = std::vector<std::optional<Repair>>;  ///< by mark; nothing if the mark stays

constexpr std::size_t kMaxEnumeratorCharacters = 5;  ///< code points
constexpr std::int32_t kMaxEnumeratorNumber = 199;
constexpr double kMinHeadingCapitalsShare = 0.7;  // standards 2.4
/// Most marks between a mark and the next of its kind.
constexpr std::size_t kMaxMarksToNext = 400;
constexpr std::size_t kMaxMarksToNested = 64;  ///< … to tell that one list is inside another
constexpr std::size_t kMaxNesting = 12;
constexpr std::int32_t kMaxValueGap = 3;
constexpr std::int32_t kValueOfD = 4;  ///< the value of d
constexpr double kBothSidesConfidence = 0.99, kOneSideConfidence = 0.96, kRepeatedConfidence = 0.9;
constexpr int kMaxRounds = 4;

std::int32_t to_int(std::string_view digits) {
  std::int32_t value = 0;
  const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return end.ec == std::errc{} && value <= kMaxEnumeratorNumber ? value : 0;
}

std::string upper_ascii(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

std::string spell(const ListOrdinal& ordinal) {
  switch (ordinal.kind.form) {
    case NumeralForm::kRoman:
      return text::format_roman(ordinal.value);
    case NumeralForm::kArabic:
      return std::to_string(ordinal.value);
    case NumeralForm::kCapital: {
      const std::u32string letter = to_utf32(text::to_point_letter(ordinal.value));
      return to_utf8(std::u32string(1, to_upper(letter[0])));
    }
    default:
      return text::to_point_letter(ordinal.value);
  }
}

bool follows(const EnumeratorKind& kind, std::int32_t value, std::int32_t before) {
  const bool letters = kind.form == NumeralForm::kLetter || kind.form == NumeralForm::kCapital;
  return value == before + 1 || (letters && before == kValueOfD && value == before + 2);  // d, e
}

// ---- the mark at the start of a line ----

/// Walks over one line.
class EnumeratorReader {
 public:
  EnumeratorReader(const DivisionTitles& titles, std::string_view all, std::size_t begin,
                   std::size_t end)
      : titles_(titles), all_(all), at_(begin), end_(end) {}

  std::optional<Enumerator> read() {
    skip(" *#");
    Enumerator mark;
    skip_speck(mark);
    read_title(mark);
    mark.text.begin = offset();
    std::u32string glyphs;
    while (glyphs.size() <= kMaxEnumeratorCharacters && at_ < end_ && all_[at_] != ' ' &&
           all_[at_] != '.' && all_[at_] != ')' && all_[at_] != '\t' && all_[at_] != ':') {
      glyphs += text::next_code_point(all_, at_);
    }
    mark.text.end = offset();
    if (glyphs.size() > kMaxEnumeratorCharacters || !read_close(mark)) return std::nullopt;
    if (glyphs.find(text::kReplacementCharacter) != glyphs.npos)
      return std::nullopt;  // bytes that stay
    if (glyphs.empty() && mark.close == '.') return std::nullopt;
    mark.is_strange =
        glyphs.empty() || (glyphs.size() == 1 && mark.title == 0 && is_strange(glyphs[0]));
    read_words(mark);
    read_values(mark, glyphs);
    return mark;
  }

  static void read_values(Enumerator& mark, std::u32string_view glyphs) {
    const std::string seen = to_utf8(glyphs);
    mark.printed.clear();
    mark.glyphs.clear();
    if (glyphs.empty()) return;
    read_numbers(mark, seen, glyphs);
    if (mark.title == 0 && glyphs.size() == 1) read_letter(mark, seen, glyphs[0]);
  }

 private:
  [[nodiscard]] std::uint32_t offset() const { return static_cast<std::uint32_t>(at_); }
  [[nodiscard]] std::string_view rest() const { return all_.substr(at_, end_ - at_); }

  void skip(std::string_view signs) {
    while (at_ < end_ && signs.find(all_[at_]) != signs.npos) ++at_;
  }

  void skip_speck(Enumerator& mark) {
    mark.speck.begin = offset();
    skip("~`^_");
    if (offset() > mark.speck.begin) skip(" ");
    mark.speck.end = offset();
  }

  void read_title(Enumerator& mark) {
    for (std::size_t i = 0; i < titles_.size(); ++i) {
      if (!rest().starts_with(titles_[i])) continue;
      mark.title = static_cast<std::uint8_t>(i + 1);
      at_ += titles_[i].size();
    }
  }

  /// Reads the closing sign of the mark and the space after the sign.
  bool read_close(Enumerator& mark) {
    const bool at_end = at_ == end_;
    if (mark.title > 0 && (at_end || all_[at_] == ':')) {
      at_ += at_end ? 0 : 1;
    } else if (!at_end && all_[at_] == '.') {
      const std::size_t next = at_ + 1;
      if (next < end_ && all_[next] != ' ' && all_[next] != '\t') return false;
      ++at_;
    } else if (!at_end && all_[at_] == ')' && mark.title == 0) {
      mark.close = ')';
      ++at_;
    } else {
      return false;
    }
    skip(" \t");
    return true;
  }

  void read_words(Enumerator& mark) {
    std::size_t letters = 0, capitals = 0;
    while (at_ < end_) {
      const char32_t c = text::next_code_point(all_, at_);
      if (!is_letter(c)) continue;
      if (letters == 0) mark.has_capital_after = is_upper(c);
      ++letters;
      capitals += is_upper(c) ? 1U : 0U;
    }
    mark.is_heading = letters >= 4 && static_cast<double>(capitals) >=
                                          kMinHeadingCapitalsShare * static_cast<double>(letters);
  }

  /// Returns true for a sign that no list has. Lists in other languages have f, w and z; dots stand
  /// for omitted text.
  static bool is_strange(char32_t c) {
    const bool is_punctuation = c >= 0x2010 && c < 0x2070;
    return !is_punctuation && std::u32string_view(U"fFwWzZ").find(c) == std::u32string_view::npos;
  }

  static void add(std::vector<ListOrdinal>& out, const Enumerator& mark, NumeralForm form,
                  std::int32_t value) {
    if (value > 0) out.push_back({{form, mark.close, mark.title}, value});
  }

  static void read_numbers(Enumerator& mark, const std::string& seen, std::u32string_view glyphs) {
    std::string digits;
    for (const char32_t c : glyphs) {
      if (const char digit = digit_like(c); digit != 0) digits += digit;
    }
    if (digits.size() == glyphs.size() && digits.size() <= 3 && digits[0] != '0') {
      add(digits == seen ? mark.printed : mark.glyphs, mark, NumeralForm::kArabic, to_int(digits));
    }
    const std::string roman = text::correct_roman_glyphs(seen);
    if (seen[0] != 'L' && seen.find_first_of("IVX1l") != seen.npos) {
      add(roman == seen ? mark.printed : mark.glyphs, mark, NumeralForm::kRoman,
          text::parse_roman(roman));
      mark.may_be_touching_strokes = seen.find_first_of("HTUY") != seen.npos;
    }
    if (mark.title == 0 && seen.find_first_not_of("ivx") == seen.npos) {
      add(mark.printed, mark, NumeralForm::kSmallRoman, text::parse_roman(upper_ascii(seen)));
    }
  }

  static void read_letter(Enumerator& mark, const std::string& seen, char32_t glyph) {
    const std::string small = to_utf8(std::u32string(1, to_lower(glyph)));
    const bool is_capital = small != seen;
    if (is_capital) add(mark.printed, mark, NumeralForm::kCapital, text::parse_point_letter(small));
    add(is_capital ? mark.glyphs : mark.printed, mark, NumeralForm::kLetter,
        text::parse_point_letter(small));
    if (seen == "D") add(mark.glyphs, mark, NumeralForm::kCapital, kValueOfD + 1);
    for (const char32_t meant : list_letters_like(to_lower(glyph))) {
      const std::string letter = to_utf8(std::u32string(1, meant));
      add(mark.glyphs, mark, NumeralForm::kLetter, text::parse_point_letter(letter));
    }
  }

  const DivisionTitles& titles_;
  std::string_view all_;
  std::size_t at_, end_;
};

NearbyDamage damage_near(const std::vector<Change>& done, const ByteRange& mark) {
  NearbyDamage out = NearbyDamage::kSound;
  for (const Change& change : changes_near(done, mark)) {
    if (change.rule != "stripped") return NearbyDamage::kDamaged;
    out = NearbyDamage::kStripped;
  }
  return out;
}

std::vector<Enumerator> read_marks(const DivisionTitles& titles, std::string_view text,
                                   const std::vector<Change>& done) {
  std::vector<Enumerator> out;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find_first_of("\n\f", begin);
    if (end == text.npos) end = text.size();
    if (auto mark = EnumeratorReader(titles, text, begin, end).read()) {
      mark->damage = damage_near(done, mark->text);
      out.push_back(std::move(*mark));
    }
    begin = end + 1;
  }
  return out;
}

// ---- the order of the marks ----

/// The verdict of the later marks on a mark.
enum class Lookahead : std::uint8_t { kNext, kNothing, kOther };

class EnumeratorSequences {
 public:
  EnumeratorSequences(const std::vector<Enumerator>& marks, EnumeratorDamage damage)
      : marks_(marks), damage_(damage) {}

  Repairs repair_all() {
    Repairs out(marks_.size());
    for (std::size_t i = 0; i < marks_.size(); ++i) out[i] = repair(i);
    return out;
  }

 private:
  struct OpenSequence {
    ListOrdinal last;
    std::size_t length = 1;  ///< of the unbroken sequence
  };

  std::optional<Repair> repair(std::size_t i) {
    const Enumerator& mark = marks_[i];
    for (const ListOrdinal& ordinal : mark.printed) {
      if (const auto at = open_sequence_before(ordinal)) {
        continue_sequence(*at, ordinal);
        return repair_speck(mark, ordinal);
      }
    }
    auto repair = repair_continued(i);
    if (!repair) repair = repair_gap(i);
    if (!repair) repair = repair_first(i);
    if (repair && !is_allowed(mark, *repair)) repair.reset();
    if (repair) {
      const auto at = open_sequence_before(repair->ordinal);
      at ? continue_sequence(*at, repair->ordinal) : begin_sequence(i, repair->ordinal);
    } else if (!mark.printed.empty()) {
      skip_to(i, mark.printed.front());
    }
    return repair;
  }

  [[nodiscard]] std::optional<Repair> repair_speck(const Enumerator& mark,
                                                   const ListOrdinal& ordinal) const {
    if (mark.speck.empty() || damage_ == EnumeratorDamage::kDiacriticsOnly) return std::nullopt;
    return Repair{ordinal, kOneSideConfidence};
  }

  /// Returns true if the damage allows the repair: stripping takes only the stroke.
  [[nodiscard]] bool is_allowed(const Enumerator& mark, const Repair& repair) const {
    if (damage_ == EnumeratorDamage::kAnySign) return true;
    return repair.ordinal.value == kValueOfD + 1 && is_d(mark, repair.ordinal.kind);
  }
  static bool is_d(const Enumerator& mark, const EnumeratorKind& kind) {
    return std::any_of(mark.printed.begin(), mark.printed.end(), [&](const ListOrdinal& ordinal) {
      return ordinal.kind == kind && ordinal.value == kValueOfD;
    });
  }

  /// Returns the open sequence that `ordinal` continues, the innermost first.
  [[nodiscard]] std::optional<std::size_t> open_sequence_before(const ListOrdinal& ordinal) const {
    for (std::size_t k = open_.size(); k-- > 0;) {
      const ListOrdinal& last = open_[k].last;
      if (last.kind == ordinal.kind && follows(last.kind, ordinal.value, last.value)) return k;
    }
    return std::nullopt;
  }

  /// Returns true if the successor of `ordinal` would continue an open sequence too.
  [[nodiscard]] bool is_open(const ListOrdinal& ordinal) const {
    return std::any_of(open_.begin(), open_.end(), [&](const OpenSequence& open) {
      return open.last.kind == ordinal.kind && open.last.value == ordinal.value;
    });
  }

  void continue_sequence(std::size_t at, const ListOrdinal& ordinal) {
    open_.resize(at + 1);
    open_[at].last = ordinal;
    ++open_[at].length;
  }

  void begin_sequence(std::size_t i, const ListOrdinal& ordinal) {
    for (std::size_t k = 0; k < open_.size(); ++k) {
      if (open_[k].last.kind == ordinal.kind && !has_successor(i, open_.back().last))
        open_.resize(k);
    }
    if (open_.size() == kMaxNesting) open_.erase(open_.begin());
    open_.push_back({ordinal});
  }

  /// Returns true if a list begins inside an open one: the next mark like `last`, from `i` on,
  /// follows it.
  [[nodiscard]] bool has_successor(std::size_t i, const ListOrdinal& last) const {
    const std::size_t end = std::min(marks_.size(), i + kMaxMarksToNested);
    for (std::size_t j = i; j < end; ++j) {
      for (const ListOrdinal& other : marks_[j].printed) {
        if (other.kind == last.kind) return follows(other.kind, other.value, last.value);
      }
    }
    return false;
  }

  /// Handles a mark that continues nothing: the first of a new list, or one after a gap.
  void skip_to(std::size_t i, const ListOrdinal& ordinal) {
    for (std::size_t k = open_.size(); k-- > 0 && ordinal.value > 1;) {
      const ListOrdinal& last = open_[k].last;
      if (last.kind != ordinal.kind || ordinal.value <= last.value ||
          ordinal.value > last.value + kMaxValueGap)
        continue;
      open_.resize(k + 1);
      open_[k] = {ordinal};
      return;
    }
    begin_sequence(i, ordinal);
  }

  /// Looks for the successor of `ordinal`, which stands at mark `i` below the first `outer`
  /// sequences.
  [[nodiscard]] Lookahead look_ahead(std::size_t i, const ListOrdinal& ordinal,
                                     std::size_t outer) const {
    const std::size_t end = std::min(marks_.size(), i + kMaxMarksToNext);
    for (std::size_t j = i + 1; j < end; ++j) {
      const Enumerator& mark = marks_[j];
      const auto is_next = [&](const ListOrdinal& other) {
        return other.kind == ordinal.kind && follows(other.kind, other.value, ordinal.value);
      };
      if (std::any_of(mark.printed.begin(), mark.printed.end(), is_next)) return Lookahead::kNext;
      if (mark.printed.empty() && std::any_of(mark.glyphs.begin(), mark.glyphs.end(), is_next))
        return Lookahead::kNext;
      for (const ListOrdinal& other : mark.printed) {
        if (continues(other, outer)) return Lookahead::kNothing;
        if (other.kind == ordinal.kind)
          return other.value == 1 ? Lookahead::kNothing : Lookahead::kOther;
      }
    }
    return Lookahead::kNothing;
  }

  [[nodiscard]] bool continues(const ListOrdinal& ordinal, std::size_t outer) const {
    for (std::size_t k = 0; k < outer; ++k) {
      const ListOrdinal& last = open_[k].last;
      if (last.kind == ordinal.kind &&
          (follows(last.kind, ordinal.value, last.value) || ordinal.value == 1))
        return true;
    }
    return false;
  }

  /// Returns the repair of a sign that may have been the next mark of an open sequence.
  [[nodiscard]] std::optional<Repair> repair_continued(std::size_t i) const {
    const Enumerator& mark = marks_[i];
    const bool no_mark = mark.printed.empty();
    for (const ListOrdinal& ordinal : mark.glyphs) {
      const bool stroke = ordinal.value == kValueOfD + 1 && is_d(mark, ordinal.kind);
      const bool free = no_mark || mark.damage == NearbyDamage::kDamaged ||
                        (stroke && mark.damage == NearbyDamage::kStripped);
      if (!free) continue;
      const auto at = open_sequence_before(ordinal);
      const Lookahead next = look_ahead(i, ordinal, at ? *at : open_.size());
      if (next == Lookahead::kOther) continue;
      if (at && next == Lookahead::kNext) return Repair{ordinal, kBothSidesConfidence};
      const bool far = mark.may_be_touching_strokes && ordinal.kind.form == NumeralForm::kRoman &&
                       !mark.is_heading;
      if (no_mark && !far && (at || next == Lookahead::kNext))
        return Repair{ordinal, kOneSideConfidence};
      if (!at) continue;
      if (ordinal.kind.form == NumeralForm::kRoman && mark.is_heading)
        return Repair{ordinal, kOneSideConfidence};
      if (stroke && open_[*at].length > 1) return Repair{ordinal, kRepeatedConfidence};
    }
    return std::nullopt;
  }

  /// Returns the repair of any single sign between two marks that leave no other. A lost sign is
  /// also repaired at the end of a list.
  [[nodiscard]] std::optional<Repair> repair_gap(std::size_t i) const {
    const Enumerator& mark = marks_[i];
    if (!mark.printed.empty() || !mark.is_strange || !mark.has_capital_after) return std::nullopt;
    for (std::size_t k = open_.size(); k-- > 0;) {
      ListOrdinal ordinal = open_[k].last;
      ++ordinal.value;
      const bool known =
          ordinal.kind.form == NumeralForm::kLetter || ordinal.kind.form == NumeralForm::kArabic;
      const bool last =
          ordinal.kind.form == NumeralForm::kLetter && ordinal.value > text::kMaxPointLetterValue;
      if (ordinal.kind.close != mark.close || !known || last) continue;
      const Lookahead next = look_ahead(i, ordinal, k);
      const bool lost = mark.text.empty() && mark.damage == NearbyDamage::kDamaged;
      if (next == Lookahead::kNext || (lost && next == Lookahead::kNothing)) {
        return Repair{ordinal, kOneSideConfidence};
      }
    }
    return std::nullopt;
  }

  /// Returns the repair of a sign that may have been the first of a list, if the second follows.
  [[nodiscard]] std::optional<Repair> repair_first(std::size_t i) const {
    const Enumerator& mark = marks_[i];
    if (!mark.printed.empty() && mark.damage != NearbyDamage::kDamaged) return std::nullopt;
    for (const ListOrdinal& printed : mark.printed) {
      if (look_ahead(i, printed, open_.size()) == Lookahead::kNext) return std::nullopt;
    }
    for (const ListOrdinal& ordinal : mark.glyphs) {
      const bool is_heading_form = (ordinal.kind.form == NumeralForm::kRoman) == mark.is_heading;
      if (ordinal.value != 1 || !is_heading_form || is_open(ordinal)) continue;
      if (look_ahead(i, ordinal, open_.size()) != Lookahead::kNext) continue;
      return Repair{ordinal, kOneSideConfidence};
    }
    return std::nullopt;
  }

  const std::vector<Enumerator>& marks_;
  EnumeratorDamage damage_;
  std::vector<OpenSequence> open_;
};

std::vector<Change> to_changes(std::string_view text, const std::vector<Enumerator>& marks,
                               const Repairs& repairs) {
  std::vector<Change> out;
  std::uint32_t moved = 0;  // how much longer the text got so far, modulo 2^32
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!repairs[i]) continue;
    const Enumerator& mark = marks[i];
    const ByteRange in{mark.speck.empty() ? mark.text.begin : mark.speck.begin, mark.text.end};
    const ByteRange kept{mark.speck.empty() ? in.begin : mark.speck.end,
                         mark.text.begin};  // "Điều "
    const std::string after = std::string(slice(text, kept)) + spell(repairs[i]->ordinal);
    const ByteRange there{in.begin + moved,
                          in.begin + moved + static_cast<std::uint32_t>(after.size())};
    out.push_back({in, there, std::string(slice(text, in)), after, "enumerator", "ocr_restore",
                   repairs[i]->confidence, ""});
    moved += there.size() - in.size();
  }
  return out;
}

}  // namespace

bool may_be_enumerator(std::string_view word) {
  if (word.size() > kMaxEnumeratorCharacters) return false;
  if (word.find_first_of("0123456789") != word.npos) {
    const std::u32string glyphs = to_utf32(word);
    return std::all_of(glyphs.begin(), glyphs.end(), [](char32_t c) { return digit_like(c) != 0; });
  }
  return word.find_first_of("IV") != word.npos && word[0] != 'L' &&
         text::parse_roman(text::correct_roman_glyphs(word)) > 0;
}

DivisionTitles read_division_titles(const text::Lexicon& lexicon) {
  DivisionTitles out;
  for (const text::LexiconEntry& entry : lexicon.entries("division"))
    out.push_back(std::string(entry.form) + ' ');
  return out;
}

std::vector<Change> repair_enumerators(const DivisionTitles& titles, std::string_view restored,
                                       const std::vector<Change>& past_changes,
                                       EnumeratorDamage damage) {
  const std::vector<Enumerator> seen = read_marks(titles, restored, past_changes);
  std::vector<Enumerator> marks = seen;
  Repairs repairs(marks.size());
  bool more = !marks.empty();
  for (int round = 0; more && round < kMaxRounds; ++round) {  // one repair may vouch for another
    more = false;
    const Repairs found = EnumeratorSequences(marks, damage).repair_all();
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (!found[i]) continue;
      repairs[i] = found[i];
      EnumeratorReader::read_values(marks[i], to_utf32(spell(found[i]->ordinal)));
      marks[i].speck = {};
      more = true;
    }
  }
  return to_changes(restored, seen, repairs);
}

}  // namespace codau::restore
