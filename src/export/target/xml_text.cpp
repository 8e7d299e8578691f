#include "export/target/xml_text.h"

#include <cstddef>

#include "text/utf8.h"

namespace codau::exports {
namespace {

std::string_view reference_to(char32_t c) {
  switch (c) {
    case U'<':
      return "&lt;";
    case U'>':
      return "&gt;";
    case U'&':
      return "&amp;";
    case U'"':
      return "&quot;";
    case U'\'':
      return "&#39;";
    case U'\t':
      return "&#9;";
    case U'\n':
      return "&#10;";
    case U'\r':
      return "&#13;";
    default:
      return {};
  }
}

}  // namespace

void append_xml(std::string& out, std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = text::next_code_point(utf8, at);
    if (const std::string_view reference = reference_to(c); !reference.empty()) {
      out += reference;
    } else {
      const bool is_illegal = c == text::kIllFormed || c < 0x20 || c == 0xFFFE || c == 0xFFFF;
      text::append_utf8(out, is_illegal ? text::kReplacementCharacter : c);
    }
  }
}

std::string xml_text(std::string_view utf8) {
  std::string out;
  append_xml(out, utf8);
  return out;
}

}  // namespace codau::exports
