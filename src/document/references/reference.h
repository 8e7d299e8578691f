// document/references/reference.h — finds the documents that a text cites (standards 3.11).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// What the citing document says of the cited one: it rests on it, carries it out, mentions it, is
/// it, amends it, or replaces it.
enum class Relation : std::uint8_t { kBasis, kImplements, kMentions, kSelf, kAmends, kReplaces };

/// A citation, with its parts as far as they are printed.
struct Reference {
  std::string raw;
  ByteRange source;  ///< bytes of `raw` in the given text
  Relation relation = Relation::kMentions;
  std::optional<std::string> type_code, number, notation, issued_date, issued_edtf, organ_raw,
      title;
  std::optional<std::int32_t> year;
  double confidence = 1;
};

/// Returns the citations in order: those with a number ("Kế hoạch số 07/KH-UBND ngày 12/01/2023 của
/// UBND tỉnh", or "08-CT/TU" of the Party), and titles of laws ("Luật Đất đai"). Law: sources
/// ascend and never overlap.
[[nodiscard]] std::vector<Reference> find_references(const Lexicon& lexicon, std::string_view nfc);

}  // namespace codau::document
