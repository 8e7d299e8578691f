#include "text/json_text.h"

#include <algorithm>

#include "core/hex.h"

namespace codau::text {

void append_json_string(std::string& out, std::string_view utf8) {
  const auto is_escaped = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
  };
  out += '"';
  while (!utf8.empty()) {
    const auto end = std::ranges::find_if(utf8, is_escaped);
    const auto plain = static_cast<std::size_t>(end - utf8.begin());
    out += utf8.substr(0, plain);
    utf8.remove_prefix(plain);
    if (utf8.empty()) break;
    const auto byte = static_cast<unsigned char>(utf8.front());
    utf8.remove_prefix(1);
    out += '\\';
    if (byte >= 0x20) {
      out += static_cast<char>(byte);
    } else if (byte == '\n') {
      out += 'n';
    } else if (byte == '\t') {
      out += 't';
    } else {
      out += "u00";
      out += kHexDigits[byte >> 4U];
      out += kHexDigits[byte & 15U];
    }
  }
  out += '"';
}

std::string to_json_string(std::string_view utf8) {
  std::string out;
  append_json_string(out, utf8);
  return out;
}

bool is_nested_within(std::string_view json, std::size_t max_depth,
                      std::size_t max_commas) noexcept {
  std::size_t open = 0, commas = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++open > max_depth + 1) return false;
    } else if ((c == ']' || c == '}') && open > 0) {
      --open;
    } else if (c == ',' && ++commas > max_commas) {
      return false;
    }
  }
  return true;
}

}  // namespace codau::text
