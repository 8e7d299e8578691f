#include "restore/text/enumerators.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "restore/text/damaged_places.h"
#include "restore/text/letters.h"
#include "restore/text/look_alikes.h"
#include "text/numerals.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

enum class Form : std::uint8_t { kRoman, kCapital, kArabic, kLetter, kSmallRoman };

/// Marks of one kind count together: "a)" and "b)", not "a)" and "1." or "1)".
struct Kind {
  Form form = Form::kArabic;
  char close = '.';        ///< the sign after the mark
  std::uint8_t title = 0;  ///< the title before the mark, from 1; 0 for none
  bool operator==(const Kind&) const = default;
};

struct Reading {
  Kind kind;
  std::int32_t value = 0;
};

/// The damage of the text around a mark.
enum class Around : std::uint8_t { kSound, kStripped, kDamaged };

/// The mark at the start of a line.
struct Mark {
  Bytes speck;  ///< stray signs before the mark: "~ b)"
  Bytes text;   ///< without the closing sign
  char close = '.';
  std::uint8_t title = 0;
  bool is_strange = false;  ///< one sign that no list has
  bool big = false;         ///< a capital follows
  bool is_far = false;      ///< glyphs that are no strokes may be some that touch: "HI"
  bool heading = false;     ///< the words after the mark are in capitals
  Around around = Around::kSound;
  std::vector<Reading> printed;  ///< the readings of the signs as printed
  std::vector<Reading> glyphs;   ///< other possible readings
};

struct Repair {
  Reading reading;
  double confidence = 0;
};

using Repairs = std::vector<std::optional<Repair>>;  ///< by mark; nothing if the mark stays

constexpr std::size_t kLongestMark = 5;  ///< code points
constexpr std::int32_t kLastNumber = 199;
constexpr double kHeadingCapitals = 0.7;  // standards 2.4
constexpr std::size_t kFar = 400;         ///< most marks between a mark and the next of its kind
constexpr std::size_t kNear = 64;         ///< … to tell that one list is inside another
constexpr std::size_t kDeepest = 12;
constexpr std::int32_t kWidestGap = 3;
constexpr std::int32_t kD = 4;  ///< the value of d
constexpr double kBothSides = 0.99, kOneSide = 0.96, kRepeated = 0.9;
constexpr int kMostRounds = 4;

std::int32_t to_int(std::string_view digits) {
  std::int32_t value = 0;
  const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return end.ec == std::errc{} && value <= kLastNumber ? value : 0;
}

