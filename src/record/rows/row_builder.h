// record/rows/row_builder.h — what the makers of rows share: the document, the keys of its rows,
// and fields that take their reading, evidence and corrections with them. Inside of record/ only.
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
#include "record/rows/agency_rows.h"
#include "record/rows/agency_spellings.h"
#include "record/rows/calibration.h"
#include "record/rows/records.h"
#include "record/rows/source_map.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "text/lexicon.h"

namespace codau::record {

using ReasonCodes = std::vector<std::string>;

/// Which row evidence and corrections belong to. `rows` are the bytes of a table row's pieces.
struct EvidenceOwner {
  std::string_view table;
  std::string id;
  std::span<const ByteRange> rows;
};

/// The rows of one document while they are made. Keeps references to what it was given.
class RowBuilder {
 public:
  RowBuilder(const text::Lexicon& lexicon, const document::Document& document,
             const RestoredDocument& text, const SourceInfo& source);

  const text::Lexicon& lexicon;
  const document::Document& document;
  const RestoredDocument& text;
  const SourceInfo& source;
  const SourceMap source_map;
  std::vector<std::string> section_ids, task_ids;  ///< of document.sections and document.tasks

  [[nodiscard]] std::vector<Row>& rows(std::string_view table);

  /// A field with its `_ocr` sibling.
  void set_read_field(RowWriter& row, const EvidenceOwner& owner, std::string_view column,
                      const document::TextField& field);
  /// A field without one; of a table cell with the corrections since it was read.
  void set_plain_field(RowWriter& row, const EvidenceOwner& owner, std::string_view column,
                       const document::TextField& field);
  /// A value that follows from others: NULL gives no evidence.
  void set_derived_value(RowWriter& row, const EvidenceOwner& owner, std::string_view column,
                         Value value, std::optional<ByteRange> from, document::Basis basis,
                         std::optional<double> confidence = std::nullopt);
  /// The `seq`-th correction of a field.
  void add_correction(const EvidenceOwner& owner, std::string_view field, Change change,
                      std::size_t seq, std::optional<std::uint32_t> page, std::string_view status);
  /// The `seq`-th proposed correction of a field whose `_ocr` is set: `change.in` is a range of the
  /// restored text inside it. Nothing where restoration changed what stands there.
  void propose(const RowWriter& row, const EvidenceOwner& owner, std::string_view field,
               Change change, std::size_t seq);
  /// Review reasons, CTRL_CHAR among them, and the status that follows.
  ReasonCodes set_review(RowWriter& row, const EvidenceOwner& owner, ReasonCodes codes) const;
  /// How sure a value is (record/rows/calibration.h) of which its reader `stated` how sure it was.
  [[nodiscard]] double confidence(std::string_view kind, double stated,
                                  std::span<const ByteRange> pieces) const;
  /// Pages and boxes of a row.
  void set_place(RowWriter& row, std::span<const ByteRange> pieces) const;
  /// The key of an agency, whose row is added on first sight; NULL for one that cannot be told from
  /// others: a name that is no organ's, no place, a unit of an issuer that is not known.
  /// A damaged spelling of a name (record/rows/agency_spellings.h) has that name's key, and none
  /// where neither the lists nor the document have a sure one.
  [[nodiscard]] const Value& agency_id(const document::AgencyMention& agency);
  /// Whether an agency is of the lists, or was named before.
  [[nodiscard]] bool is_known_agency(const document::AgencyMention& agency) const;
  /// Whose the inner units are; nobody's before.
  void set_issuer(const Value& agency_id);

  /// Returns all rows, the agencies that were named and their damaged spellings too; those of a
  /// table by primary key. Once, at the end.
  [[nodiscard]] Records take_records();

 private:
  void add_evidence(const EvidenceOwner& owner, std::string_view field,
                    std::span<const ByteRange> pieces, std::optional<double> confidence,
                    document::Basis basis);
  void set_value(RowWriter& row, const EvidenceOwner& owner, std::string_view column,
                 const document::TextField& field);
  /// The text that the field was read from; all that became of it goes to the corrections.
  std::string trace_to_source(const EvidenceOwner& owner, std::string_view column,
                              const document::Field<std::string>& field);

  [[nodiscard]] Value make_agency(const document::AgencyMention& agency);
  /// Looks at all names of a text that was not read as it is.
  void read_spellings();
  [[nodiscard]] bool is_sure(ByteRange name) const;

  const TextKind text_kind_;
  Records records_;

  AgencyIssuer issuer_;
  AgencySpellings spellings_;
  std::set<std::pair<std::string, std::string>> aliases_;  ///< agency_id and damaged spelling
  std::map<std::string, Row> agencies_;
  std::map<std::vector<std::string>, Value> agency_ids_;  ///< by what names an agency
  std::set<std::string> cleaned_;                         ///< rows that lost control characters
};

/// The organ that a line of the header names, in the eyes of the one above it if `is_governed`;
/// without agency_name where it names none or several.
[[nodiscard]] document::AgencyMention make_header_organ(const text::Lexicon& lexicon,
                                                        const document::Header& header,
                                                        const document::Field<std::string>& line,
                                                        bool is_governed);

void add_document_rows(RowBuilder& builder);  ///< documents, sources, pages
void add_citation_rows(RowBuilder& builder);  ///< recipients, doc_refs
void add_section(RowBuilder& builder, std::size_t index);
void add_task(RowBuilder& builder, std::size_t index);  ///< tasks, task_deadlines, task_agencies

}  // namespace codau::record
