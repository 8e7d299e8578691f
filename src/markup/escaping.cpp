#include "markup/escaping.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "core/hex.h"
#include "text/utf8.h"

namespace codau::markup {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kEntities{
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};

bool is_scalar(std::uint32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c >= 0xE000); }

std::optional<std::uint32_t> parse_number(std::string_view digits, int base) {
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

/// Returns the letter of an entity name: "amp", "#225", "#xE1".
std::optional<std::string> decode_entity(std::string_view name) {
  for (const auto& [known, letter] : kEntities) {
    if (name == known) return std::string(1, letter);
  }
  if (!name.starts_with('#')) return std::nullopt;
  const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  const auto code = parse_number(name.substr(is_hex ? 2 : 1), is_hex ? 16 : 10);
  if (!code || *code == 0 || !is_scalar(*code)) return std::nullopt;
  std::string out;
  text::append_utf8(out, *code);
  return out;
}

std::optional<std::string> unescape_xml(std::string_view raw) {
  std::string out;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] != '&') {
      out += raw[at];
      continue;
    }
    const std::size_t end = raw.find(';', at);
    if (end == raw.npos) return std::nullopt;
    const auto letter = decode_entity(raw.substr(at + 1, end - at - 1));
    if (!letter) return std::nullopt;
    out += *letter;
    at = end;
  }
  return out;
}

std::string escape_xml(std::string_view utf8, Escaping escaping) {
  std::string out;
  for (const char c : utf8) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"' && escaping == Escaping::kXmlDouble) {
      out += "&quot;";
    } else if (c == '\'' && escaping == Escaping::kXmlSingle) {
      out += "&apos;";
    } else {
      out += c;
    }
  }
  return out;
}

/// Returns the code unit of the \uXXXX at `at`.
std::optional<std::uint32_t> unit_at(std::string_view raw, std::size_t at) {
  if (raw.substr(at, 2) != "\\u" || raw.size() < at + 6) return std::nullopt;
  return parse_number(raw.substr(at + 2, 4), 16);
}

/// Appends the letter of the escape at `at` and moves `at` after it. Returns false if the escape is
/// invalid.
bool read_escape(std::string_view raw, std::size_t& at, std::string& out) {
  constexpr std::string_view kEscapeLetters = "\"\\/bfnrt", kEscapedValues = "\"\\/\b\f\n\r\t";
  const std::size_t simple =
      at + 1 < raw.size() ? kEscapeLetters.find(raw[at + 1]) : kEscapeLetters.npos;
  if (simple != kEscapeLetters.npos) {
    out += kEscapedValues[simple];
    at += 2;
    return true;
  }
  auto code = unit_at(raw, at);
  if (!code) return false;
  at += 6;
  if (*code >= 0xD800 && *code < 0xDC00) {
    const auto low = unit_at(raw, at);
    if (!low || *low < 0xDC00 || *low >= 0xE000) return false;
    code = 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00);
    at += 6;
  }
  if (!is_scalar(*code)) return false;
  text::append_utf8(out, *code);
  return true;
}

std::optional<std::string> unescape_json(std::string_view raw) {
  std::string out;
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] != '\\') {
      out += raw[at++];
    } else if (!read_escape(raw, at, out)) {
      return std::nullopt;
    }
  }
  return out;
}

void append_unit(std::string& out, std::uint32_t unit) {
  out += "\\u";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out += kHexDigits[unit >> shift & 0xFU];
}

std::string escape_json(std::string_view utf8, bool is_ascii) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    const char32_t c = text::next_code_point(utf8, at);
    if (c == U'"' || c == U'\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == text::kIllFormed || (c >= 0x20 && (c < 0x80 || !is_ascii))) {
      out += utf8.substr(begin, at - begin);
    } else if (c < 0x10000) {
      append_unit(out, c);
    } else {
      append_unit(out, 0xD800 + ((c - 0x10000) >> 10U));
      append_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FFU));
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> unescape(std::string_view raw, Escaping escaping) {
  switch (escaping) {
    case Escaping::kPlain:
      return std::string(raw);
    case Escaping::kXmlText:
    case Escaping::kXmlDouble:
    case Escaping::kXmlSingle:
      return unescape_xml(raw);
    case Escaping::kJson:
    case Escaping::kJsonAscii:
      return unescape_json(raw);
  }
  return std::nullopt;
}

std::size_t count_letter_bytes(std::string_view raw, Escaping escaping) {
  if (raw.empty()) return 0;
  if (is_json(escaping) && raw.front() == '\\') {
    std::size_t at = 0;
    std::string letter;
    return read_escape(raw, at, letter) ? at : 1;
  }
  if (!is_json(escaping) && escaping != Escaping::kPlain && raw.front() == '&')
    return std::min(raw.find(';'), raw.size() - 1) + 1;
  std::size_t at = 0;
  (void)text::next_code_point(raw, at);
  return at;
}

std::string escape(std::string_view utf8, Escaping escaping) {
  switch (escaping) {
    case Escaping::kPlain:
      return std::string(utf8);
    case Escaping::kXmlText:
    case Escaping::kXmlDouble:
    case Escaping::kXmlSingle:
      return escape_xml(utf8, escaping);
    case Escaping::kJson:
    case Escaping::kJsonAscii:
      return escape_json(utf8, escaping == Escaping::kJsonAscii);
  }
  return {};
}

}  // namespace codau::markup
