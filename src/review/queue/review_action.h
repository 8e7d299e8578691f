// review/queue/review_action.h — an action that the review page requests.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace codau::review {

/// The fields of a request. ReviewService::act() (review/service/review_service.h) explains them.
struct ReviewAction {
  std::string action, doc_id, table, row_id, field, version, value, rest, with, at;
  std::map<std::string, std::string> versions;  ///< version of each row, by row_id
  std::vector<std::string> edits;
  /// True for an action inside "together".
  bool is_one_of_many = false;
  bool is_blank = false;  ///< an empty value is accepted on purpose
  /// Returns true for an action that adds, splits or merges tasks, or undoes this.
  [[nodiscard]] bool is_row_action() const {
    return action == "add" || action == "split" || action == "merge" || action == "back";
  }
};

}  // namespace codau::review
