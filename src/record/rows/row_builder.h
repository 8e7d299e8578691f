// record/rows/row_builder.h — the rows of one document while they are made. Inside of record/ only.
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

/// Which row evidence and corrections belong to. `rows` are the bytes of a table row's pieces.
struct EvidenceOwner {
  std::string_view table;
  std::string id;
  std::span<const ByteRange> rows;
};

/// Sets fields together with their reading, evidence and corrections. Keeps references to what it
/// was given.
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

  template <class Tag>
  void add_row(TypedRow<Tag> row) {
    records_[Tag::kTable].push_back(row.take());
  }
  /// A field with its `_ocr` sibling.
  template <class Tag>
  void set_read_field(TypedRow<Tag>& row, const EvidenceOwner& owner, ReadColumnOf<Tag> column,
                      const document::TextField& field) {
    if (auto value = take_value(owner, column.name, field)) row.set(column, std::move(value));
    if (auto ocr = take_reading(owner, column.name, field)) row.set(column.as_read, std::move(ocr));
  }
  /// A field without one; of a table cell with the corrections since it was read.
  template <class Tag>
  void set_plain_field(TypedRow<Tag>& row, const EvidenceOwner& owner,
                       ColumnOf<Tag, ColumnType::kText> column, const document::TextField& field) {
    if (auto value = take_value(owner, column.name, field)) row.set(column, std::move(value));
    if (field && !field->cell.empty()) trace_to_source(owner, column.name, *field);
  }
  /// A value that follows from others: NULL gives no evidence.
  template <class Tag, ColumnType kType>
  void set_derived_value(TypedRow<Tag>& row, const EvidenceOwner& owner,
                         ColumnOf<Tag, kType> column, std::optional<CellType<kType>> value,
                         std::optional<ByteRange> from, document::Basis basis,
                         std::optional<double> confidence = std::nullopt) {
    if (!value) return;
    row.set(column, std::move(value));
    add_derived_evidence(owner, column.name, from, basis, confidence);
  }
  /// The `seq`-th correction of a field.
  void add_correction(const EvidenceOwner& owner, std::string_view field, Change change,
                      std::size_t seq, std::optional<std::uint32_t> page, std::string_view status);
  /// The `seq`-th proposed correction of a field that was read as `as_read`: `change.in` is a range
  /// of the restored text inside it. Adds nothing if restoration changed that range.
  void propose(const std::string& as_read, const EvidenceOwner& owner, std::string_view field,
               Change change, std::size_t seq);
  /// Review reasons, CTRL_CHAR among them, and the status that follows.
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
  /// Pages and boxes of a row.
  template <class Tag>
  void set_place(TypedRow<Tag>& row, std::span<const ByteRange> pieces) const {
    const PageLocation place = source_map.place(pieces);
    row.set(Tag::page_from, place.page_from).set(Tag::page_to, place.page_to);
    row.set(Tag::bbox, to_text_value(place.boxes));
  }
  /// Returns the key of an agency, and adds its row on first sight. Nothing for an agency that may
  /// be one of several: its place or issuer is not known. A damaged spelling
  /// (record/rows/agency_spellings.h) has the key of the sure name, if there is one.
  [[nodiscard]] const std::optional<std::string>& agency_id(const document::AgencyMention& agency);
  /// Whether an agency is of the lists, or was named before.
  [[nodiscard]] bool is_known_agency(const document::AgencyMention& agency) const;
  /// Whose the inner units are; nobody's before.
  void set_issuer(const std::optional<std::string>& agency_id);

  /// Returns all rows, the agencies that were named and their damaged spellings too; those of a
  /// table by primary key. Once, at the end.
  [[nodiscard]] Records take_records();

 private:
  void add_evidence(const EvidenceOwner& owner, std::string_view field,
                    std::span<const ByteRange> pieces, std::optional<double> confidence,
                    document::Basis basis);
  void add_derived_evidence(const EvidenceOwner& owner, std::string_view field,
                            std::optional<ByteRange> from, document::Basis basis,
                            std::optional<double> confidence);
  /// The value of a field, whose evidence is added; nothing if it is blank.
  std::optional<std::string> take_value(const EvidenceOwner& owner, std::string_view column,
                                        const document::TextField& field);
  /// The text as read, whose corrections are added; nothing if the field was not read.
  std::optional<std::string> take_reading(const EvidenceOwner& owner, std::string_view column,
                                          const document::TextField& field);
  /// The text that the field was read from; all that became of it goes to the corrections.
  std::string trace_to_source(const EvidenceOwner& owner, std::string_view column,
                              const document::Field<std::string>& field);

  [[nodiscard]] std::optional<std::string> make_agency(const document::AgencyMention& agency);
  /// Looks at all names of a text that was not read as it is.
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
  std::set<std::string> cleaned_;  ///< rows that lost control characters
};

}  // namespace codau::record
