// record/making.h — what the makers of rows share: the document, the keys of its rows, and fields
// that take their reading, evidence and corrections with them. Inside of record/ only.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "record/calibration.h"
#include "record/records.h"
#include "record/row.h"
#include "record/trace.h"
#include "text/lexicon.h"

namespace codau::record {

using Codes = std::vector<std::string>;

inline constexpr double kLowConfidence = 0.80;  ///< standards 11, OCR_LOW_CONF

/// Which row evidence and corrections belong to. `rows` are the bytes of a table row's pieces.
struct Owner {
  std::string_view table;
  std::string id;
  std::span<const Bytes> rows;
};

/// The rows of one document while they are made. Keeps references to what it was given.
class Making {
 public:
  Making(const text::Lexicon& lexicon, const document::Document& document,
         const RestoredDocument& text, const SourceInfo& source);

  const text::Lexicon& lexicon;
  const document::Document& document;
  const RestoredDocument& text;
  const SourceInfo& source;
  const Trace trace;
  std::vector<std::string> section_ids, task_ids;  ///< of document.sections and document.tasks

  [[nodiscard]] std::vector<Row>& rows(std::string_view table);

  /// A field with its `_ocr` sibling.
  void set_read(RowWriter& row, const Owner& owner, std::string_view column,
                const document::Text& field);
  /// A field without one; of a table cell with the corrections since it was read.
  void set_plain(RowWriter& row, const Owner& owner, std::string_view column,
                 const document::Text& field);
  /// A value that follows from others: NULL gives no evidence.
  void set_derived(RowWriter& row, const Owner& owner, std::string_view column, Value value,
                   std::optional<Bytes> from, document::Basis basis,
                   std::optional<double> confidence = std::nullopt);
  /// The `seq`-th correction of a field.
  void add_correction(const Owner& owner, std::string_view field, Change change, std::size_t seq,
                      std::optional<std::uint32_t> page, std::string_view status);
  /// The `seq`-th proposed correction of a field whose `_ocr` is set: `change.in` is a range of the
  /// restored text inside it. Nothing where restoration changed what stands there.
  void propose(const RowWriter& row, const Owner& owner, std::string_view field, Change change,
               std::size_t seq);
  /// Review reasons, CTRL_CHAR among them, and the status that follows.
  Codes set_review(RowWriter& row, const Owner& owner, Codes codes) const;
  /// How sure a value is (record/calibration.h) of which its reader `stated` how sure it was.
  [[nodiscard]] double confidence(std::string_view kind, double stated,
                                  std::span<const Bytes> pieces) const;
  /// Pages and boxes of a row.
  void set_place(RowWriter& row, std::span<const Bytes> pieces) const;
  /// The key of a known agency, whose row is added on first sight; NULL for any other.
  [[nodiscard]] const Value& agency_id(const document::AgencyMention& agency);

  /// Gives the rows that were made since, those of a table by primary key.
  void give(const TakeMade& take);
  /// Those of the agencies that were named. Once, at the end.
  void give_agencies(const TakeMade& take);

 private:
  void add_evidence(const Owner& owner, std::string_view field, std::span<const Bytes> pieces,
                    std::optional<double> confidence, document::Basis basis);
  void set_value(RowWriter& row, const Owner& owner, std::string_view column,
                 const document::Text& field);
  /// The text that the field was read from; all that became of it goes to the corrections.
  std::string trace_back(const Owner& owner, std::string_view column,
                         const document::Field<std::string>& field);

  [[nodiscard]] Value make_agency(const document::AgencyMention& agency);

  const TextKind text_kind_;
  Records records_;  // made and not given yet
  std::string add_agency(const std::string& name, document::Level level,
                         const std::optional<std::string>& place, const document::AgencyTerm& term,
                         const std::optional<std::string>& successor);

  std::map<std::string, Row> agencies_;
  std::map<std::vector<std::string>, Value> agency_ids_;  ///< by what names an agency
  std::set<std::string> cleaned_;                         ///< rows that lost control characters
};

/// The key of an agency. Hà Lùng and Hạ Lũng are two communes: marks tell names apart, capitals and
/// hòa or hoà do not.
[[nodiscard]] std::string agency_id(const std::string& name, document::Level level,
                                    const std::optional<std::string>& place,
                                    const document::AgencyTerm& term);

void add_document_rows(Making& making);  ///< documents, sources, pages
void add_citation_rows(Making& making);  ///< recipients, doc_refs
void add_section(Making& making, std::size_t index);
void add_task(Making& making, std::size_t index);  ///< tasks, task_deadlines, task_agencies

}  // namespace codau::record
