#include "office/api/cursor.h"

#include <array>
#include <cstddef>

#include "office/api/json.h"
#include "text/json_text.h"
#include "text/unicode.h"

namespace codau::office {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kMostCursorBytes = 4'096;

/// Returns bytes in base64url without padding (RFC 4648, section 5).
std::string to_base64(std::string_view bytes) {
  std::string out;
  unsigned bits = 0, count = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) out += kDigits[(bits >> (count - 6)) & 63U];
    bits &= 0xFFU;
  }
  if (count > 0) out += kDigits[(bits << (6 - count)) & 63U];
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0, count = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = ((bits << 6U) | static_cast<unsigned>(digit)) & 0xFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>((bits >> count) & 0xFFU);
  }
  return out;
}

std::optional<CursorValue> to_cursor_value(const Json& json) {
  if (json.is_null()) return CursorValue();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_string()) return json.get<std::string>();
  return std::nullopt;
}

}  // namespace

std::string encode_cursor(std::string_view list, const CursorValues& values) {
  Json out = Json::array({list});
  for (const CursorValue& value : values) {
    if (const auto* const number = std::get_if<std::int64_t>(&value)) {
      out.push_back(*number);
    } else if (const auto* const text = std::get_if<std::string>(&value)) {
      out.push_back(*text);
    } else {
      out.push_back(nullptr);
    }
  }
  return to_base64(dump(out));
}

std::optional<CursorValues> decode_cursor(std::string_view list, std::string_view cursor) {
  if (cursor.size() > kMostCursorBytes) return std::nullopt;
  const auto bytes = from_base64(cursor);
  if (!bytes || !text::is_utf8(*bytes) || !text::is_nested_within(*bytes, 1, 16))
    return std::nullopt;
  const Json json = Json::parse(*bytes, nullptr, false);
  if (!json.is_array() || json.empty() || json.front() != Json(list)) return std::nullopt;
  CursorValues out;
  for (std::size_t i = 1; i < json.size(); ++i) {
    auto value = to_cursor_value(json[i]);
    if (!value) return std::nullopt;
    out.push_back(*std::move(value));
  }
  return out;
}

std::optional<std::string> get_text(const CursorValue& value) {
  const auto* const text = std::get_if<std::string>(&value);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

std::optional<std::int64_t> get_number(const CursorValue& value) {
  const auto* const number = std::get_if<std::int64_t>(&value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

}  // namespace codau::office
