#include "document/words/passage.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <numeric>

#include "text/letters.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::document {
namespace {

std::size_t length_of_character(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::string_view character_at(std::string_view text, std::size_t i) {
  return text.substr(i, length_of_character(text[i]));
}

bool is_space(std::string_view c) {
  return c == " " || c == "\t" || c == "\n" || c == "\f" || c == "\r" || c == "\u00A0";
}

bool is_blank(char c) { return c == ' ' || c == '\n'; }

std::string fold_character(std::string_view c) {
  std::size_t at = 0;
  if (const text::Letter letter = text::letter(text::next_code_point(c, at)))
    return std::string(1, static_cast<char>(letter.bare));
  static constexpr std::array<std::string_view, 6> kDashes = {"‐", "‑", "‒", "–", "—", "−"};
  static constexpr std::array<std::string_view, 6> kQuotes = {"“", "”", "„", "«", "»", "″"};
  static constexpr std::array<std::string_view, 3> kApostrophes = {"‘", "’", "`"};
  if (std::ranges::find(kDashes, c) != kDashes.end()) return "-";
  if (std::ranges::find(kQuotes, c) != kQuotes.end()) return "\"";
  if (std::ranges::find(kApostrophes, c) != kApostrophes.end()) return "'";
  return text::to_lower(text::strip_diacritics(c));
}

void append_folded(std::string& to, std::string_view c) {
  if (c.size() > 1) {
    to += fold_character(c);
  } else {
    const char byte = c.front();
    to += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
  }
}

enum class Case : std::uint8_t { kNone, kSmall, kCapital };

/// Of a letter; none for any other character.
Case case_of(std::string_view c) {
  if (c.size() > 1) {
    if (text::to_lower(c) != c) return Case::kCapital;
    return text::to_upper(c) == c ? Case::kNone : Case::kSmall;
  }
  const char byte = c.front();
  if (byte >= 'A' && byte <= 'Z') return Case::kCapital;
  return byte >= 'a' && byte <= 'z' ? Case::kSmall : Case::kNone;
}

/// Length of the transport mark that begins at byte i of a piece; 0 when there is none. One star
/// between blanks or between digits is printed: a bullet, a mark of a note, "2*3".
std::size_t transport_mark(std::string_view piece, std::size_t i) {
  const std::string_view rest = piece.substr(i);
  if (std::string_view("<#*").find(rest.front()) == std::string_view::npos) return 0;
  for (const std::string_view tag : {"<p>", "</p>", "<br>", "<br/>"}) {
    if (rest.starts_with(tag)) return tag.size();
  }
  const bool at_start = piece.substr(0, i).find_first_not_of(" \t") == std::string_view::npos;
  if (rest.front() == '#' && at_start) {
    const std::size_t end = rest.find_first_not_of('#');
    return end != std::string_view::npos && end <= 6 && (rest[end] == ' ' || rest[end] == '*') ? end
                                                                                               : 0;
  }
  if (rest.front() != '*') return 0;
  const std::size_t end = std::min(rest.find_first_not_of('*'), rest.size());
  const char before = i > 0 ? piece[i - 1] : ' ', behind = end < rest.size() ? rest[end] : ' ';
  const auto is_both = [&](auto is) { return is(before) && is(behind); };
  const bool is_sign = end == 1 && (is_both([](char c) { return c == ' ' || c == '\t'; }) ||
                                    is_both([](char c) { return c >= '0' && c <= '9'; }));
  const bool is_note_mark = before == '(' && behind == ')';
  return is_sign || is_note_mark ? 0 : end;
}

/// A name broken at its own hyphen or stroke ("HĐND-" over "UBND", "QĐ-" over "BYT") is one word; a
/// dash between words has a blank before it, and numbers ("2009-") may be a span with blanks.
bool is_broken_name(const std::string& above, std::string_view below) {
  if (above.size() < 2 || (above.back() != '-' && above.back() != '/')) return false;
  const auto is_letter = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalpha(byte) != 0;
  };
  return is_letter(above[above.size() - 2]) && !below.empty() && begins_with_capital(below);
}

void append_piece(Passage& out, std::string_view document, ByteRange piece) {
  const std::string_view text = slice(document, piece);
  bool space_before = !out.text.empty() && !is_broken_name(out.text, text);
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t mark = transport_mark(text, i); mark > 0) {
      space_before = space_before || (text[i] == '<' && !out.text.empty());
      i += mark;
      continue;
    }
    const std::string_view c = character_at(text, i);
    const auto at = piece.begin + static_cast<std::uint32_t>(i);
    i += c.size();
    if (is_space(c)) {
      space_before = !out.text.empty();
      continue;
    }
    if (space_before) {
      out.text += ' ';
      out.text_at.push_back(std::max(at, 1U) - 1);  // as a rule it stands there
      space_before = false;
    }
    for (std::size_t k = 0; k < c.size(); ++k)
      out.text_at.push_back(at + static_cast<std::uint32_t>(k));
    out.text += c;
  }
}

