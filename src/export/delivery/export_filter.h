// export/delivery/export_filter.h — chooses the rows of a store that an export delivers. A store is
// the output folder of `codau run`. All other rows are withheld (kept back), for these reasons:
// 1. A person has rejected the row. Or the row has an error reason that nobody has accepted: a code
//    in review_reasons that is unknown, or of severity kError (record/reasons.h).
// 2. The target of the export cannot hold a value of the row, or needs a value that the row lacks.
// 3. The row depends on a withheld row: by a foreign key (except keys to `documents`), or as
//    evidence or correction of a value of that row.
// 4. The row belongs to a closed document, or is an agency that only closed documents name.
// A document is closed if a person has rejected its row in `documents`, or if this row has an
// unaccepted error reason of secrecy (SECRET…). NULL replaces citations of closed documents.
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

/// Tells why the target cannot hold a row.
struct Refusal {
  std::string field;     ///< the column; for packages, the missing fields with ", " between
  std::string code;      ///< from record/reasons.h, or a code of the format
  bool is_lost = false;  ///< true: the row lacks a needed value. false: a value does not fit
};
using DocIds = std::set<std::string, std::less<>>;
using CodesById = std::map<std::string, std::string, std::less<>>;
struct ExportFilterOptions {
  /// Names of the tables that the format writes, and that tables() has; empty: all.
  std::vector<std::string> tables = {};
  /// Error reasons, even of secrecy, withhold no row and close no document.
  bool include_unreviewed = false;
  /// Returns why the target cannot hold a row; nothing if it can. Empty: the target holds all rows.
  std::function<std::optional<Refusal>(const record::Table&, const record::Row&)> refuse = {};
  /// Tells whether the user wants a document; empty: all documents. Unwanted documents, and
  /// agencies that only these name, are treated as absent.
  std::function<bool(const record::Row& document)> wants = {};
  /// If false, a Refusal without is_lost withholds only its own row, and no row that depends on it.
  bool refused_rows_withhold_children = true;
  /// If true, foreign keys `doc_id` to `documents` count, too: for formats that nest rows.
  bool documents_withhold_rows = false;
  /// Saves time: judges only these documents and all agencies; delivers all other rows unjudged.
  /// Must include find_documents_in_doubt() and documents with refused rows. Nothing: judges all.
  std::optional<DocIds> judged = {};
};

/// Returns the documents that reason 1 may concern: with an error reason, or edited by a person.
[[nodiscard]] DocIds find_documents_in_doubt(const store::StoreReader& store);
/// Code of a row that a person has rejected, and of rows withheld with that row.
inline constexpr std::string_view kRejectedCode = "REJECTED";
/// A withheld row, with the reason.
struct WithheldRow {
  enum class Why : std::uint8_t {
    kReason,    ///< an error reason that nobody has accepted: `code`
    kRejected,  ///< a person has rejected the row
    kParent,    ///< depends on a withheld row or closed document: `parent_table`, `parent_id`
    kTarget,    ///< the target cannot hold `field`: `code`
    kLost,      ///< the row lacks a value that the target needs: `code`
  };
  std::string table, row_id, doc_id;  ///< `doc_id`: empty for rows that documents share
  Why why = Why::kReason;
  std::string code;   ///< for kParent: the code of the withheld parent
  std::string field;  ///< only for kTarget and kLost
  std::string parent_table, parent_id;
};
/// Numbers of rows of one table. `stored`: the rows of wanted documents; delivered + withheld.
struct RowCount {
  std::uint64_t stored = 0, delivered = 0, withheld = 0;
};

/// Decides for each row of a store whether the row is delivered. Law: with
/// refused_rows_withhold_children, every foreign key of a delivered row points at a delivered row,
/// or at a document that is not closed.
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
  /// Returns the delivered tables, parents first. A foreign key stays if its table is delivered;
  /// keys to `documents` stay only with has_all_documents().
  [[nodiscard]] const std::vector<record::Table>& tables() const noexcept { return tables_; }
  /// Returns tables() with their delivered rows; valid as long as this object.
  [[nodiscard]] RowSource rows() const;
  /// Returns rows(), and the flat tables with the rows of delivered tasks. A flat table joins a
  /// task with its document and deadlines (record/flat_tables.h). If the row of the document is
  /// withheld, the columns about the document are NULL.
  [[nodiscard]] RowSource rows_and_flat() const;
  /// Passes the rows of a flat table: all, or only the rows of the documents in `only`.
  void for_each_flat_row(const record::Table& flat, const RowSource::RowSink& take,
                         const DocIds* only = nullptr) const;
  /// Returns the counts of a table of the store. Throws Error{kInternal} for any other name.
  [[nodiscard]] const RowCount& count(std::string_view table) const;
  [[nodiscard]] const store::StoreReader& store() const noexcept { return store_; }
  /// Returns the withheld rows of tables().
  [[nodiscard]] const std::vector<WithheldRow>& withheld() const noexcept { return withheld_; }
  [[nodiscard]] bool is_closed(std::string_view doc_id) const { return closed_.contains(doc_id); }
  /// Returns the closed documents, by doc_id, each with the code that closes it.
  [[nodiscard]] const CodesById& closed() const noexcept { return closed_; }
  /// Tells whether each document is delivered or closed; always false with options.wants.
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
