// store/edits/name_index.h — which documents carry a name that no list has, and which names people
// have confirmed (OUT/lexicon/learnt) that their rows know.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/sqlite.h"
#include "store/schema/ddl.h"

namespace codau::store {

/// Returns the key under which the index has a name: folded, and at most 200 bytes of that.
[[nodiscard]] std::string make_name_key(std::string_view name);

/// Writes the names of a document anew, by its rows of task_agencies. Transactions are the
/// caller's.
void index_names(const Connection& connection, std::string_view doc_id);

/// Keeps a reference to the connection; of what it writes the transaction is the caller's.
class NameIndex {
 public:
  explicit NameIndex(const Connection& connection) : connection_(connection) {}

  /// Returns the documents that carry a name of this make_name_key(), sorted.
  [[nodiscard]] std::vector<std::string> documents(std::string_view key) const;
  /// The confirmed names that the rows were judged by.
  [[nodiscard]] std::set<std::string> learnt() const;
  void save_learnt_names(const std::set<std::string>& names) const;

 private:
  const Connection& connection_;
};

}  // namespace codau::store
