// document/tasks/task_list.h — the tasks of a document in few bytes: a table may have a hundred
// thousand rows, and a Task takes thousands of bytes before its words are counted.
#pragma once

#include <cstddef>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "document/tasks/task.h"

namespace codau::document {

/// A list of tasks that are packed; what is asked for is made again. Law: it has what a vector of
/// them has.
class TaskList {
 public:
  class Iterator {
   public:
    using difference_type = std::ptrdiff_t;
    using value_type = Task;
    Iterator() = default;
    Iterator(const TaskList& list, std::size_t at) : list_(&list), at_(at) {}
    Task operator*() const { return (*list_)[at_]; }
    Iterator& operator++() { return ++at_, *this; }
    Iterator operator++(int) { return {*list_, at_++}; }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const TaskList* list_ = nullptr;
    std::size_t at_ = 0;
  };

  [[nodiscard]] std::size_t size() const noexcept { return packed_.size(); }
  [[nodiscard]] bool empty() const noexcept { return packed_.empty(); }
  /// Precondition: index < size().
  [[nodiscard]] Task operator[](std::size_t index) const;
  /// The same, and its bytes are given back: it is asked for no more.
  [[nodiscard]] Task take(std::size_t index);
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, size()}; }

  void push_back(Task task);
  /// Calls `change` with each task in order; those for which it says false go.
  void update_each(const std::function<bool(Task&)>& change);

 private:
  std::vector<std::string> packed_;
};

}  // namespace codau::document
