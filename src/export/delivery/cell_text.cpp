#include "export/delivery/cell_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

namespace codau::exports {
namespace {

constexpr std::string_view kEscapedUnderscore = "_x005F_";
/// Day 0 of a sheet from 1 March 1900 on: spreadsheets count a 29 February 1900 that did not exist.
constexpr std::chrono::sys_days kSerialDateEpoch{std::chrono::year(1899) / 12 / 30};

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// Tells whether `text` begins with `_xHHHH_`.
bool is_escape(std::string_view text) {
  return text.size() >= kEscapedUnderscore.size() && text.starts_with("_x") && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, is_hex);
}

}  // namespace

std::string strip_illegal_xml(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const std::string_view left = utf8.substr(i);
    if (left.starts_with("\xEF\xBF\xBE") || left.starts_with("\xEF\xBF\xBF")) {
      i += 2;
      continue;
    }
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r') out += utf8[i];
  }
  return out;
}

std::string escape_cell(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (utf8[i] == '_' && is_escape(utf8.substr(i))) {
      out += kEscapedUnderscore;
    } else {
      out += utf8[i];
    }
  }
  return out;
}

std::optional<std::int32_t> to_serial_date(std::string_view date) {
  constexpr std::string_view kDateShape = "0000-00-00";
  std::array<int, 3> parts{};  // year, month, day
  if (date.size() != kDateShape.size()) return std::nullopt;
  for (std::size_t i = 0, part = 0; i < kDateShape.size(); ++i) {
    if (kDateShape[i] == '-' ? date[i] != '-' : date[i] < '0' || date[i] > '9') return std::nullopt;
    if (kDateShape[i] == '-') {
      ++part;
    } else {
      parts[part] = parts[part] * 10 + (date[i] - '0');
    }
  }
  const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                        std::chrono::month(static_cast<unsigned>(parts[1])),
                                        std::chrono::day(static_cast<unsigned>(parts[2]))};
  constexpr std::int32_t kFirstSerialDate = 61;
  if (!day.ok()) return std::nullopt;
  const auto count =
      static_cast<std::int32_t>((std::chrono::sys_days(day) - kSerialDateEpoch).count());
  return count < kFirstSerialDate ? std::nullopt : std::optional(count);
}

std::size_t count_utf16_units(std::string_view utf8) {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

}  // namespace codau::exports