/// Characters between two marks: as far as a search walks.
constexpr std::size_t kStep = 64;

void add_mark(Passage& to, std::size_t key, std::size_t text) {
  to.marks.push_back({static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(text)});
}

void add_key(Passage& out) {
  const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
  const auto characters = static_cast<std::size_t>(std::ranges::count_if(out.text, begins));
  out.key.reserve(characters);
  std::size_t marked = 0;
  for (std::size_t i = 0; i < out.text.size();) {
    const std::string_view c = character_at(out.text, i);
    const std::size_t begin = out.key.size();
    append_folded(out.key, c);
    const bool is_even = out.key.size() == begin + 1;
    if (!is_even || begin - marked == kStep) add_mark(out, begin, i);
    i += c.size();
    if (!is_even) add_mark(out, out.key.size(), i);
    if (!out.marks.empty()) marked = out.marks.back().key;
  }
  out.marks.shrink_to_fit();
  out.text_at.shrink_to_fit();
}

}  // namespace

std::uint32_t Passage::to_text(std::size_t of_key) const {
  if (of_key == key.size()) return static_cast<std::uint32_t>(text.size());
  const auto behind = std::ranges::upper_bound(marks, of_key, {}, &PositionMark::key);
  const PositionMark from = behind == marks.begin() ? PositionMark{0, 0} : behind[-1];
  const std::size_t limit = behind == marks.end() ? text.size() : behind->text;
  std::uint32_t at = from.text;
  for (std::size_t left = of_key - from.key; left > 0; --left) {
    const auto next = at + static_cast<std::uint32_t>(length_of_character(text[at]));
    if (next >= limit) break;
    at = next;
  }
  return at;
}

std::uint32_t Passage::to_key(std::size_t of_text) const {
  const auto behind = std::ranges::upper_bound(marks, of_text, {}, &PositionMark::text);
  const PositionMark from = behind == marks.begin() ? PositionMark{0, 0} : behind[-1];
  const bool is_last = behind == marks.end();
  const std::size_t limit = is_last ? text.size() : behind->text;
  std::uint32_t out = from.key;
  for (std::size_t at = from.text; at < of_text; ++out) {
    at += length_of_character(text[at]);
    if (at >= limit) return is_last ? static_cast<std::uint32_t>(key.size()) : behind->key;
  }
  return out;
}

ByteRange Passage::in_text(ByteRange of_key) const {
  return {to_text(of_key.begin), to_text(of_key.end)};
}

ByteRange Passage::in_document(ByteRange of_text) const {
  // a space that joins two pieces was printed nowhere
  while (!of_text.empty() && is_blank(text[of_text.begin])) ++of_text.begin;
  while (!of_text.empty() && is_blank(text[of_text.end - 1])) --of_text.end;
  if (of_text.empty()) return {};
  return {text_at[of_text.begin], text_at[of_text.end - 1] + 1};
}

Passage read_passage(std::string_view document, std::span<const ByteRange> pieces) {
  Passage out;
  std::size_t bytes = 0;
  for (const ByteRange piece : pieces) bytes += piece.size() + 1;
  out.text.reserve(bytes);
  for (const ByteRange piece : pieces) append_piece(out, document, piece);
  add_key(out);
  return out;
}