std::string upper_ascii(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

std::string spelled(const Reading& reading) {
  switch (reading.kind.form) {
    case Form::kRoman:
      return text::roman_of(reading.value);
    case Form::kArabic:
      return std::to_string(reading.value);
    case Form::kCapital: {
      const std::u32string letter = to_utf32(text::letter_of(reading.value));
      return to_utf8(std::u32string(1, upper(letter[0])));
    }
    default:
      return text::letter_of(reading.value);
  }
}

bool follows(const Kind& kind, std::int32_t value, std::int32_t before) {
  const bool letters = kind.form == Form::kLetter || kind.form == Form::kCapital;
  return value == before + 1 || (letters && before == kD && value == before + 2);  // d, e
}

// ---- the mark at the start of a line ----

/// Walks over one line.
class LineReader {
 public:
  LineReader(const MarkTitles& titles, std::string_view all, std::size_t begin, std::size_t end)
      : titles_(titles), all_(all), at_(begin), end_(end) {}

  std::optional<Mark> read() {
    skip(" *#");
    Mark mark;
    skip_speck(mark);
    read_title(mark);
    mark.text.begin = place();
    std::u32string glyphs;
    while (glyphs.size() <= kLongestMark && at_ < end_ && all_[at_] != ' ' && all_[at_] != '.' &&
           all_[at_] != ')' && all_[at_] != '\t' && all_[at_] != ':') {
      glyphs += text::next_code_point(all_, at_);
    }
    mark.text.end = place();
    if (glyphs.size() > kLongestMark || !read_close(mark)) return std::nullopt;
    if (glyphs.find(text::kReplacement) != glyphs.npos) return std::nullopt;  // bytes that stay
    if (glyphs.empty() && mark.close == '.') return std::nullopt;
    mark.is_strange =
        glyphs.empty() || (glyphs.size() == 1 && mark.title == 0 && is_strange(glyphs[0]));
    read_words(mark);
    read_values(mark, glyphs);
    return mark;
  }

  static void read_values(Mark& mark, std::u32string_view glyphs) {
    const std::string seen = to_utf8(glyphs);
    mark.printed.clear();
    mark.glyphs.clear();
    if (glyphs.empty()) return;
    read_numbers(mark, seen, glyphs);
    if (mark.title == 0 && glyphs.size() == 1) read_letter(mark, seen, glyphs[0]);
  }

 private:
  [[nodiscard]] std::uint32_t place() const { return static_cast<std::uint32_t>(at_); }
  [[nodiscard]] std::string_view rest() const { return all_.substr(at_, end_ - at_); }

  void skip(std::string_view signs) {
    while (at_ < end_ && signs.find(all_[at_]) != signs.npos) ++at_;
  }

  void skip_speck(Mark& mark) {
    mark.speck.begin = place();
    skip("~`^_");
    if (place() > mark.speck.begin) skip(" ");
    mark.speck.end = place();
  }

  void read_title(Mark& mark) {
    for (std::size_t i = 0; i < titles_.size(); ++i) {
      if (!rest().starts_with(titles_[i])) continue;
      mark.title = static_cast<std::uint8_t>(i + 1);
      at_ += titles_[i].size();
    }
  }

  /// Reads the closing sign of the mark and the space after the sign.
  bool read_close(Mark& mark) {
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

  void read_words(Mark& mark) {
    std::size_t letters = 0, capitals = 0;
    while (at_ < end_) {
      const char32_t c = text::next_code_point(all_, at_);
      if (!is_letter(c)) continue;
      if (letters == 0) mark.big = is_upper(c);
      ++letters;
      capitals += is_upper(c) ? 1U : 0U;
    }
    mark.heading = letters >= 4 &&
                   static_cast<double>(capitals) >= kHeadingCapitals * static_cast<double>(letters);
  }

  /// Returns true for a sign that no list has. Lists in other languages have f, w and z; dots stand
  /// for omitted text.
  static bool is_strange(char32_t c) {
    const bool is_punctuation = c >= 0x2010 && c < 0x2070;
    return !is_punctuation && std::u32string_view(U"fFwWzZ").find(c) == std::u32string_view::npos;
  }

  static void add(std::vector<Reading>& out, const Mark& mark, Form form, std::int32_t value) {
    if (value > 0) out.push_back({{form, mark.close, mark.title}, value});
  }

  static void read_numbers(Mark& mark, const std::string& seen, std::u32string_view glyphs) {
    std::string digits;
    for (const char32_t c : glyphs) {
      if (const char digit = digit_of(c); digit != 0) digits += digit;
    }
    if (digits.size() == glyphs.size() && digits.size() <= 3 && digits[0] != '0') {
      add(digits == seen ? mark.printed : mark.glyphs, mark, Form::kArabic, to_int(digits));
    }
    const std::string roman = text::roman_of_glyphs(seen);
    if (seen[0] != 'L' && seen.find_first_of("IVX1l") != seen.npos) {
      add(roman == seen ? mark.printed : mark.glyphs, mark, Form::kRoman, text::roman_value(roman));
      mark.is_far = seen.find_first_of("HTUY") != seen.npos;
    }
    if (mark.title == 0 && seen.find_first_not_of("ivx") == seen.npos) {
      add(mark.printed, mark, Form::kSmallRoman, text::roman_value(upper_ascii(seen)));
    }
  }

  static void read_letter(Mark& mark, const std::string& seen, char32_t glyph) {
    const std::string small = to_utf8(std::u32string(1, lower(glyph)));
    const bool is_capital = small != seen;
    if (is_capital) add(mark.printed, mark, Form::kCapital, text::letter_value(small));
    add(is_capital ? mark.glyphs : mark.printed, mark, Form::kLetter, text::letter_value(small));
    if (seen == "D") add(mark.glyphs, mark, Form::kCapital, kD + 1);
    for (const char32_t meant : letters_of_list(lower(glyph))) {
      const std::string letter = to_utf8(std::u32string(1, meant));
      add(mark.glyphs, mark, Form::kLetter, text::letter_value(letter));
    }
  }

  const MarkTitles& titles_;
  std::string_view all_;
  std::size_t at_, end_;
};

Around around(const std::vector<Change>& done, const Bytes& mark) {
  Around out = Around::kSound;
  for (const Change& change : changes_around(done, mark)) {
    if (change.rule != "stripped") return Around::kDamaged;
    out = Around::kStripped;
  }
  return out;
}

std::vector<Mark> read_marks(const MarkTitles& titles, std::string_view text,
                             const std::vector<Change>& done) {
  std::vector<Mark> out;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find_first_of("\n\f", begin);
    if (end == text.npos) end = text.size();
    if (auto mark = LineReader(titles, text, begin, end).read()) {
      mark->around = around(done, mark->text);
      out.push_back(std::move(*mark));
    }
    begin = end + 1;
  }
  return out;
}

// ---- the order of the marks ----

/// The verdict of the later marks on a mark.
enum class Ahead : std::uint8_t { kNext, kNothing, kOther };

class Sequence {
 public:
  Sequence(const std::vector<Mark>& marks, MarkDamage damage) : marks_(marks), damage_(damage) {}

  Repairs run() {
    Repairs out(marks_.size());
    for (std::size_t i = 0; i < marks_.size(); ++i) out[i] = place(i);
    return out;
  }

 private:
  struct Open {
    Reading last;
    std::size_t length = 1;  ///< of the unbroken sequence
  };

  std::optional<Repair> place(std::size_t i) {
    const Mark& mark = marks_[i];
    for (const Reading& reading : mark.printed) {
      if (const auto at = before(reading)) {
        go_on(*at, reading);
        return speck(mark, reading);
      }
    }
    auto repair = continued(i);
    if (!repair) repair = filled(i);
    if (!repair) repair = begun(i);
    if (repair && !may(mark, *repair)) repair.reset();
    if (repair) {
      const auto at = before(repair->reading);
      at ? go_on(*at, repair->reading) : begin(i, repair->reading);
    } else if (!mark.printed.empty()) {
      leap(i, mark.printed.front());
    }
    return repair;
  }

  [[nodiscard]] std::optional<Repair> speck(const Mark& mark, const Reading& reading) const {
    if (mark.speck.empty() || damage_ == MarkDamage::kMarksOnly) return std::nullopt;
    return Repair{reading, kOneSide};
  }

  /// Returns true if the damage allows the repair: stripping takes only the stroke.
  [[nodiscard]] bool may(const Mark& mark, const Repair& repair) const {
    if (damage_ == MarkDamage::kAnySign) return true;
    return repair.reading.value == kD + 1 && is_d(mark, repair.reading.kind);
  }
  static bool is_d(const Mark& mark, const Kind& kind) {
    return std::any_of(mark.printed.begin(), mark.printed.end(), [&](const Reading& reading) {
      return reading.kind == kind && reading.value == kD;
    });
  }

  /// Returns the open sequence that `reading` continues, the innermost first.
  [[nodiscard]] std::optional<std::size_t> before(const Reading& reading) const {
    for (std::size_t k = open_.size(); k-- > 0;) {
      const Reading& last = open_[k].last;
      if (last.kind == reading.kind && follows(last.kind, reading.value, last.value)) return k;
    }
    return std::nullopt;
  }

  /// Returns true if the successor of `reading` would continue an open sequence too.
  [[nodiscard]] bool is_open(const Reading& reading) const {
    return std::any_of(open_.begin(), open_.end(), [&](const Open& open) {
      return open.last.kind == reading.kind && open.last.value == reading.value;
    });
  }

  void go_on(std::size_t at, const Reading& reading) {
    open_.resize(at + 1);
    open_[at].last = reading;
    ++open_[at].length;
  }

  void begin(std::size_t i, const Reading& reading) {
    for (std::size_t k = 0; k < open_.size(); ++k) {
      if (open_[k].last.kind == reading.kind && !goes_on(i, open_.back().last)) open_.resize(k);
    }
    if (open_.size() == kDeepest) open_.erase(open_.begin());
    open_.push_back({reading});
  }

  /// Returns true if a list begins inside an open one: the next mark like `last`, from `i` on,
  /// follows it.
  [[nodiscard]] bool goes_on(std::size_t i, const Reading& last) const {
    const std::size_t end = std::min(marks_.size(), i + kNear);
    for (std::size_t j = i; j < end; ++j) {
      for (const Reading& other : marks_[j].printed) {
        if (other.kind == last.kind) return follows(other.kind, other.value, last.value);
      }
    }
    return false;
  }

  /// Handles a mark that continues nothing: the first of a new list, or one after a gap.
  void leap(std::size_t i, const Reading& reading) {
    for (std::size_t k = open_.size(); k-- > 0 && reading.value > 1;) {
      const Reading& last = open_[k].last;
      if (last.kind != reading.kind || reading.value <= last.value ||
          reading.value > last.value + kWidestGap)
        continue;
      open_.resize(k + 1);
      open_[k] = {reading};
      return;
    }
    begin(i, reading);
  }

  /// Looks for the successor of `reading`, which stands at mark `i` below the first `outer`
  /// sequences.
  [[nodiscard]] Ahead ahead(std::size_t i, const Reading& reading, std::size_t outer) const {
    const std::size_t end = std::min(marks_.size(), i + kFar);
    for (std::size_t j = i + 1; j < end; ++j) {
      const Mark& mark = marks_[j];
      const auto is_next = [&](const Reading& other) {
        return other.kind == reading.kind && follows(other.kind, other.value, reading.value);
      };
      if (std::any_of(mark.printed.begin(), mark.printed.end(), is_next)) return Ahead::kNext;
      if (mark.printed.empty() && std::any_of(mark.glyphs.begin(), mark.glyphs.end(), is_next))
        return Ahead::kNext;
      for (const Reading& other : mark.printed) {
        if (continues(other, outer)) return Ahead::kNothing;
        if (other.kind == reading.kind) return other.value == 1 ? Ahead::kNothing : Ahead::kOther;
      }
    }
    return Ahead::kNothing;
  }

  [[nodiscard]] bool continues(const Reading& reading, std::size_t outer) const {
    for (std::size_t k = 0; k < outer; ++k) {
      const Reading& last = open_[k].last;
      if (last.kind == reading.kind &&
          (follows(last.kind, reading.value, last.value) || reading.value == 1))
        return true;
    }
    return false;
  }

  /// Returns the repair of a sign that may have been the next mark of an open sequence.
  [[nodiscard]] std::optional<Repair> continued(std::size_t i) const {
    const Mark& mark = marks_[i];
    const bool no_mark = mark.printed.empty();
    for (const Reading& reading : mark.glyphs) {
      const bool stroke = reading.value == kD + 1 && is_d(mark, reading.kind);
      const bool free = no_mark || mark.around == Around::kDamaged ||
                        (stroke && mark.around == Around::kStripped);
      if (!free) continue;
      const auto at = before(reading);
      const Ahead next = ahead(i, reading, at ? *at : open_.size());
      if (next == Ahead::kOther) continue;
      if (at && next == Ahead::kNext) return Repair{reading, kBothSides};
      const bool far = mark.is_far && reading.kind.form == Form::kRoman && !mark.heading;
      if (no_mark && !far && (at || next == Ahead::kNext)) return Repair{reading, kOneSide};
      if (!at) continue;
      if (reading.kind.form == Form::kRoman && mark.heading) return Repair{reading, kOneSide};
      if (stroke && open_[*at].length > 1) return Repair{reading, kRepeated};
    }
    return std::nullopt;
  }

  /// Returns the repair of any single sign between two marks that leave no other. A lost sign is
  /// also repaired at the end of a list.
  [[nodiscard]] std::optional<Repair> filled(std::size_t i) const {
    const Mark& mark = marks_[i];
    if (!mark.printed.empty() || !mark.is_strange || !mark.big) return std::nullopt;
    for (std::size_t k = open_.size(); k-- > 0;) {
      Reading reading = open_[k].last;
      ++reading.value;
      const bool known = reading.kind.form == Form::kLetter || reading.kind.form == Form::kArabic;
      const bool last = reading.kind.form == Form::kLetter && reading.value > text::kLastLetter;
      if (reading.kind.close != mark.close || !known || last) continue;
      const Ahead next = ahead(i, reading, k);
      const bool lost = mark.text.empty() && mark.around == Around::kDamaged;
      if (next == Ahead::kNext || (lost && next == Ahead::kNothing)) {
        return Repair{reading, kOneSide};
      }
    }
    return std::nullopt;
  }

  /// Returns the repair of a sign that may have been the first of a list, if the second follows.
  [[nodiscard]] std::optional<Repair> begun(std::size_t i) const {
    const Mark& mark = marks_[i];
    if (!mark.printed.empty() && mark.around != Around::kDamaged) return std::nullopt;
    for (const Reading& printed : mark.printed) {
      if (ahead(i, printed, open_.size()) == Ahead::kNext) return std::nullopt;
    }
    for (const Reading& reading : mark.glyphs) {
      const bool is_heading = (reading.kind.form == Form::kRoman) == mark.heading;
      if (reading.value != 1 || !is_heading || is_open(reading)) continue;
      if (ahead(i, reading, open_.size()) != Ahead::kNext) continue;
      return Repair{reading, kOneSide};
    }
    return std::nullopt;
  }

  const std::vector<Mark>& marks_;
  MarkDamage damage_;
  std::vector<Open> open_;
};

std::vector<Change> to_changes(std::string_view text, const std::vector<Mark>& marks,
                               const Repairs& repairs) {
  std::vector<Change> out;
  std::uint32_t moved = 0;  // how much longer the text got so far, modulo 2^32
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (!repairs[i]) continue;
    const Mark& mark = marks[i];
    const Bytes in{mark.speck.empty() ? mark.text.begin : mark.speck.begin, mark.text.end};
    const Bytes kept{mark.speck.empty() ? in.begin : mark.speck.end, mark.text.begin};  // "Điều "
    const std::string after = std::string(slice(text, kept)) + spelled(repairs[i]->reading);
    const Bytes there{in.begin + moved,
                      in.begin + moved + static_cast<std::uint32_t>(after.size())};
    out.push_back({in, there, std::string(slice(text, in)), after, "enumerator", "ocr_restore",
                   repairs[i]->confidence, ""});
    moved += there.size() - in.size();
  }
  return out;
}

}  // namespace

