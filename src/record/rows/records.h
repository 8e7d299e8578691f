// record/rows/records.h — the stage Document → rows of the published tables.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "record/schema/row.h"

namespace codau::record {

/// What is known of the input besides its text. `name` is a base name; `path` relative to the
/// input.
struct SourceName {
  std::string name, path;
  /// The pages of the document that are of this file; 0 where all are.
  std::uint32_t page_from = 0, page_to = 0;
  bool operator==(const SourceName&) const = default;
};
struct SourceInfo {
  std::string doc_id, sha256;  ///< of several files: of the list of their own and their pages
  std::uint64_t bytes = 0;
  std::string format;             ///< pdf | tiff | png | jpeg | webp | jp2 | txt
  std::string text_layer;         ///< none | born_digital | ocr | unknown
  std::vector<SourceName> names;  ///< the same file under two names has two; sorted
  std::string pipeline_version;
  std::string type_code;  ///< as people gave it (--metadata); empty: as it is read
  /// Of its documents, as people gave them (HumanEdit); empty: as they are read.
  std::vector<std::uint32_t> first_pages = {};
};

/// All rows of one document, validated (standards 11, 13): each carries its review reasons.
/// Laws: every row fits its table (width, types, nullability, codes); keys are unique; parents
/// exist; ids hold no recognised text; deterministic.
[[nodiscard]] Records to_records(const text::Lexicon& lexicon, const document::Document& document,
                                 const RestoredDocument& text, const SourceInfo& source);

}  // namespace codau::record
