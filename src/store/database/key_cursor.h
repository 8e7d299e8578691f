// store/database/key_cursor.h — many questions by the key of a table, cheap in the order of the
// key.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "store/database/sqlite.h"

namespace codau::store {

/// Rows of one key after the other. A key behind the last one is walked to where it is near, each
/// other one is searched for: 100,000 keys in ascending order take a twentieth of what as many
/// searches take, one takes what its search takes. It looks at the file as long as it lives. What
/// is written meanwhile may be of keys that were asked for.
class KeyCursor {
 public:
  /// `select` has one parameter, the least key, and gives rows by ascending key, its first column.
  KeyCursor(const Connection& connection, std::string select);

  void for_each_row_of(std::string_view key, const std::function<void(const Statement&)>& take);

 private:
  void search(std::string_view key);
  void advance() { has_row_ = row_->step(); }

  const Connection& connection_;
  std::string select_;
  std::optional<Statement> row_;
  std::string last_;  // key that was asked for; the row is the first behind it
  bool has_row_ = false;
};

}  // namespace codau::store
