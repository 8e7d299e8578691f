#include "record/validate.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "record/reasons.h"
#include "record/row.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using Findings = std::vector<std::string>;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `shape` has 'h' for a hex digit, '9' for a digit, anything else for itself.
bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool fits = shape[i] == 'h'   ? is_hex(text[i])
                      : shape[i] == '9' ? is_digit(text[i])
                                        : text[i] == shape[i];
    if (!fits) return false;
  }
  return true;
}

bool is_code(std::string_view codes, std::string_view value) {
  for (std::size_t at = 0; at <= codes.size();) {
    const std::size_t bar = std::min(codes.find('|', at), codes.size());
    if (codes.substr(at, bar - at) == value) return true;
    at = bar + 1;
  }
  return false;
}

bool text_fits(const Column& column, const std::string& text) {
  if (text.empty() || !text::is_utf8(text)) return false;
  switch (column.type) {
    case Type::kUuid:
      return has_shape(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh");
    case Type::kDate:
      return has_shape(text, "9999-99-99");
    case Type::kJson:
      return text.front() == '[' || text.front() == '{';
    default:
      return column.values.empty() || is_code(column.values, text);
  }
}

bool list_fits(const std::vector<std::string>& codes) {
  return std::ranges::all_of(codes,
                             [](const auto& code) { return severity_of(code).has_value(); }) &&
         std::set(codes.begin(), codes.end()).size() == codes.size();
}

Row key_of(const Table& table, const Row& row) {
  Row key;
  for (const std::string_view column : table.primary_key)
    key.push_back(value_of(table, row, column));
  return key;
}

class Checker {
 public:
  explicit Checker(const Records& records) : records_(records) {}

  Findings take() {
    for (const Table& one : schema()) check_table(one);
    if (!findings_.empty()) return findings_;  // the rest relies on whole rows
    for (const Table& one : schema()) check_parents(one);
    check_corrections();
    check_last_days();
    check_readings();
    check_terms();
    return findings_;
  }

 private:
  void report(const Table& table, std::size_t row, const std::string& what) {
    findings_.push_back(std::string(table.name) + " row " + std::to_string(row) + ": " + what);
  }

  void check_table(const Table& table) {
    const auto rows = records_.find(table.name);
    if (rows == records_.end()) {
      findings_.push_back(std::string(table.name) + ": no such table in the records");
      return;
    }
    Row last;
    for (std::size_t i = 0; i < rows->second.size(); ++i) {
      const Row& row = rows->second[i];
      if (row.size() != table.columns.size()) {
        report(table, i, "has " + std::to_string(row.size()) + " values");
        continue;
      }
      for (std::size_t c = 0; c < row.size(); ++c) {
        if (!fits(table.columns[c], row[c])) report(table, i, std::string(table.columns[c].name));
      }
      Row key = key_of(table, row);
      if (i > 0 && !(last < key)) report(table, i, "key is not above the one before");
      last = std::move(key);
    }
  }

  void check_parents(const Table& child) {
    for (const ForeignKey& link : child.foreign_keys) {
      if (link.column == "target_doc_id") continue;  // another document of the same store
      const Table& parent = table(link.table);
      std::set<Value> keys;
      for (const Row& row : records_.at(std::string(link.table))) {
        keys.insert(value_of(parent, row, link.target));
      }
      const auto& rows = records_.at(std::string(child.name));
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const Value& value = value_of(child, rows[i], link.column);
        if (!std::holds_alternative<std::monostate>(value) && !keys.contains(value)) {
          report(child, i, std::string(link.column) + " has no parent");
        }
      }
    }
  }

  // ---- applying the corrections of a field to its `_ocr` gives the value (standards 9) ----

  struct Edit {
    std::int64_t begin, end;
    std::string before, after;
  };
  using FieldKey = std::tuple<std::string, std::string, std::string>;  // table, row, field

  static std::string text_of(const Value& value) {
    const auto* const text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : *text;
  }

  [[nodiscard]] std::map<FieldKey, std::vector<Edit>> edits_by_field() const {
    std::map<FieldKey, std::vector<Edit>> out;
    const Table& corrections = table("corrections");
    for (const Row& row : records_.at("corrections")) {
      const auto value = [&](std::string_view name) { return value_of(corrections, row, name); };
      if (text_of(value("status")) != "applied") continue;
      out[{text_of(value("table_name")), text_of(value("row_id")), text_of(value("field"))}]
          .push_back({std::get<std::int64_t>(value("start")), std::get<std::int64_t>(value("end")),
                      text_of(value("before")), text_of(value("after"))});
    }
    return out;
  }

  static std::optional<std::string> corrected(const std::string& ocr, std::vector<Edit> all) {
    std::ranges::sort(all, {}, [](const Edit& edit) { return std::pair(edit.begin, edit.end); });
    std::string out;
    std::size_t done = 0;
    for (const Edit& edit : all) {
      const auto begin = static_cast<std::size_t>(edit.begin),
                 end = static_cast<std::size_t>(edit.end);
      if (begin < done || end < begin || end > ocr.size()) return std::nullopt;
      if (ocr.substr(begin, end - begin) != edit.before) return std::nullopt;
      out += ocr.substr(done, begin - done) + edit.after;
      done = end;
    }
    return out + ocr.substr(done);
  }

  void check_corrections() {
    const auto edits = edits_by_field();
    for (const Table& one : schema()) {
      for (const Column& column : one.columns) {
        const std::string_view field = column.name.substr(0, column.name.size() - 4);
        if (!column.name.ends_with("_ocr") || field == "issued_date" || one.name == "pages")
          continue;
        check_field(one, field, column.name, edits);
      }
    }
  }

  void check_field(const Table& one, std::string_view field, std::string_view ocr_column,
                   const std::map<FieldKey, std::vector<Edit>>& edits) {
    const auto& rows = records_.at(std::string(one.name));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Value& ocr = value_of(one, rows[i], ocr_column);
      if (std::holds_alternative<std::monostate>(ocr)) continue;
      const auto found =
          edits.find({std::string(one.name), row_id(one, rows[i]), std::string(field)});
      const auto value =
          corrected(text_of(ocr), found == edits.end() ? std::vector<Edit>() : found->second);
      if (value != text_of(value_of(one, rows[i], field))) {
        report(one, i, std::string(field) + " is not its reading with the corrections applied");
      }
    }
  }

  // ---- the document checks of standards 11 ----

  /// due_last_day is the day before `before`, the day itself of `by` and `on` (6.2).
  void check_last_days() {
    for (const char* const name : {"tasks", "task_deadlines"}) {
      const Table& one = table(name);
      const auto& rows = records_.at(name);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto text = [&](std::string_view column) {
          return text_of(value_of(one, rows[i], column));
        };
        const std::string due = text("due_date"), last = text("due_last_day"), op = text("due_op");
        const bool is_open = due.empty() || op.empty() || op == "after";
        const bool fits = is_open ? last.empty() : op == "before" ? last < due : last == due;
        if (!fits) report(one, i, "due_last_day does not follow from due_op");
      }
    }
  }

  /// What was read has its reading beside it; only what was inferred has none.
  void check_readings() {
    std::set<FieldKey> inferred;
    const Table& evidence = table("evidence");
    for (const Row& row : records_.at("evidence")) {
      const auto text = [&](std::string_view name) {
        return text_of(value_of(evidence, row, name));
      };
      if (text("basis") != "read")
        inferred.emplace(text("table_name"), text("row_id"), text("field"));
    }
    for (const Table& one : schema()) {
      for (const Column& column : one.columns) {
        if (!column.name.ends_with("_ocr") || one.name == "pages") continue;
        const std::string field(column.name.substr(0, column.name.size() - 4));
        const auto& rows = records_.at(std::string(one.name));
        for (std::size_t i = 0; i < rows.size(); ++i) {
          const bool is_read =
              text_of(value_of(one, rows[i], field)).empty() ||
              !text_of(value_of(one, rows[i], column.name)).empty() ||
              inferred.contains({std::string(one.name), row_id(one, rows[i]), field});
          if (!is_read) report(one, i, field + " has a value and no reading");
        }
      }
    }
  }

  /// Agencies of one key are not valid at the same time.
  void check_terms() {
    const Table& one = table("agencies");
    const auto& rows = records_.at("agencies");
    std::map<std::vector<std::string>, std::vector<std::pair<std::string, std::string>>> terms;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto text = [&](std::string_view name) {
        return text_of(value_of(one, rows[i], name));
      };
      const std::string from = text("valid_from");
      const std::string to = text("valid_to").empty() ? "9999-12-31" : text("valid_to");
      auto& known = terms[{text("name_key"), text("level"), text("place")}];
      for (const auto& [begin, end] : known) {
        if (from < end && begin < to)
          report(one, i, "its term overlaps another of the same agency");
      }
      known.emplace_back(from, to);
    }
  }

  const Records& records_;
  Findings findings_;
};

}  // namespace

bool fits(const Column& column, const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return column.nullable;
  switch (column.type) {
    case Type::kBool:
      return std::holds_alternative<bool>(value);
    case Type::kInt:
      return std::holds_alternative<std::int64_t>(value);
    case Type::kReal: {
      const auto* const real = std::get_if<double>(&value);
      return real != nullptr && *real >= 0 && *real <= 1;
    }
    case Type::kList: {
      const auto* const list = std::get_if<std::vector<std::string>>(&value);
      return list != nullptr && list_fits(*list);
    }
    default: {
      const auto* const text = std::get_if<std::string>(&value);
      return text != nullptr && text_fits(column, *text);
    }
  }
}

std::vector<std::string> check_rows(const Records& records) { return Checker(records).take(); }

}  // namespace codau::record
