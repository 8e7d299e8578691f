#include "text/printable.h"

#include "text/utf8.h"

namespace codau::text {
namespace {

// C0, DEL and C1; U+061C, U+200E–F, U+202A–E and U+2066–9 turn the direction of what follows.
bool steers(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

std::string printable(std::string_view bytes, std::size_t most) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    const char32_t c = next_code_point(bytes, at);
    std::string next;
    append_utf8(next, c == kIllFormed || steers(c) ? kReplacement : c);
    if (out.size() + next.size() > most) return out + "…";
    out += next;
  }
  return out;
}

}  // namespace codau::text
