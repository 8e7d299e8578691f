// export/delivery/export_filter.h — chooses the rows that an export delivers (standards 10 and 11).
// All other rows are kept back (withheld), for one of these reasons:
// 1. A person has rejected the row, or the row has an E reason and nobody has accepted the row. An
//    E reason is a review reason of severity kError (record/reasons.h), or an unknown code.
// 2. The target cannot hold a value of the row, or needs a value that is lost.
// 3. The row depends on a row that is kept back: by a foreign key, as evidence or as correction.
//    Foreign keys to `documents` do not count.
// 4. The row belongs to a closed document, or is an agency that only closed documents name. A
//    document is closed if its own row is rejected, or is kept back for a code SECRET….
// A citation of a closed document is delivered as NULL.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "export/delivery/row_source.h"
#include "record/records.h"
#include "store/store_reader.h"

namespace codau::exports {

/// The reason why a target cannot hold a row.
struct Refusal {
  std::string field;     ///< the column; for packages, the missing fields with ", " between
  std::string code;      ///< from record/reasons.h, or a code of the format
  bool is_lost = false;  ///< a value that the target needs is missing
};
using DocIds = std::set<std::string, std::less<>>;
using CodesById = std::map<std::string, std::string, std::less<>>;
/// The options of an ExportFilter.
struct ExportFilterOptions {
  /// The tables that the format writes; empty: all. tables() and withheld() leave out all others.
  std::vector<std::string> tables = {};
  bool include_unreviewed = false;  ///< E reasons keep back no row
  /// Reason 2: returns why the target cannot hold a row. Empty: the target can hold all rows.
  std::function<std::optional<Refusal>(const record::Table&, const record::Row&)> refuse = {};
  /// Tells whether the user wants a document; empty: all documents. Unwanted documents, and
  /// agencies that only these name, are treated as absent.
  std::function<bool(const record::Row& document)> wants = {};
  /// If false, a row that the target cannot hold keeps back no other row. A lost value still does.
  bool refused_rows_withhold_children = true;
  /// If true, foreign keys `doc_id` to `documents` count, too: for formats that nest rows.
  bool documents_withhold_rows = false;
  /// Judge only the rows of these documents; nothing: all. They must include the documents of
  /// find_documents_in_doubt(), and those with a row that `refuse` refuses.
  std::optional<DocIds> judged = {};
};

/// Returns the documents with a row that reason 1 may keep back: the row has an E reason, or a
/// person has set a value. Reads no rows except the rejected rows of `documents`.
[[nodiscard]] DocIds find_documents_in_doubt(const store::StoreReader& store);

/// Code of a row that a person has rejected, and of rows kept back with that row.
inline constexpr std::string_view kRejectedCode = "REJECTED";
/// A row that is kept back, with the reason.
struct WithheldRow {
  enum class Why : std::uint8_t {
    kReason,    ///< an E reason that nobody has accepted: `code`
    kRejected,  ///< a person has rejected the row
    kParent,    ///< its parent is kept back: `parent_table`, `parent_id`
    kTarget,    ///< the target cannot hold `field`: `code`
    kLost,      ///< a value that the target needs is lost: `code`
  };
  std::string table, row_id, doc_id;  ///< `doc_id`: empty for rows that documents share
  Why why = Why::kReason;
  std::string code;   ///< for kParent: the code of the first parent that is kept back
  std::string field;  ///< only for kTarget and kLost
  std::string parent_table, parent_id;
};
/// The numbers of rows of one table: of the wanted documents in the store, delivered, kept back.
struct RowCount {
  std::uint64_t store = 0, exported = 0, rejected = 0;
};

/// Decides for each row of a store whether the row is delivered. Laws: exported + rejected = store
/// for every table; with refused_rows_withhold_children, every foreign key of a delivered row
/// points at a delivered row, or at a document that is not closed.
class ExportFilter {
 public:
  /// Judges the rows; memory grows with the rows kept back. `store` must outlive this object.
  ExportFilter(const store::StoreReader& store, ExportFilterOptions options);
  ExportFilter(const ExportFilter&) = delete;
  ExportFilter& operator=(const ExportFilter&) = delete;

