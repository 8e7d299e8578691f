// record/rows/row_builder.h — collects the rows of a document with evidence. Inside of record/
// only.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.h"
#include "record/rows/agency_rows.h"
#include "record/rows/agency_spellings.h"
#include "record/rows/calibration.h"
#include "record/rows/records.h"
#include "record/rows/source_map.h"
#include "record/schema/reasons.h"
#include "record/schema/typed_row.h"
#include "text/lexicon.h"

namespace codau::record {

using ReasonCodes = std::vector<std::string>;

/// The row that evidence and corrections describe. `rows`: byte ranges of its printed table row.
struct EvidenceOwner {
  std::string_view table;
  std::string id;
  std::span<const ByteRange> rows;
};

/// Sets fields of rows, with text as read, evidence and corrections. Keeps references to the
/// constructor's arguments.
class RowBuilder {
 public:
  RowBuilder(const text::Lexicon& lexicon, const document::Document& document,
             const RestoredDocument& text, const SourceInfo& source);

  const text::Lexicon& lexicon;
  const document::Document& document;
  const RestoredDocument& text;
  const SourceInfo& source;
  const SourceMap source_map;
  std::vector<std::string> section_ids, task_ids;  ///< in the order of the document

  template <class Tag>
  void add_row(TypedRow<Tag> row) {
    records_[Tag::kTable].push_back(row.take());
  }
  /// Sets a column and the column with its text as read.
  template <class Tag>
  void set_read_field(TypedRow<Tag>& row, const EvidenceOwner& owner, ReadColumnOf<Tag> column,
                      const document::TextField& field) {
    if (auto value = take_value(owner, column.name, field)) row.set(column, std::move(value));
    if (auto ocr = take_reading(owner, column.name, field)) row.set(column.as_read, std::move(ocr));
  }
  /// Sets a column without text as read. Adds the corrections of a field from a table cell.
  template <class Tag>
  void set_plain_field(TypedRow<Tag>& row, const EvidenceOwner& owner,
                       ColumnOf<Tag, ColumnType::kText> column, const document::TextField& field) {
    if (auto value = take_value(owner, column.name, field)) row.set(column, std::move(value));
    if (field && !field->cell.empty()) trace_to_source(owner, column.name, *field);
  }
  /// Sets a value that follows from other values. Adds evidence unless the value is NULL.
  template <class Tag, ColumnType kType>
  void set_derived_value(TypedRow<Tag>& row, const EvidenceOwner& owner,
                         ColumnOf<Tag, kType> column, std::optional<CellType<kType>> value,
                         std::optional<ByteRange> from, document::Basis basis,
                         std::optional<double> confidence = std::nullopt) {
    if (!value) return;
    row.set(column, std::move(value));
    add_derived_evidence(owner, column.name, from, basis, confidence);
  }
  /// Adds the `seq`-th correction of a field.
  void add_correction(const EvidenceOwner& owner, std::string_view field, Change change,
                      std::size_t seq, std::optional<std::uint32_t> page, std::string_view status);
  /// Adds the `seq`-th proposed correction of a field read as `as_read`. Adds nothing if
  /// restoration changed `change.in`, a range of the restored text.
  void propose(const std::string& as_read, const EvidenceOwner& owner, std::string_view field,
               Change change, std::size_t seq);
  /// Sets review reasons and status; adds CTRL_CHAR if a field lost control characters.
  template <class Tag>
  ReasonCodes set_review(TypedRow<Tag>& row, const EvidenceOwner& owner, ReasonCodes codes) const {
    if (cleaned_.contains(owner.id)) codes.emplace_back("CTRL_CHAR");
    codes = sort_reasons(codes);
    row.set(Tag::review_status, std::string(compute_review_status(codes)));
    row.set(Tag::review_reasons, codes);
    return codes;
  }
  /// Returns the calibrated confidence (record/rows/calibration.h) of a value.
  [[nodiscard]] double confidence(std::string_view kind, double stated,
                                  std::span<const ByteRange> pieces) const;
  /// Sets the pages and boxes of a row.
  template <class Tag>
  void set_place(TypedRow<Tag>& row, std::span<const ByteRange> pieces) const {
    const PageLocation place = source_map.place(pieces);
    row.set(Tag::page_from, place.page_from).set(Tag::page_to, place.page_to);
    row.set(Tag::bbox, to_text_value(place.boxes));
  }
  /// Returns the key of an agency; adds its row at the first call. Returns nothing if several
  /// agencies match. A damaged spelling gets the key of the sure name
  /// (record/rows/agency_spellings.h).
  [[nodiscard]] const std::optional<std::string>& agency_id(const document::AgencyMention& agency);
  /// Returns whether the lexicon has the agency, or the document named it before.
  [[nodiscard]] bool is_known_agency(const document::AgencyMention& agency) const;
  /// Sets the organ to which inner units belong. Initially there is no such organ.
  void set_issuer(const std::optional<std::string>& agency_id);

  /// Returns all rows, sorted by primary key, with agencies and their damaged spellings. Call once.
  [[nodiscard]] Records take_records();

 private:
  void add_evidence(const EvidenceOwner& owner, std::string_view field,
                    std::span<const ByteRange> pieces, std::optional<double> confidence,
                    document::Basis basis);
  void add_derived_evidence(const EvidenceOwner& owner, std::string_view field,
                            std::optional<ByteRange> from, document::Basis basis,
                            std::optional<double> confidence);
  /// Returns the value of a field, and adds its evidence; nothing if the value is blank.
  std::optional<std::string> take_value(const EvidenceOwner& owner, std::string_view column,
                                        const document::TextField& field);
  /// Returns the text as read, and adds its corrections; nothing if the field was not read.
  std::optional<std::string> take_reading(const EvidenceOwner& owner, std::string_view column,
                                          const document::TextField& field);
  /// Returns the text that the field was read from; adds a correction for each later change.
  std::string trace_to_source(const EvidenceOwner& owner, std::string_view column,
                              const document::Field<std::string>& field);

  [[nodiscard]] std::optional<std::string> make_agency(const document::AgencyMention& agency);
  /// Collects the names of agencies in a text that was damaged or read from an image.
  void read_spellings();
  [[nodiscard]] bool is_sure(ByteRange name) const;

  const TextKind text_kind_;
  Records records_;

  AgencyIssuer issuer_;
  AgencySpellings spellings_;
  std::set<std::pair<std::string, std::string>> aliases_;  ///< agency_id and damaged spelling
  std::map<std::string, Row> agencies_;
  using AgencyNames = std::vector<std::string>;
  std::map<AgencyNames, std::optional<std::string>> agency_ids_;
  std::set<std::string> cleaned_;  ///< ids of rows that lost control characters
};

}  // namespace codau::record
