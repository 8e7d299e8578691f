// export/delivery/change_feed.h — what has become of rows since an earlier export (export --since).
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

/// The changes of the feed behind a number, folded: one for each document.
struct ChangedDocument {
  std::int64_t seq = 0;  ///< of its last change
  std::string change;    ///< added | changed | removed
  /// The first that was told of each row, by table and row_id: added | changed | removed. Rows of a
  /// document that was added need not be there.
  std::map<std::string, std::map<std::string, std::string>, std::less<>> rows;
};
using ChangedDocuments = std::map<std::string, ChangedDocument, std::less<>>;

/// Behind 0: every document. Documents that cite one whose own row has changed are changed: where
/// that one is closed, their rows do not name it. So are the copies of a changed one, of which
/// another may count now in the flat tables. Throws Error{kUsage} for a number that the feed
/// does not reach: beyond its last, or of before it began anew (store::History::begun).
[[nodiscard]] ChangedDocuments changed_documents(const store::Reader& store, std::int64_t since);

/// A line of the feed.
struct RowChange {
  std::int64_t seq = 0;
  std::string_view doc_id, change, table, row_id;
  std::string_view op;  ///< added | changed | removed
};

/// The rows of changed documents as they are delivered now, and those that are not any more.
/// Law: who had what an export delivered at `since`, takes away the rows that each_change() calls
/// removed and puts those of rows_and_flat() in place by their keys, has what an export delivers
/// now.
class ChangeFeed {
 public:
  /// `delivery` must outlive this and have judged all of `documents`.
  ChangeFeed(const Delivery& delivery, ChangedDocuments documents);
  /// The rows of the changed documents, with the agencies that they name or named.
  [[nodiscard]] RowSource rows() const;
  /// With those of the flat tables.
  [[nodiscard]] RowSource rows_and_flat() const;
  /// By document, table and row. A row of rows() without a line is as it was in the store. Removed
  /// is what vanished and what is kept back, whether or not it was exported before. Of due_dates
  /// nobody knows the days of before: removed are all rows of a deadline, by the two first parts of
  /// their key, and what is due now is added.
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
  /// Keys of shared rows with the document that tells of them.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> shared_;
  /// Rows kept back of changed documents, by document and table.
  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>, std::less<>>
      kept_back_;
};

/// changes.jsonl: each_change() of the tables of `rows`, an object a line.
void write_changes(const ChangeFeed& feed, const RowSource& rows, FileSet& files);

}  // namespace codau::exports
