#include "restore/text/json.h"

#include <array>
#include <charconv>
#include <cmath>

#include "core/hex.h"
#include "text/json_text.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

void append_digits(std::string& out, std::uint64_t value) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_name(std::string& json, std::string_view name, std::string_view suffix = {}) {
  if (!json.empty() && json.back() != '{') json += ',';
  json.append(1, '"').append(name).append(suffix).append("\":");
}

}  // namespace

void append_number(std::string& json, std::string_view name, std::uint64_t value) {
  append_name(json, name);
  append_digits(json, value);
}

void append_share(std::string& json, std::string_view name, double value) {
  append_name(json, name);
  const auto parts = static_cast<std::uint64_t>(std::llround(value * 1e4));
  append_digits(json, parts / 10000);
  std::string decimals;
  append_digits(decimals, 10000 + parts % 10000);  // a leading 1 keeps the zeros
  decimals.erase(std::max<std::size_t>(decimals.find_last_not_of('0'), 1) + 1);
  decimals[0] = '.';
  json += decimals;
}

void append_text(std::string& json, std::string_view name, std::string_view bytes) {
  if (text::is_utf8(bytes)) {
    append_name(json, name);
    text::append_json_string(json, bytes);
  } else {
    append_name(json, name, "_hex");
    json += '"';
    append_hex(json, bytes);
    json += '"';
  }
}

}  // namespace codau::restore
