// worker/sub_document_start.h — which document of a file begins, as the frames of a worker tell it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::worker {

/// The pages of a further document, 0-0 in a text, and the place in the file of the one whose
/// number and date it has.
struct SubDocumentStart {
  std::uint32_t from = 0, to = 0;
  std::optional<std::uint32_t> promulgator = {};
  bool operator==(const SubDocumentStart&) const = default;
};
/// "3-5", "3-5<0".
[[nodiscard]] std::string to_text(const SubDocumentStart& part);
/// Nothing for what to_text() does not write. Total. Law: parse_sub_document_start(to_text(p)) is
/// p.
[[nodiscard]] std::optional<SubDocumentStart> parse_sub_document_start(std::string_view text);

}  // namespace codau::worker
