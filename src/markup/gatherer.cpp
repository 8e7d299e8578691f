#include "markup/gatherer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "markup/notation.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::markup {
namespace {

constexpr std::size_t kLong = 32768, kTooLong = 65536;  // words; as in restore/api/stream.h
constexpr std::size_t kManyBytes = std::size_t{16} << 20U;

/// The white space of each Gap.
constexpr std::array<std::string_view, 6> kGaps{"", " ", "\t", "\n", "\n\n", "\f"};

/// Returns the number of bytes of the white space character that `raw` begins with; 0 if none.
std::size_t white_space(std::string_view raw, Notation notation) {
  constexpr std::string_view kWhite = " \t\r\n\f\v";
  if (kWhite.find(raw.front()) != kWhite.npos) return 1;
  constexpr std::string_view kEscaped = "nrtf";
  if (is_json(notation) && raw.size() > 1 && raw[0] == '\\' &&
      kEscaped.find(raw[1]) != kEscaped.npos)
    return 2;
  return 0;
}

/// Returns the bytes of the next step: one, or in JSON two for a backslash and the byte after it.
std::size_t step(std::string_view raw, Notation notation) {
  return is_json(notation) && raw.front() == '\\' && raw.size() > 1 ? 2 : 1;
}

bool is_line_feed(std::string_view raw) { return raw.front() == '\n' || raw.starts_with("\\n"); }

/// Calls `take` for each word with its begin, its end, and whether a line feed precedes the word.
/// White space at the end counts as an empty word. Stops if `take` returns false; returns true
/// unless `take` did.
template <class Take>
bool each_word(std::string_view all, Notation notation, const Take& take) {
  for (std::size_t at = 0; at < all.size();) {
    bool is_new_line = false;
    while (at < all.size() && white_space(all.substr(at), notation) > 0) {
      is_new_line = is_new_line || is_line_feed(all.substr(at));
      at += white_space(all.substr(at), notation);
    }
    const std::size_t begin = at;
    while (at < all.size() && white_space(all.substr(at), notation) == 0)
      at += step(all.substr(at), notation);
    if (!take(begin, std::min(at, all.size()), is_new_line)) return false;
  }
  return true;
}

/// is_small() returns true for a small letter that has a capital form, is_capital() for the
/// reverse.
bool is_small(std::string_view letter) {
  return text::is_utf8(letter) && text::to_upper(letter) != letter;
}
bool is_capital(std::string_view letter) {
  return text::is_utf8(letter) && text::to_lower(letter) != letter;
}

/// Removes the last letter and returns it.
std::string_view take_last(std::string_view& text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80U) {
  }
  const std::string_view last = text.substr(at);
  text.remove_suffix(last.size());
  return last;
}

bool is_hyphen(std::string_view letter) {
  constexpr std::array<std::string_view, 4> kHyphens{"-", "\u2010", "\u00AD", "\u00AC"};
  return std::ranges::find(kHyphens, letter) != kHyphens.end();
}

/// Returns true for a legal syllable; signs around it are ignored.
bool is_syllable(std::string_view word) {
  constexpr std::string_view kSigns = " \t\n\f\"'()[]<>.,:;!?";
  const std::size_t begin = std::min(word.find_first_not_of(kSigns), word.size());
  const std::size_t end = std::max(word.find_last_not_of(kSigns) + 1, begin);
  const std::string_view letters = word.substr(begin, end - begin);
  return text::is_utf8(letters) && text::is_legal_syllable(text::to_nfc(letters));
}

}  // namespace

std::string_view Gatherer::raw(Place place) const { return slice(passage_.bytes, relative(place)); }

Bytes Gatherer::relative(Place place) const {
  return {static_cast<std::uint32_t>(place.begin - passage_.begin),
          static_cast<std::uint32_t>(place.end - passage_.begin)};
}

void Gatherer::gap(Gap gap) { gap_ = std::max(gap_, gap); }

