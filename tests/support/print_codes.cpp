// Prints, for tests/rule/code_lists_test.py, what people read of codes: the lists of
// data/codes.md, a line of "=", the rows of data/review-reasons.md.
#include <iostream>
#include <string>
#include <string_view>

#include "record/schema/codes.h"
#include "record/schema/reasons.h"
#include "record/schema/schema.h"

namespace {

using namespace codau::record;

/// "`tasks.due_op`, `task_deadlines.due_op`".
std::string columns_of(const CodeList& list) {
  std::string out;
  for (const Table& table : schema()) {
    for (const Column& column : table.columns) {
      if (column.codes != &list) continue;
      out += (out.empty() ? "`" : ", `") + std::string(table.name) + "." +
             std::string(column.name) + "`";
    }
  }
  return out;
}

std::string_view letter_of(Severity severity) {
  return severity == Severity::kInfo ? "I" : severity == Severity::kReview ? "R" : "E";
}

}  // namespace

int main() {
  for (const CodeList* list : code_lists()) {
    std::cout << "\n## " << list->name << "\n\n"
              << columns_of(*list) << "\n\n| mã · code | nghĩa | meaning |\n|---|---|---|\n";
    for (const CodeEntry& one : *list)
      std::cout << "| " << one.code << " | " << one.name_vi << " | " << one.name_en << " |\n";
  }
  std::cout << "=\n";
  for (const ReviewReason& reason : reasons()) {
    std::cout << "| " << reason.code << " | " << letter_of(reason.severity) << " | "
              << reason.meaning_vi << " | " << reason.meaning_en << " |\n";
  }
}
