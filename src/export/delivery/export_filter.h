// export/delivery/export_filter.h — chooses the rows that an export delivers (standards 10 and 11).
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

/// The reason why a target cannot hold a row. `is_lost`: a value that the target needs is missing.
struct Refusal {
  std::string field, code;  ///< column; code from record/reasons.h or of the format
  bool is_lost = false;
};
using DocIds = std::set<std::string, std::less<>>;
struct ExportFilterOptions {
  /// The tables of the format; empty means all. Rows of other tables are not counted.
  std::vector<std::string> tables = {};
  bool include_unreviewed = false;  ///< deliver rows with an E (error) reason that nobody accepted
  /// Called for each row that no other rule keeps back. Empty: the target can hold all rows.
  std::function<std::optional<Refusal>(const record::Table&, const record::Row&)> refuse = {};
  /// Tells whether the user wants a document; empty: all. Unwanted documents, and agencies that
  /// only they name, count as absent.
  std::function<bool(const record::Row& document)> wants = {};
  bool refused_rows_keep_children = true;  ///< rows that depend on a refused row stay
  /// For formats that nest rows in their document: the rows of a kept-back document stay.
  bool documents_keep_rows = false;
  /// The documents whose rows are read and judged; nothing: all. Precondition: no other document is
  /// in find_documents_in_doubt() or has a row that `refuse` refuses.
  std::optional<DocIds> judged = {};
};

/// Returns the documents with a row that any target may keep back. Such a row has an E reason, or a
/// person has set a value in it. Reads no rows except rejected rows of `documents`.
[[nodiscard]] DocIds find_documents_in_doubt(const store::StoreReader& store);

/// Code of a row that a person has rejected, and of rows that depend on such a row.
inline constexpr std::string_view kRejectedCode = "REJECTED";
/// A row that is not delivered, with the reason.
struct WithheldRow {
  enum class Why : std::uint8_t {
    kReason,    ///< an E reason that nobody has accepted: `code`
    kRejected,  ///< a person has rejected it
    kParent,    ///< its parent is kept back: `parent_table`, `parent_id`
    kTarget,    ///< the target cannot hold `field`: `code`
    kLost,      ///< a value that the target needs is lost: `code`
  };
  std::string table, row_id, doc_id;
  Why why = Why::kReason;
  std::string code;   ///< code of the first cause, also for kParent
  std::string field;  ///< only for kTarget and kLost
  std::string parent_table, parent_id;
};
struct RowCount {
  std::uint64_t store = 0, exported = 0, rejected = 0;
};

/// Decides for each row whether it is delivered ("goes") or kept back ("stays"):
/// 1. A row stays if a person rejected it, or if it has an E reason that nobody has accepted.
/// 2. A row stays if ExportFilterOptions::refuse refuses the row.
/// 3. A row stays if it depends on a staying row: by a foreign key, as evidence or as correction.
/// 4. A staying row of `documents` keeps back only its evidence and corrections. Other rows of the
///    document go. So no target declares a key to `documents` unless has_all_documents().
/// 5. A document is closed if rule 1 keeps it back as rejected or SECRET. All rows of the document
///    stay, and so do agencies that only closed documents name. Other documents cite it as NULL.
/// The constructor judges all rows. Memory grows only with the rows kept back. Laws: exported +
/// rejected = store for every table; every foreign key of a delivered row points at a delivered row
/// or at a document that is not closed.
class ExportFilter {
 public:
  /// `store` must outlive this object.
  ExportFilter(const store::StoreReader& store, ExportFilterOptions options);
  ExportFilter(const ExportFilter&) = delete;
  ExportFilter& operator=(const ExportFilter&) = delete;

  /// Passes the delivered rows of a table, in the order of the store.
  void for_each_row(const record::Table& table, const store::StoreReader::RowSink& take) const;
  /// Passes the delivered rows of one document, even if the document is unwanted.
  void for_each_row_of(const record::Table& table, std::string_view doc_id,
                       const store::StoreReader::RowSink& take) const;
  /// Returns the delivered tables, parents first, with the foreign keys that hold.
  [[nodiscard]] const std::vector<record::Table>& tables() const noexcept { return tables_; }
  /// Returns the delivered rows for a format; valid as long as this object.
  [[nodiscard]] RowSource rows() const;
  /// Returns rows() and the uncounted flat tables (record/flat_tables.h) of delivered tasks. There,
  /// columns of a document whose own row stays are NULL.
  [[nodiscard]] RowSource rows_and_flat() const;
  /// Passes the rows of a flat table; with `of`, only the rows of these documents.
  void for_each_flat_row(const record::Table& flat, const RowSource::RowSink& take,
                         const DocIds* of = nullptr) const;
  [[nodiscard]] const RowCount& count(std::string_view table) const;
  [[nodiscard]] const store::StoreReader& store() const noexcept { return store_; }
  [[nodiscard]] const std::vector<WithheldRow>& withheld() const noexcept { return withheld_; }
  /// Returns whether a document is closed; closed() lists closed documents with their codes.
  [[nodiscard]] bool is_closed(std::string_view doc_id) const { return closed_.contains(doc_id); }
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& closed() const noexcept {
    return closed_;
  }
  /// Returns whether all documents are wanted, and all kept-back documents are closed.
  [[nodiscard]] bool has_all_documents() const;
  [[nodiscard]] bool is_wanted(std::string_view doc_id) const;

 private:
  using Keys = std::set<std::string, std::less<>>;
  /// Wraps `take`: passes only delivered rows, and sets keys to closed documents to NULL.
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
  std::map<std::string, std::string, std::less<>> closed_;  // by doc_id, with code of the reason
  /// Agencies that only closed documents name, each with one of these documents.
  std::map<std::string, std::string, std::less<>> closed_agencies_;
  std::optional<DocIds> wanted_;  // nothing: all; the agencies that they name:
  Keys wanted_agencies_;
  std::map<std::string, Keys, std::less<>> kept_;  // by table
  /// Rows whose dependent rows stay, by table, with the code of the first cause.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> pulling_;
  std::vector<WithheldRow> withheld_;
  std::vector<record::Table> tables_;
  std::vector<std::vector<record::ForeignKey>> keys_;  // that hold, by table
  std::map<std::string, RowCount, std::less<>> counts_;
};

}  // namespace codau::exports
