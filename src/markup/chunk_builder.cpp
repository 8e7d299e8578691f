#include "markup/chunk_builder.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "markup/escaping.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::markup {
namespace {

constexpr std::size_t kSoftLimitWords = 32768,
                      kHardLimitWords = 65536;  // as in restore/api/stream.h
constexpr std::size_t kSoftLimitBytes = std::size_t{16} << 20U;

/// The white space of each WordSeparator.
constexpr std::array<std::string_view, 6> kSeparators{"", " ", "\t", "\n", "\n\n", "\f"};

/// Returns the number of bytes of the white space character that `raw` begins with; 0 if none.
std::size_t count_white_space_bytes(std::string_view raw, Escaping escaping) {
  constexpr std::string_view kWhiteSpace = " \t\r\n\f\v";
  if (kWhiteSpace.find(raw.front()) != kWhiteSpace.npos) return 1;
  constexpr std::string_view kEscapedWhiteSpace = "nrtf";
  if (is_json(escaping) && raw.size() > 1 && raw[0] == '\\' &&
      kEscapedWhiteSpace.find(raw[1]) != kEscapedWhiteSpace.npos)
    return 2;
  return 0;
}

/// Returns the bytes of the next step: one, or in JSON two for a backslash and the byte after it.
std::size_t count_step_bytes(std::string_view raw, Escaping escaping) {
  return is_json(escaping) && raw.front() == '\\' && raw.size() > 1 ? 2 : 1;
}

bool is_line_feed(std::string_view raw) { return raw.front() == '\n' || raw.starts_with("\\n"); }

/// Calls `take` for each word with its begin, its end, and whether a line feed precedes the word.
/// White space at the end counts as an empty word. Stops if `take` returns false; returns true
/// unless `take` did.
template <class Take>
bool for_each_word(std::string_view all, Escaping escaping, const Take& take) {
  for (std::size_t at = 0; at < all.size();) {
    bool is_new_line = false;
    while (at < all.size() && count_white_space_bytes(all.substr(at), escaping) > 0) {
      is_new_line = is_new_line || is_line_feed(all.substr(at));
      at += count_white_space_bytes(all.substr(at), escaping);
    }
    const std::size_t begin = at;
    while (at < all.size() && count_white_space_bytes(all.substr(at), escaping) == 0)
      at += count_step_bytes(all.substr(at), escaping);
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
  constexpr std::string_view kSignsAroundWord = " \t\n\f\"'()[]<>.,:;!?";
  const std::size_t begin = std::min(word.find_first_not_of(kSignsAroundWord), word.size());
  const std::size_t end = std::max(word.find_last_not_of(kSignsAroundWord) + 1, begin);
  const std::string_view letters = word.substr(begin, end - begin);
  return text::is_utf8(letters) && text::is_legal_syllable(text::to_nfc(letters));
}

}  // namespace

std::string_view ChunkBuilder::raw(FileRange range) const {
  return slice(chunk_.bytes, relative(range));
}

ByteRange ChunkBuilder::relative(FileRange range) const {
  return {static_cast<std::uint32_t>(range.begin - chunk_.begin),
          static_cast<std::uint32_t>(range.end - chunk_.begin)};
}

void ChunkBuilder::widen_separator(WordSeparator separator) {
  separator_ = std::max(separator_, separator);
}

void ChunkBuilder::add_words(FileRange range, Escaping escaping, const Element& element,
                             bool has_lines) {
  for_each_word(raw(range), escaping, [&](std::size_t begin, std::size_t end, bool is_new_line) {
    if (begin > 0)
      widen_separator(has_lines && is_new_line ? WordSeparator::kLine : WordSeparator::kWord);
    if (end > begin) add_word({range.begin + begin, range.begin + end}, escaping, element);
    return true;
  });
}

void ChunkBuilder::add_word(FileRange range, Escaping escaping, const Element& element) {
  const auto text = unescape(raw(range), escaping);
  if (!text || text->empty()) return;
  if (separator_ != WordSeparator::kNone || chunk_.runs.empty()) {
    if (is_continued_by(*text)) mark_broken_word();
    is_continuation_ = std::exchange(is_broken_, false);
  }
  if (!chunk_.text.empty()) chunk_.text += kSeparators.at(static_cast<std::size_t>(separator_));
  separator_ = WordSeparator::kNone;
  const auto begin = static_cast<std::uint32_t>(chunk_.text.size());
  chunk_.text += *text;
  chunk_.runs.push_back({{begin, static_cast<std::uint32_t>(chunk_.text.size())},
                         relative(range),
                         escaping,
                         element.id,
                         element.confidence,
                         element.is_frozen || is_continuation_,
                         element.is_word});
}

/// Returns true if the last word ends in a hyphen at a line end and `word` continues it: "tech-"
/// "nology", "ND-" "CP". Returns false if the case does not fit ("nhan dan-" "Hoi dong"), and for
/// two whole syllables with a dash between them ("dan-" "xa").
bool ChunkBuilder::is_continued_by(std::string_view word) const {
  if (separator_ < WordSeparator::kLine) return false;
  std::string_view before = chunk_.text;
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

void ChunkBuilder::mark_broken_word() {
  std::vector<TextRun>& all = chunk_.runs;
  for (std::size_t i = all.size(); i-- > 0;) {
    all[i].is_frozen = true;
    if (i > 0 && all[i - 1].text.end != all[i].text.begin) break;
  }
  is_broken_ = !all.empty();
}

void ChunkBuilder::freeze_from(std::size_t first_run) {
  for (std::size_t i = first_run; i < count_runs(); ++i) chunk_.runs[i].is_frozen = true;
}

bool ChunkBuilder::add_duplicate(FileRange range, Escaping escaping, const std::string& element_id,
                                 std::size_t first_run) {
  DuplicateText duplicate{{}, first_run, escaping, element_id};
  const std::string_view all = raw(range);
  const bool is_same = for_each_word(all, escaping, [&](std::size_t begin, std::size_t end, bool) {
    if (begin == end) return true;
    const std::size_t run = first_run + duplicate.words.size();
    const auto text = unescape(all.substr(begin, end - begin), escaping);
    duplicate.words.push_back(relative({range.begin + begin, range.begin + end}));
    return run < count_runs() && text && *text == slice(chunk_.text, chunk_.runs[run].text);
  });
  if (!is_same || duplicate.words.empty() || first_run + duplicate.words.size() != count_runs())
    return false;
  chunk_.duplicates.push_back(std::move(duplicate));
  return true;
}

bool ChunkBuilder::is_long() const {
  return count_runs() >= kSoftLimitWords || chunk_.bytes.size() >= kSoftLimitBytes;
}

bool ChunkBuilder::is_too_long() const {
  return count_runs() >= kHardLimitWords || chunk_.bytes.size() >= 4 * kSoftLimitBytes;
}

void ChunkBuilder::emit_until(std::uint64_t end) {
  const auto size = static_cast<std::size_t>(end - chunk_.begin);
  std::string rest = chunk_.bytes.substr(size);
  chunk_.bytes.resize(size);
  take_(chunk_);
  chunk_ = MarkupChunk{end, std::move(rest), {}, {}, {}};
  separator_ = WordSeparator::kNone;
  is_broken_ = is_continuation_ = false;
}

}  // namespace codau::markup
