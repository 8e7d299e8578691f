// export/delivery/export_filter.h — chooses the rows of a store that an export delivers. A store is
// the output folder of `codau run`. All other rows are withheld (not delivered). Terms:
// 1. An error reason is a code in the column review_reasons that is unknown, or of severity kError
//    (record/schema/reasons.h). A person may accept a row in spite of them, or reject a row.
// 2. A document is closed if a person has rejected its row in `documents`, or if the row has an
//    unaccepted error reason of secrecy (SECRET…).
// A row is withheld if:
// 1. a person has rejected the row, or the row has an error reason that nobody has accepted;
// 2. the target of the export cannot hold a value of the row, or needs something that is missing;
// 3. the row depends on a withheld row: by a foreign key (except keys to `documents`), or as
//    evidence or correction of a value of that row;
// 4. the row belongs to a closed document, or is an agency that only closed documents name.
// In delivered rows, NULL replaces citations of closed documents.
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
#include "record/rows/records.h"
#include "store/store_reader.h"

namespace codau::exports {

/// Tells why a target refuses a row (case 2 above).
struct Refusal {
  std::string field;  ///< the column; for packages, the faulty fields with ", " between
  std::string code;   ///< from record/schema/reasons.h, or a code of the format
  /// True: something that the target needs is missing or wrong. False: a value does not fit.
  bool is_requirement_unmet = false;
};
using DocIds = std::set<std::string, std::less<>>;
using CodesById = std::map<std::string, std::string, std::less<>>;  ///< reason by id
/// Options of an ExportFilter.
struct ExportFilterOptions {
  /// Names of the tables to deliver; empty: all.
  std::vector<std::string> tables = {};
  /// If true, error reasons, even of secrecy, withhold no row and close no document.
  bool include_unreviewed = false;
  /// Returns why the target refuses a row; nothing if it accepts the row. Empty: accepts all rows.
  std::function<std::optional<Refusal>(const record::Table&, const record::Row&)> refuse = {};
  /// Tells whether the user wants a document; empty: all documents. Unwanted documents, and
  /// agencies that only these name, are treated as absent.
  std::function<bool(const record::Row& document)> wants = {};
  /// If false, a refused row withholds no rows that depend on it, unless is_requirement_unmet.
  bool refused_rows_withhold_children = true;
  /// If true, a withheld row of `documents` withholds all rows of its document.
  bool documents_withhold_rows = false;
  /// The judged documents; nothing: all. To save time, the rows of all others are delivered unseen.
  /// Must include find_documents_in_doubt(), and documents with rows that `refuse` may refuse.
  std::optional<DocIds> judged = {};
};
/// Returns all documents that have a rejected row, or a row with an error reason, and maybe others.
[[nodiscard]] DocIds find_documents_in_doubt(const store::StoreReader& store);
/// Code of a row that a person has rejected, and of rows withheld with that row.
inline constexpr std::string_view kRejectedCode = "REJECTED";
/// A withheld row, with the reason.
struct WithheldRow {
  enum class Why : std::uint8_t {
    kReason,    ///< an error reason that nobody has accepted: `code`
    kRejected,  ///< a person has rejected the row
    kParent,    ///< depends on a withheld row or closed document: `parent_table`, `parent_id`
    kTarget,    ///< the target cannot hold the value of `field`: `code`
    kRequirementUnmet,  ///< something that the target needs is missing or wrong: `code`
  };
  std::string table, row_id, doc_id;  ///< `doc_id` is empty for rows that documents share
  Why why = Why::kReason;
  std::string code;   ///< for kParent: the code of the withheld parent
  std::string field;  ///< Refusal::field; empty for other reasons
  std::string parent_table, parent_id;
};
/// Numbers of rows of one table, only of wanted documents. stored = delivered + withheld.
struct RowCount {
  std::uint64_t stored = 0, delivered = 0, withheld = 0;
};
/// Chooses the delivered rows of a store. Law: if refused_rows_withhold_children, every foreign key
/// of a delivered row points at a delivered row, or at a document that is not closed.
class ExportFilter {
 public:
  /// Judges the rows; memory grows with the withheld rows. `store` must outlive this object.
  ExportFilter(const store::StoreReader& store, ExportFilterOptions options);
  ExportFilter(const ExportFilter&) = delete;
  ExportFilter& operator=(const ExportFilter&) = delete;
  /// Passes the delivered rows of a table, in the order of the store.
  void for_each_row(const record::Table& table, const store::StoreReader::RowSink& take) const;
  /// Passes the delivered rows of one document, even if the document is unwanted.
  void for_each_row_of(const record::Table& table, std::string_view doc_id,
                       const store::StoreReader::RowSink& take) const;
  /// Returns the delivered tables, parents first. A foreign key is left out if its target table is
  /// not delivered. Keys to `documents` are left out unless has_all_documents().
  [[nodiscard]] const std::vector<record::Table>& tables() const noexcept { return tables_; }
  /// Returns tables() with their delivered rows; valid as long as this object.
  [[nodiscard]] RowSource rows() const;
  /// Returns rows(), and the flat tables, which join each delivered task with its document and
  /// deadlines (record/schema/flat_tables.h). Columns of a withheld document are NULL.
  [[nodiscard]] RowSource rows_and_flat() const;
  /// Passes the rows of a flat table: all, or only the rows of the documents in `only`.
  void for_each_flat_row(const record::Table& flat, const RowSource::RowSink& take,
                         const DocIds* only = nullptr) const;
  /// Returns the counts of a table of the store. Throws Error{kInternal} for another name.
  [[nodiscard]] const RowCount& count(std::string_view table) const;
  [[nodiscard]] const store::StoreReader& store() const noexcept { return store_; }
  /// Returns the withheld rows of tables().
  [[nodiscard]] const std::vector<WithheldRow>& withheld() const noexcept { return withheld_; }
  [[nodiscard]] bool is_closed(std::string_view doc_id) const { return closed_.contains(doc_id); }
  /// Returns the closed documents, by doc_id, each with the code that closes it.
  [[nodiscard]] const CodesById& closed() const noexcept { return closed_; }
  /// Tells whether all documents are delivered or closed; always false with options.wants.
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
  using Verdict = std::optional<WithheldRow>;  // nothing: the row is delivered
  [[nodiscard]] Verdict judge(const record::Table& table, const record::Row& row,
                              std::string_view doc_id) const;
  [[nodiscard]] Verdict judge_parents(const record::Table& table, const record::Row& row) const;
  [[nodiscard]] Verdict find_withheld_parent(std::string_view table, std::string_view id) const;
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