  /// Passes the delivered rows of a table, in the order of the store.
  void for_each_row(const record::Table& table, const store::StoreReader::RowSink& take) const;
  /// Passes the delivered rows of one document, even if the document is unwanted.
  void for_each_row_of(const record::Table& table, std::string_view doc_id,
                       const store::StoreReader::RowSink& take) const;
  /// Returns the delivered tables, parents first, with only the foreign keys that hold.
  [[nodiscard]] const std::vector<record::Table>& tables() const noexcept { return tables_; }
  /// Returns tables() with their delivered rows; valid as long as this object.
  [[nodiscard]] RowSource rows() const;
  /// Returns rows() and the flat tables (record/flat_tables.h) of delivered tasks. If the row of
  /// the document is kept back, its columns there are NULL.
  [[nodiscard]] RowSource rows_and_flat() const;
  /// Passes the rows of a flat table, with `of` only those of these documents.
  void for_each_flat_row(const record::Table& flat, const RowSource::RowSink& take,
                         const DocIds* of = nullptr) const;
  [[nodiscard]] const RowCount& count(std::string_view table) const;
  [[nodiscard]] const store::StoreReader& store() const noexcept { return store_; }
  [[nodiscard]] const std::vector<WithheldRow>& withheld() const noexcept { return withheld_; }
  [[nodiscard]] bool is_closed(std::string_view doc_id) const { return closed_.contains(doc_id); }
  /// Returns the closed documents, by doc_id, each with the code that closes it.
  [[nodiscard]] const CodesById& closed() const noexcept { return closed_; }
  /// Tells whether every foreign key to `documents` points at a delivered row.
  [[nodiscard]] bool has_all_documents() const;
  [[nodiscard]] bool is_wanted(std::string_view doc_id) const;

 private:
  [[nodiscard]] store::StoreReader::RowSink make_delivered_filter(
      const record::Table& table, const store::StoreReader::RowSink& take) const;
  [[nodiscard]] record::Row clear_closed_keys(const record::Table& table, record::Row row) const;
  void visit_wanted_rows(const record::Table& table, const store::StoreReader::RowSink& take) const;
  void visit_judged_rows(const record::Table& table, const store::StoreReader::RowSink& take) const;
  void choose_documents();
  void close_documents();
  void choose_tables();
  [[nodiscard]] bool is_delivered_table(std::string_view table) const;
  void choose_agencies();
  void judge_table(const record::Table& table);
  [[nodiscard]] std::optional<WithheldRow> judge(const record::Table& table, const record::Row& row,
                                                 std::string_view doc_id) const;
  [[nodiscard]] std::optional<WithheldRow> judge_parents(const record::Table& table,
                                                         const record::Row& row) const;
  [[nodiscard]] std::optional<WithheldRow> find_withheld_parent(std::string_view table,
                                                                std::string_view row_id) const;
  void withhold(WithheldRow row);

  const store::StoreReader& store_;
  ExportFilterOptions options_;
  CodesById closed_;              // by doc_id
  CodesById closed_agencies_;     // each with one of the closed documents that name it
  std::optional<DocIds> wanted_;  // nothing: all
  DocIds wanted_agencies_;        // those that wanted documents name
  std::map<std::string, DocIds, std::less<>> kept_;        // row ids, by table
  std::map<std::string, CodesById, std::less<>> pulling_;  // rows that keep back others, by table
  std::vector<WithheldRow> withheld_;
  std::vector<record::Table> tables_;
  std::vector<std::vector<record::ForeignKey>> keys_;  // that hold, by table
  std::map<std::string, RowCount, std::less<>> counts_;
};

}  // namespace codau::exports
