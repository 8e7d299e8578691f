#include "store/database/key_cursor.h"

#include <utility>

namespace codau::store {

KeyCursor::KeyCursor(const Connection& connection, std::string select)
    : connection_(connection), select_(std::move(select)) {}

void KeyCursor::for_each_row_of(std::string_view key,
                                const std::function<void(const Statement&)>& take) {
  constexpr int kNear = 8;  // stepping over 8 rows takes as long as a search, measured on `made`
  if (!row_ || key <= last_) search(key);
  for (int steps = 0; has_row_ && row_->view(0) < key; ++steps)
    steps < kNear ? advance() : search(key);
  last_ = key;
  for (; has_row_ && row_->view(0) == key; advance()) take(*row_);
}

void KeyCursor::search(std::string_view key) {
  row_.emplace(connection_, select_);
  row_->bind(1, key);
  advance();
}

}  // namespace codau::store
