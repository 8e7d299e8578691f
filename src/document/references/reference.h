// document/references/reference.h — other documents that a plan cites (standards 3.11).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

enum class Relation : std::uint8_t { kBasis, kImplements, kMentions, kSelf, kAmends, kReplaces };

struct Reference {
  std::string raw;
  ByteRange source;  ///< where raw stands in the text given
  Relation relation = Relation::kMentions;
  std::optional<std::string> type_code, number, notation, issued_date, issued_edtf, organ_raw,
      title;
  std::optional<std::int32_t> year;
  double confidence = 1;
};

/// Citations in order: numbered ones ("Kế hoạch số 07/KH-UBND ngày 12/01/2023 của UBND tỉnh", party
/// order "08-CT/TU" too), then by place also unnumbered law titles ("Luật Đất đai").
/// Law: sources ascend and never overlap.
[[nodiscard]] std::vector<Reference> find_references(const Lexicon& lexicon, std::string_view nfc);

}  // namespace codau::document