void Gatherer::put(Place place, Notation notation, const Element& element, bool has_lines) {
  each_word(raw(place), notation, [&](std::size_t begin, std::size_t end, bool is_new_line) {
    if (begin > 0) gap(has_lines && is_new_line ? Gap::kLine : Gap::kWord);
    if (end > begin) put_word({place.begin + begin, place.begin + end}, notation, element);
    return true;
  });
}

void Gatherer::put_word(Place place, Notation notation, const Element& element) {
  const auto text = read_notation(raw(place), notation);
  if (!text || text->empty()) return;
  if (gap_ != Gap::kNone || passage_.pieces.empty()) {
    if (goes_on_in(*text)) break_word();
    is_rest_ = std::exchange(is_broken_, false);
  }
  if (!passage_.text.empty()) passage_.text += kGaps.at(static_cast<std::size_t>(gap_));
  gap_ = Gap::kNone;
  const auto begin = static_cast<std::uint32_t>(passage_.text.size());
  passage_.text += *text;
  passage_.pieces.push_back({{begin, static_cast<std::uint32_t>(passage_.text.size())},
                             relative(place),
                             notation,
                             element.id,
                             element.confidence,
                             element.is_fixed || is_rest_,
                             element.is_word});
}

/// Returns true if the last word ends in a hyphen at a line end and `word` continues it: "tech-"
/// "nology", "ND-" "CP". Returns false if the case does not fit ("nhan dan-" "Hoi dong"), and for
/// two whole syllables with a dash between them ("dan-" "xa").
bool Gatherer::goes_on_in(std::string_view word) const {
  if (gap_ < Gap::kLine) return false;
  std::string_view before = passage_.text;
  const std::string_view hyphen = take_last(before);
  if (!is_hyphen(hyphen)) return false;
  const std::size_t begin = before.find_last_of(" \t\n\f") + 1;
  const bool may_be_dash = hyphen == "-" || hyphen == "\u2010";
  if (may_be_dash && is_syllable(before.substr(begin)) && is_syllable(word)) return false;
  const std::string_view last = take_last(before);
  std::size_t size = 0;
  (void)text::next_code_point(word, size);
  const std::string_view next = word.substr(0, size);
  return is_small(next) ? is_small(last) || is_capital(last) : is_capital(next) && is_capital(last);
}

void Gatherer::break_word() {
  std::vector<Piece>& all = passage_.pieces;
  for (std::size_t i = all.size(); i-- > 0;) {
    all[i].is_fixed = true;
    if (i > 0 && all[i - 1].text.end != all[i].text.begin) break;
  }
  is_broken_ = !all.empty();
}

void Gatherer::fix(std::size_t first) {
  for (std::size_t i = first; i < pieces(); ++i) passage_.pieces[i].is_fixed = true;
}

bool Gatherer::put_copy(Place place, Notation notation, const std::string& id, std::size_t first) {
  Copy copy{{}, first, notation, id};
  const std::string_view all = raw(place);
  const bool is_same = each_word(all, notation, [&](std::size_t begin, std::size_t end, bool) {
    if (begin == end) return true;
    const std::size_t piece = first + copy.words.size();
    const auto text = read_notation(all.substr(begin, end - begin), notation);
    copy.words.push_back(relative({place.begin + begin, place.begin + end}));
    return piece < pieces() && text && *text == slice(passage_.text, passage_.pieces[piece].text);
  });
  if (!is_same || copy.words.empty() || first + copy.words.size() != pieces()) return false;
  passage_.copies.push_back(std::move(copy));
  return true;
}

bool Gatherer::is_long() const { return pieces() >= kLong || passage_.bytes.size() >= kManyBytes; }

bool Gatherer::is_too_long() const {
  return pieces() >= kTooLong || passage_.bytes.size() >= 4 * kManyBytes;
}

void Gatherer::cut(std::uint64_t end) {
  const auto size = static_cast<std::size_t>(end - passage_.begin);
  std::string rest = passage_.bytes.substr(size);
  passage_.bytes.resize(size);
  take_(passage_);
  passage_ = Passage{end, std::move(rest), {}, {}, {}};
  gap_ = Gap::kNone;
  is_broken_ = is_rest_ = false;
}

}  // namespace codau::markup
