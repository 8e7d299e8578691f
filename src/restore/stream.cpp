#include "restore/stream.h"

#include <string>

namespace codau::restore {
namespace {

constexpr std::size_t kMostTokens = 65536;
constexpr std::size_t kMostBytes = 4U << 20U;  ///< where nothing that looks like words comes

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Where a window that begins at the first byte of `text` ends: 0 while more text could change
/// that.
std::size_t window_end(std::string_view text, bool all) {
  std::size_t tokens = 0, after_form_feed = 0, after_blank_line = 0, after_space = 0;
  bool blank = false;  // only spaces since the last line feed
  for (std::size_t i = 0; i < text.size() && i < kMostBytes; ++i) {
    if (!is_space(text[i])) {
      blank = false;
      if (i > 0 && !is_space(text[i - 1])) continue;
      if (++tokens <= kMostTokens) continue;
      return after_form_feed > 0 ? after_form_feed : after_blank_line > 0 ? after_blank_line : i;
    }
    if (text[i] == '\f') after_form_feed = i + 1;
    if (text[i] == '\n') {
      if (blank) after_blank_line = i + 1;
      blank = true;
    }
    after_space = i + 1;
  }
  if (text.size() < kMostBytes) return all ? text.size() : 0;
  if (after_form_feed > 0) return after_form_feed;
  if (after_blank_line > 0) return after_blank_line;
  if (after_space > 0) return after_space;
  std::size_t end = kMostBytes;
  while (end > kMostBytes - 4 && continues_character(text[end - 1])) --end;
  return end - (end < kMostBytes ? 1 : 0);
}

}  // namespace

void restore_stream(const Restorer& restorer, const RestoreOptions& options, const ReadBytes& read,
                    const TakeWindow& take) {
  constexpr std::size_t kPiece = 1U << 18U;
  std::string text;
  std::uint64_t offset_in = 0, offset_out = 0;
  bool all = false;
  while (!all || !text.empty()) {
    const std::size_t end = window_end(text, all);
    if (end > 0) {
      const std::string_view window = std::string_view(text).substr(0, end);
      const Restored restored = restorer.restore(window, options);
      take(window, restored, offset_in, offset_out);
      offset_in += end;
      offset_out += restored.text.size();
      text.erase(0, end);
      continue;
    }
    const std::size_t size = text.size();
    text.resize(size + kPiece);
    const std::size_t got = read(text.data() + size, kPiece);
    text.resize(size + got);
    all = got == 0;
  }
}

}  // namespace codau::restore
