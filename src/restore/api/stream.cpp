#include "restore/api/stream.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/changes.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMaxWindowTokens = 65536;
constexpr std::size_t kMaxWindowBytes = 1U << 20U;  ///< bound for text without words
constexpr std::size_t kLongWordLetters = 64;        ///< letters; every two more count as a word
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
/// Returns true for the first of several bytes.
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0xC0U; }
/// Returns true for a part of a letter or a digit, as far as one byte can tell.
bool is_in_word(char c) {
  return c < 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Returns true for the first byte of a character, except combining marks (U+0300 to U+037F). The
/// count of letters is then the same for composed and decomposed text.
bool begins_letter(char c) { return !continues_character(c) && c != '\xCC' && c != '\xCD'; }

/// Finds the end of a window. It reads each byte once while the window grows.
class WindowCutter {
 public:
  /// Returns the end of the window that begins at the first byte of `text`. Returns 0 while more
  /// text could change the end. `text` is the text of the last call and the bytes that followed.
  std::size_t find_end(std::string_view text, bool all) {
    while (at_ < std::min(text.size(), kMaxWindowBytes + returns_)) {
      char c = text[at_];
      std::size_t next = at_ + 1;
      if (c == '\r') {  // CR LF, CR and LF count as one line feed
        if (next == text.size() && !all) return 0;
        if (next < text.size() && text[next] == '\n') ++next, ++returns_;
        c = '\n';
      }
      const bool is_word = is_in_word(c);
      const bool is_token = (is_word && !is_in_word_) || c == '\n' || is_of_long_word(c);
      if (is_token && ++tokens_ > kMaxWindowTokens) return border(at_);
      is_in_word_ = is_word;
      at_ = next;
      note_borders(c);
    }
    const std::size_t most = kMaxWindowBytes + returns_;
    if (text.size() < most) return all ? text.size() : 0;
    std::size_t least = most;
    while (least > most - 4 && continues_character(text[least - 1])) --least;
    return border(least - (begins_character(text[least - 1]) ? 1 : 0));
  }

 private:
  bool is_of_long_word(char c) {
    if (!is_in_word(c)) letters_ = 0;
    return is_in_word(c) && begins_letter(c) && ++letters_ > kLongWordLetters && letters_ % 2 == 0;
  }

  /// Notes the borders that `c`, the character before at_, makes possible.
  void note_borders(char c) {
    if (c == '\f') after_form_feed_ = at_;
    if (c == '\n') {
      if (is_blank_line_) after_blank_line_ = at_;
      is_blank_line_ = true;
    }
    if (is_space(c)) {
      after_space_ = at_;
    } else {
      is_blank_line_ = false;
    }
  }

  [[nodiscard]] std::size_t border(std::size_t least) const {
    for (const std::size_t after : {after_form_feed_, after_blank_line_, after_space_}) {
      if (after > 0) return after;
    }
    return least;
  }

  std::size_t at_ = 0, tokens_ = 0, letters_ = 0, returns_ = 0;
  std::size_t after_form_feed_ = 0, after_blank_line_ = 0, after_space_ = 0;
  bool is_blank_line_ = false;  ///< only spaces since the last line feed
  bool is_in_word_ = false;
};

/// Returns true for text. Below U+0020, text has white space and, in old encodings, a few letters.
/// In other files one character in nine lies there.
bool may_be_text(std::string_view bytes) {
  constexpr std::size_t kMinCharactersPerControl = 16;
  std::size_t controls = 0, characters = 0;
  for (const char c : bytes) {
    if (begins_letter(c)) ++characters;
    if (c >= 0 && c < ' ' && !is_space(c) && c != '\v') ++controls;
  }
  return controls * kMinCharactersPerControl <= characters;
}

/// Returns true if a change joined bytes that are no text to their neighbours, for example to a
/// mark that composes.
bool hides_bytes(const Change& change) {
  if (change.after.find("\uFFFD") == std::string::npos) return false;
  for (std::size_t at = 0; at < change.before.size();) {
    if (text::next_code_point(change.before, at) == text::kIllFormed) return true;
  }
  return false;
}

/// Returns `restored` with the bytes that are no text as they were.
Restoration keep_ill_formed_bytes(Restoration restored, std::string_view input) {
  std::vector<Change> back;
  std::uint32_t grown = 0;
  for (const Change& change : restored.changes) {
    if (change.rule != "not_utf8" && !hides_bytes(change)) continue;
    Change reversed = change;
    reversed.in = change.out;
    reversed.out.begin = change.out.begin + grown;
    reversed.out.end = reversed.out.begin + change.in.size();
    std::swap(reversed.before, reversed.after);
    grown += change.in.size() - change.out.size();
    back.push_back(std::move(reversed));
  }
  if (back.empty()) return restored;
  restored.changes = compose(restored.changes, back, input);
  restored.text = codau::apply(back, restored.text);
  for (Doubt& doubt : restored.doubts) doubt.out = to_output(back, doubt.out);
  for (RestoredToken& token : restored.tokens) token.out = to_output(back, token.out);
  return restored;
}

/// Returns `restored` after `mark`, which is no part of `restored`.
Restoration put_after(std::string_view mark, Restoration restored) {
  if (mark.empty()) return restored;
  const auto move = [size = static_cast<std::uint32_t>(mark.size())](ByteRange& r) {
    r.begin += size;
    r.end += size;
  };
  restored.text.insert(0, mark);
  for (Change& change : restored.changes) move(change.in), move(change.out);
  for (Doubt& doubt : restored.doubts) move(doubt.out);
  for (RestoredToken& token : restored.tokens) move(token.in), move(token.out);
  return restored;
}

Restoration restore_window_text(const Restorer& restorer, const RestoreOptions& options,
                                std::string_view window, RestorerCache& cache) {
  if (may_be_text(window)) {
    return keep_ill_formed_bytes(restorer.restore(window, options, {}, cache), window);
  }
  Restoration restored;
  restored.text = window;
  return restored;
}

}  // namespace

void restore_stream(const Restorer& restorer, const RestoreOptions& options, const ReadBytes& read,
                    const TakeWindow& take) {
  constexpr std::size_t kReadBytes = 1U << 18U;
  std::string text, piece(kReadBytes, '\0');
  std::uint64_t offset_in = 0, offset_out = 0;
  const auto fill = [&] {
    const std::size_t got = read(piece.data(), piece.size());
    text.append(piece, 0, got);
    return got > 0;
  };
  bool more = true;
  while (more && text.size() < kByteOrderMark.size()) more = fill();
  std::string_view mark = text.starts_with(kByteOrderMark) ? kByteOrderMark : std::string_view();
  WindowCutter cutter;
  RestorerCache cache;
  while (more || !text.empty()) {
    const std::size_t end = cutter.find_end(std::string_view(text).substr(mark.size()), !more);
    if (end == 0 && more) {
      more = fill();
      continue;
    }
    const std::string_view window = std::string_view(text).substr(0, mark.size() + end);
    const Restoration restored =
        put_after(mark, restore_window_text(restorer, options, window.substr(mark.size()), cache));
    take(window, restored, offset_in, offset_out);
    offset_in += window.size();
    offset_out += restored.text.size();
    text.erase(0, window.size());
    mark = {};
    cutter = {};
  }
}

}  // namespace codau::restore
