#include "worker/sub_document_start.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace codau::worker {

std::string to_text(const SubDocumentStart& part) {
  std::string text = std::to_string(part.from) + '-' + std::to_string(part.to);
  if (part.promulgator) text += '<' + std::to_string(*part.promulgator);
  return text;
}

std::optional<SubDocumentStart> parse_sub_document_start(std::string_view text) {
  constexpr std::size_t kLongest = sizeof "4294967295-4294967295<4294967295";
  if (text.size() >= kLongest) return std::nullopt;
  const auto number = [](std::string_view digits) {
    std::uint32_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  const std::size_t dash = std::min(text.find('-'), text.size());
  const std::string_view behind = text.substr(std::min(dash + 1, text.size()));
  const std::size_t less = std::min(behind.find('<'), behind.size());
  SubDocumentStart part{number(text.substr(0, dash)), number(behind.substr(0, less)), {}};
  if (less < behind.size()) part.promulgator = number(behind.substr(less + 1));
  if (to_text(part) != text) return std::nullopt;
  return part;
}

}  // namespace codau::worker
