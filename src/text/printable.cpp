#include "text/printable.h"

#include <algorithm>

#include "text/utf8.h"

namespace codau::text {
namespace {

// Returns true for C0, DEL, C1, U+FEFF, and U+2028–9. Also true for the direction marks U+061C,
// U+200E–F, U+202A–E and U+2066–9.
bool is_terminal_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

std::string make_printable(std::string_view bytes, std::size_t max_bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    const char32_t c = next_code_point(bytes, at);
    std::string next;
    append_utf8(next, c == kIllFormed || is_terminal_control(c) ? kReplacementCharacter : c);
    if (out.size() + next.size() > max_bytes) return out + "…";
    out += next;
  }
  return out;
}

std::string quote_for_shell(std::string_view word) {
  constexpr std::string_view kUnquotedSigns = "_-./+,:@%=";
  const bool is_plain = !word.empty() && std::ranges::all_of(word, [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return byte >= 0x80 || is_letter || (c >= '0' && c <= '9') ||
           kUnquotedSigns.find(c) != kUnquotedSigns.npos;
  });
  if (is_plain) return std::string(word);
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace codau::text
