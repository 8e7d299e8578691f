// store/edits/name_index.h — index of agency names that no list contains, by document. It also
// keeps the names that people have confirmed (OUT/lexicon/learnt) and that the rows already use.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/sqlite.h"
#include "store/schema/ddl.h"

namespace codau::store {

/// Returns the key of a name in the index: the folded name, cut to 200 bytes.
[[nodiscard]] std::string make_name_key(std::string_view name);

/// Replaces the names of a document in the index by those of its rows of task_agencies. Runs within
/// a transaction of the caller.
void index_names(const Connection& connection, std::string_view doc_id);

/// Reads and writes the index within transactions of the caller. Keeps a reference to the
/// connection.
class NameIndex {
 public:
  explicit NameIndex(const Connection& connection) : connection_(connection) {}

  /// Returns the documents that have a name with this make_name_key(), sorted.
  [[nodiscard]] std::vector<std::string> documents(std::string_view key) const;
  /// Returns the confirmed names that were known when the rows were made.
  [[nodiscard]] std::set<std::string> learnt() const;
  /// Replaces the confirmed names.
  void save_learnt_names(const std::set<std::string>& names) const;

 private:
  const Connection& connection_;
};

}  // namespace codau::store
