// document/tasks/task_list.h — stores the tasks of a document in little memory. A table may have a
// hundred thousand rows, and a Task takes thousands of bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "document/tasks/task.h"

namespace codau::document {

/// A list of packed tasks. Access unpacks a task. Law: it has the same tasks as a std::vector
/// filled in the same way.
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
  /// Returns the task and frees its memory. The task must not be asked for again.
  [[nodiscard]] Task take(std::size_t index);
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, size()}; }

  void push_back(Task task);
  /// Calls `change` for each task in order. Removes those for which it returns false.
  void update_each(const std::function<bool(Task&)>& change);

 private:
  std::vector<std::string> packed_;
};

}  // namespace codau::document