Passage read_passage(std::string_view document, ByteRange piece) {
  return read_passage(document, std::span(&piece, 1));
}

Passage take_part(const Passage& passage, ByteRange of_text) {
  while (!of_text.empty() && is_blank(passage.text[of_text.begin])) ++of_text.begin;
  while (!of_text.empty() && is_blank(passage.text[of_text.end - 1])) --of_text.end;
  Passage out;
  out.text = slice(passage.text, of_text);
  out.text_at.append(passage.text_at, of_text.begin, of_text.end, 0);
  add_key(out);
  return out;
}

Passage take_from(const Passage& passage, std::uint32_t text_begin) {
  return take_part(passage, {text_begin, static_cast<std::uint32_t>(passage.text.size())});
}

void append(Passage& to, const Passage& more, char separator) {
  if (more.empty()) return;
  if (!to.empty()) {
    to.key += separator;
    to.text_at.push_back(std::max(more.text_at.front(), 1U) - 1);
    to.text += separator;
  }
  const std::size_t key = to.key.size(), text = to.text.size();
  if (text > 0) add_mark(to, key, text);
  for (const Passage::PositionMark mark : more.marks)
    add_mark(to, key + mark.key, text + mark.text);
  to.text += more.text;
  to.text_at.append(more.text_at, 0, more.text_at.size(), 0);
  to.key += more.key;
}

Passage join(std::span<const Passage> passages, char separator) {
  Passage out;
  std::size_t text = 0, key = 0;
  for (const Passage& passage : passages) {
    text += passage.text.size() + 1;
    key += passage.key.size() + 1;
  }
  out.text.reserve(text);
  out.key.reserve(key);
  for (const Passage& passage : passages) append(out, passage, separator);
  return out;
}

TextField to_field(const Passage& passage) {
  if (passage.empty()) return std::nullopt;
  return Field<std::string>{passage.text, passage.in_document(passage.all())};
}

TextField to_field(const Passage& passage, ByteRange of_text) {
  return to_field(take_part(passage, of_text));
}

std::string_view find_sentence_before(std::string_view key, std::uint32_t to) {
  const std::uint32_t reach = std::min(to, kMaxSentenceBytes);
  return key.substr(to - reach, reach);
}

std::string fold(std::string_view nfc) {
  std::string out;
  for (std::size_t i = 0; i < nfc.size();) {
    const std::string_view c = character_at(nfc, i);
    append_folded(out, c);
    i += c.size();
  }
  return out;
}

double compute_capital_share(std::string_view nfc) {
  std::size_t letters = 0, capitals = 0;
  for (std::size_t i = 0; i < nfc.size();) {
    const std::string_view c = character_at(nfc, i);
    i += c.size();
    const Case its = case_of(c);
    if (its == Case::kNone) continue;
    ++letters;
    if (its == Case::kCapital) ++capitals;
  }
  return letters == 0 ? 0 : static_cast<double>(capitals) / static_cast<double>(letters);
}

bool begins_with_capital(std::string_view nfc) {
  for (std::size_t i = 0; i < nfc.size();) {
    const std::string_view c = character_at(nfc, i);
    i += c.size();
    if (c.front() >= '0' && c.front() <= '9') return false;
    if (const Case its = case_of(c); its != Case::kNone) return its == Case::kCapital;
  }
  return false;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && !inside) ++words;
    inside = c != ' ' && c != '\n';
  }
  return words;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

bool is_similar_word(std::string_view key, std::string_view word) {
  const auto letters = [](std::string_view of) {
    return of.size() - static_cast<std::size_t>(std::ranges::count(of, ' '));
  };
  const std::size_t allowed = letters(word) / 4;
  if (letters(key) > letters(word) + allowed || letters(word) > letters(key) + allowed)
    return false;
  std::string a(key), b(word);
  std::erase(a, ' ');
  std::erase(b, ' ');
  return edit_distance(a, b) <= allowed;
}

}  // namespace codau::document
