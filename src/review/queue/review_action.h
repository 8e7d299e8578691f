// review/queue/review_action.h — one action that the page asks for.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace codau::review {

/// What is asked to be done (review/http/review_service.h).
struct ReviewAction {
  std::string action, doc_id, table, row_id, field, version, value, rest, with, at;
  std::map<std::string, std::string> versions;  ///< of rows
  std::vector<std::string> edits;
  bool is_one_of_many = false;
  bool is_blank = false;  ///< an empty value is accepted knowingly
  [[nodiscard]] bool is_row_action() const {
    return action == "add" || action == "split" || action == "merge" || action == "back";
  }
};

}  // namespace codau::review
