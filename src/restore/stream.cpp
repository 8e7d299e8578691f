#include "restore/stream.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/changes.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMostTokens = 65536;
constexpr std::size_t kMostBytes = 1U << 20U;  ///< where nothing that looks like words comes
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
/// The first of several bytes.
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0xC0U; }
/// Part of a letter or a digit, as far as one byte can tell.
bool is_in_word(char c) {
  return c < 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Finds where a window ends. It looks at each byte once while the window grows.
class Cutter {
 public:
  /// Where the window that begins at the first byte of `text` ends: 0 while more text could change
  /// that. `text` is that of the last call and what came behind it.
  std::size_t end(std::string_view text, bool all) {
    for (const std::size_t most = std::min(text.size(), kMostBytes); at_ < most; ++at_) {
      const bool is_word = is_in_word(text[at_]);
      const bool is_token = (is_word && !in_word_) || text[at_] == '\n';
      if (is_token && ++tokens_ > kMostTokens) return border(at_);
      in_word_ = is_word;
      look(text[at_]);
    }
    if (text.size() < kMostBytes) return all ? text.size() : 0;
    std::size_t most = kMostBytes;
    while (most > kMostBytes - 4 && continues_character(text[most - 1])) --most;
    return border(most - (begins_character(text[most - 1]) ? 1 : 0));
  }

 private:
  void look(char c) {
    if (c == '\f') after_form_feed_ = at_ + 1;
    if (c == '\n') {
      if (blank_) after_blank_line_ = at_ + 1;
      blank_ = true;
    }
    if (is_space(c)) {
      after_space_ = at_ + 1;
    } else {
      blank_ = false;
    }
  }

  [[nodiscard]] std::size_t border(std::size_t least) const {
    for (const std::size_t after : {after_form_feed_, after_blank_line_, after_space_}) {
      if (after > 0) return after;
    }
    return least;
  }

  std::size_t at_ = 0, tokens_ = 0, after_form_feed_ = 0, after_blank_line_ = 0, after_space_ = 0;
  bool blank_ = false;  ///< only spaces since the last line feed
  bool in_word_ = false;
};

/// Text has white space, and in old encodings a few letters, below U+0020; other files have one
/// byte in nine there.
bool is_text(std::string_view bytes) {
  constexpr std::size_t kOneIn = 16;
  const auto controls = static_cast<std::size_t>(std::count_if(
      bytes.begin(), bytes.end(), [](char c) { return c >= 0 && c < ' ' && !is_space(c); }));
  return controls * kOneIn <= bytes.size();
}

/// `restored` with the bytes that are no text as they were, and a byte order mark where it was.
Restored with_bytes_kept(Restored restored, std::string_view input, bool at_start) {
  std::vector<Change> back;
  std::uint32_t grown = 0;
  for (const Change& change : restored.changes) {
    const bool is_mark = at_start && change.in.begin == 0 && change.before == kByteOrderMark;
    if (change.rule != "not_utf8" && !is_mark) continue;
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

}  // namespace

void restore_stream(const Restorer& restorer, const RestoreOptions& options, const ReadBytes& read,
                    const TakeWindow& take) {
  constexpr std::size_t kPiece = 1U << 18U;
  std::string text, piece(kPiece, '\0');
  std::uint64_t offset_in = 0, offset_out = 0;
  bool all = false;
  Cutter cutter;
  while (!all || !text.empty()) {
    const std::size_t end = cutter.end(text, all);
    if (end > 0) {
      const std::string_view window = std::string_view(text).substr(0, end);
      Restored restored;
      if (is_text(window)) {
        restored = with_bytes_kept(restorer.restore(window, options), window, offset_in == 0);
      } else {
        restored.text = window;
      }
      take(window, restored, offset_in, offset_out);
      offset_in += end;
      offset_out += restored.text.size();
      text.erase(0, end);
      cutter = {};
      continue;
    }
    const std::size_t got = read(piece.data(), piece.size());
    text.append(piece, 0, got);
    all = got == 0;
  }
}

}  // namespace codau::restore
