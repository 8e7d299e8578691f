// export/delivery/change_feed.h — the changes of rows since an earlier export (export --since).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "export/delivery/delivery.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"
#include "store/reader.h"

namespace codau::exports {

/// The changes of one document after a number of the feed, merged.
struct ChangedDocument {
  std::int64_t seq = 0;  ///< of its last change
  std::string change;    ///< added | changed | removed
  /// The first reported change of each row, by table and row_id: added | changed | removed. Rows of
  /// an added document may be absent.
  std::map<std::string, std::map<std::string, std::string>, std::less<>> rows;
};
using ChangedDocuments = std::map<std::string, ChangedDocument, std::less<>>;

/// Returns the documents that have changed after the number `since`; for 0 every document. Two more
/// kinds count as changed:
/// 1. Documents that cite a document whose own row has changed. If that document is closed, their
///    rows do not name it.
/// 2. Copies of a changed document, because another copy may now count in the flat tables.
/// Throws Error{kUsage} for a number outside the feed: beyond its last, or from before the feed
/// began anew (store::History::begun).
[[nodiscard]] ChangedDocuments changed_documents(const store::Reader& store, std::int64_t since);

/// A line of the feed.
struct RowChange {
  std::int64_t seq = 0;
  std::string_view doc_id, change, table, row_id;
  std::string_view op;  ///< added | changed | removed
};

/// The rows of changed documents as now delivered, and the rows that are no longer delivered. Law:
/// take the delivery of an export at `since`, delete the rows that each_change() reports as
/// removed, and replace the rows of rows_and_flat() by key. The result equals the delivery of an
/// export now.
class ChangeFeed {
 public:
  /// `delivery` must outlive this and have judged all of `documents`.
  ChangeFeed(const Delivery& delivery, ChangedDocuments documents);
  /// Returns the rows of the changed documents, with the agencies that they name or named.
  [[nodiscard]] RowSource rows() const;
  /// Returns the same with the rows of the flat tables.
  [[nodiscard]] RowSource rows_and_flat() const;
  /// Reports the changes: first of shared tables, then by document, table and row, last of flat
  /// tables. A row of rows() without a report is unchanged in the store. Removed rows are those
  /// that vanished and those kept back, exported before or not. The earlier days of a deadline in
  /// due_dates are unknown. All its rows are therefore reported as removed, by the first two parts
  /// of their key. Its current rows are reported as added.
  void each_change(const std::function<void(const RowChange&)>& take) const;

 private:
  void each_change_of(const std::string& doc_id, const ChangedDocument& document,
                      const record::Table& table,
                      const std::function<void(const RowChange&)>& take) const;
  void each_change_of_shared(const record::Table& table,
                             const std::function<void(const RowChange&)>& take) const;
  void each_change_of_flat(const record::Table& flat,
                           const std::function<void(const RowChange&)>& take) const;
  [[nodiscard]] std::set<std::string> deadlines_of(const std::string& doc_id,
                                                   const ChangedDocument& document) const;
  void find_shared();

  const Delivery& delivery_;
  ChangedDocuments documents_;
  /// Keys of shared rows, each with the document that reports it.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> shared_;
  /// Rows of changed documents that are kept back, by document and table.
  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>, std::less<>>
      kept_back_;
};

/// Writes changes.jsonl: each_change() of the tables of `rows`, one object on each line.
void write_changes(const ChangeFeed& feed, const RowSource& rows, FileSet& files);

}  // namespace codau::exports