bool may_be_mark(std::string_view word) {
  if (word.size() > kLongestMark) return false;
  if (word.find_first_of("0123456789") != word.npos) {
    const std::u32string glyphs = to_utf32(word);
    return std::all_of(glyphs.begin(), glyphs.end(), [](char32_t c) { return digit_of(c) != 0; });
  }
  return word.find_first_of("IV") != word.npos && word[0] != 'L' &&
         text::roman_value(text::roman_of_glyphs(word)) > 0;
}

MarkTitles mark_titles(const text::Lexicon& lexicon) {
  MarkTitles out;
  for (const text::Entry& entry : lexicon.entries("division"))
    out.push_back(std::string(entry.form) + ' ');
  return out;
}

std::vector<Change> repair_enumerators(const MarkTitles& titles, std::string_view restored,
                                       const std::vector<Change>& done, MarkDamage damage) {
  const std::vector<Mark> seen = read_marks(titles, restored, done);
  std::vector<Mark> marks = seen;
  Repairs repairs(marks.size());
  bool more = !marks.empty();
  for (int round = 0; more && round < kMostRounds; ++round) {  // one repair may vouch for another
    more = false;
    const Repairs found = Sequence(marks, damage).run();
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (!found[i]) continue;
      repairs[i] = found[i];
      LineReader::read_values(marks[i], to_utf32(spelled(found[i]->reading)));
      marks[i].speck = {};
      more = true;
    }
  }
  return to_changes(restored, seen, repairs);
}

}  // namespace codau::restore
