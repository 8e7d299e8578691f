// record/rows/records.h — makes the rows of the published tables from a document.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "record/schema/row.h"

namespace codau::record {

/// The name of an input file. `name`: file name without folder. `path`: relative to the input.
struct SourceName {
  std::string name, path;
  /// The pages of the document that this file holds; 0 if it holds all pages.
  std::uint32_t page_from = 0, page_to = 0;
  bool operator==(const SourceName&) const = default;
};
/// Facts about the input that its text does not tell.
struct SourceInfo {
  /// Id and SHA-256 of the file. A document of several files has the SHA-256 of a list of their
  /// hashes and pages.
  std::string doc_id, sha256;
  std::uint64_t bytes = 0;
  std::string format;      ///< pdf | tiff | png | jpeg | webp | jp2 | txt
  std::string text_layer;  ///< none | born_digital | ocr | unknown
  /// The names of the file, sorted. A file that was found under two names has two.
  std::vector<SourceName> names;
  std::string pipeline_version;
  std::string type_code;  ///< as given by people (--metadata); empty: read from the text
  /// First pages of the documents in the file, as given by people (HumanEdit). Empty: found by
  /// reading.
  std::vector<std::uint32_t> first_pages = {};
};

/// Makes all rows of one document, each with its review reasons (standards 11, 13).
/// Laws: every row fits its table (width, types, nullability, codes); keys are unique; parents
/// exist; ids hold no recognised text; deterministic.
[[nodiscard]] Records to_records(const text::Lexicon& lexicon, const document::Document& document,
                                 const RestoredDocument& text, const SourceInfo& source);

}  // namespace codau::record
