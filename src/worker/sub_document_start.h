// worker/sub_document_start.h — encodes the start of a further document of a file, as a worker
// announces it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::worker {

/// The pages of a further document of a file; 0 to 0 in a plain text. The index `promulgator` names
/// the document of the file whose number and date this one shares.
struct SubDocumentStart {
  std::uint32_t from = 0, to = 0;
  std::optional<std::uint32_t> promulgator = {};
  bool operator==(const SubDocumentStart&) const = default;
};
/// Returns the start as text: "3-5", or "3-5<0" with a promulgator.
[[nodiscard]] std::string to_text(const SubDocumentStart& part);
/// Parses the output of to_text(). Returns nothing for any other text; accepts any bytes.
/// Law: parse_sub_document_start(to_text(p)) is p.
[[nodiscard]] std::optional<SubDocumentStart> parse_sub_document_start(std::string_view text);

}  // namespace codau::worker
