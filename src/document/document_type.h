// document/document_type.h — the types of administrative documents (NĐ 30/2020, Phụ lục III).
#pragma once

#include <optional>
#include <string_view>

#include "document/passage.h"

namespace codau::document {

struct DocumentType {
  std::string_view code, name;
};

/// The type that a title line names ("KẾ HOẠCH" → KH, Kế hoạch), damaged letters allowed.
[[nodiscard]] std::optional<DocumentType> read_type(const Passage& line);
/// The type that is the whole line, in capitals or not: "Kế hoạch" below a head typed in haste.
[[nodiscard]] std::optional<DocumentType> type_alone(const Passage& line);
/// The type that a code of NĐ 30 Phụ lục III abbreviates.
[[nodiscard]] std::optional<DocumentType> type_of_code(std::string_view code);

}  // namespace codau::document
