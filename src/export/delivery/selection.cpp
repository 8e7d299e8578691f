#include "export/delivery/selection.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/delivery/cell_text.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "text/unicode.h"

namespace codau::exports {
namespace {

using record::Column;
using record::Documents;
using DocumentCells = record::ConstCells<Documents>;
using record::Row;
using record::Table;

/// Tells whether the text is a date, in the range of years that documents have.
bool is_day(const std::string& text) { return to_serial_date(text).has_value(); }

/// begin_of() and end_of() return the first and the last day of a day, month or year; empty for
/// other texts.
std::string begin_of(const std::string& given) {
  for (const std::string& day : {given, given + "-01", given + "-01-01"}) {
    if (is_day(day)) return day;
  }
  return {};
}

std::string end_of(const std::string& given) {
  for (const char* const day : {"", "-12-31", "-31", "-30", "-29", "-28"}) {
    if (is_day(given + day)) return given + day;
  }
  return {};
}

/// Tells whether every day of a day, month or year is within the bounds.
bool is_within(const std::string& given, const std::string& from, const std::string& to) {
  const std::string begin = begin_of(given), end = end_of(given);
  return (from.empty() || (!begin.empty() && from <= begin)) &&
         (to.empty() || (!end.empty() && end <= to));
}

/// Returns the known part of the day of issue: the month for "2023-03-XX".
std::string issued(const DocumentCells& document) {
  std::string known = document.text(Documents::issued_date_best);
  if (known.empty()) known = document.text(Documents::issued_edtf);
  return known.substr(0, known.find("-XX"));
}

[[noreturn]] void refuse_date(const std::string& given, const std::string& option) {
  throw Error(ErrorCode::kUsage,
              option + ": " + given + ": " +
                  both("không phải là ngày; hãy viết 2024-03-15, 2024-03 hoặc 2024",
                       "is no date; write 2024-03-15, 2024-03 or 2024"));
}

void refuse_backwards(const std::string& first, const std::string& last, const char* from,
                      const char* to) {
  if (first.empty() || last.empty() || first <= last) return;
  throw Error(ErrorCode::kUsage,
              std::string(from) + " " + first + ", " + to + " " + last + ": " +
                  both("ngày đầu sau ngày cuối", "the first day is after the last"));
}

/// A table with the positions of its shown columns.
struct Part {
  Table whole;
  std::vector<Column> columns;
  std::vector<std::size_t> places;
};

std::pair<std::string, std::string> split_name(const std::string& given) {
  const std::size_t dot = given.find('.');
  if (dot == std::string::npos) return {"plan_tasks", given};
  return {given.substr(0, dot), given.substr(dot + 1)};
}

bool is_key(const Table& table, std::string_view column) {
  return std::ranges::find(table.primary_key, column) != table.primary_key.end();
}

[[noreturn]] void refuse_column(const std::string& given, const std::vector<Table>& tables) {
  std::string known;
  const auto name = split_name(given).first;
  const auto found = std::ranges::find(tables, name, &Table::name);
  if (found == tables.end()) {
    for (const Table& table : tables) known += " " + std::string(table.name);
  } else {
    for (const Column& column : found->columns) known += " " + std::string(column.name);
  }
  throw Error(ErrorCode::kUsage, "--columns " + given + ": " +
                                     both("không có bảng hoặc cột này; có:",
                                          "there is no such table or column; there are:") +
                                     known);
}

using Parts = std::vector<Part>;

Parts parts_of(const std::vector<Table>& tables, const std::vector<std::string>& columns) {
  for (const std::string& given : columns) {
    const auto [table, column] = split_name(given);
    const auto found = std::ranges::find(tables, table, &Table::name);
    if (found == tables.end() ||
        std::ranges::find(found->columns, column, &Column::name) == found->columns.end())
      refuse_column(given, tables);
  }
  Parts out;
  for (const Table& table : tables) {
    Part part{table, {}, {}};
    bool is_named = columns.empty();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool wanted = std::ranges::any_of(columns, [&](const std::string& given) {
        return split_name(given) ==
               std::pair(std::string(table.name), std::string(table.columns[i].name));
      });
      is_named = is_named || wanted;
      if (!columns.empty() && !wanted && !is_key(table, table.columns[i].name)) continue;
      part.columns.push_back(table.columns[i]);
      part.places.push_back(i);
    }
    if (is_named) out.push_back(std::move(part));
  }
  return out;
}

bool has(const Part& part, std::string_view column) {
  return std::ranges::find(part.columns, column, &Column::name) != part.columns.end();
}

/// Returns the foreign keys whose both columns are shown.
std::vector<record::ForeignKey> keys_of(const Part& part, const Parts& all) {
  std::vector<record::ForeignKey> out;
  for (const record::ForeignKey& key : part.whole.foreign_keys) {
    const bool leads = std::ranges::any_of(all, [&](const Part& other) {
      return other.whole.name == key.table && has(other, key.target);
    });
    if (leads && has(part, key.column)) out.push_back(key);
  }
  return out;
}

}  // namespace

bool DocumentSelection::is_all() const {
  return documents.empty() && from.empty() && to.empty() && organ.empty() && type.empty() &&
         status.empty();
}

bool DocumentSelection::matches(const Row& row) const {
  const DocumentCells document(row);
  const auto is = [](const std::string& value, const std::string& wanted) {
    return wanted.empty() || text::to_lower(value) == text::to_lower(wanted);
  };
  if (!documents.empty() &&
      std::ranges::find(documents, document.text(Documents::doc_id)) == documents.end())
    return false;
  if (!is(document.text(Documents::type_code), type) ||
      !is(document.text(Documents::review_status), status))
    return false;
  if (!organ.empty() &&
      text::fold_key(document.text(Documents::organ_name)).find(text::fold_key(organ)) ==
          std::string::npos)
    return false;
  return (from.empty() && to.empty()) || is_within(issued(document), from, to);
}

std::string parse_first_day(const std::string& given, const std::string& option) {
  std::string day = begin_of(given);
  if (day.empty()) refuse_date(given, option);
  return day;
}

std::string parse_last_day(const std::string& given, const std::string& option) {
  std::string day = end_of(given);
  if (day.empty()) refuse_date(given, option);
  return day;
}

std::string parse_name_part(const std::string& given, const std::string& option) {
  if (!text::fold_key(given).empty()) return given;
  throw Error(ErrorCode::kUsage, option + ": " + given + ": " +
                                     both("không có chữ nào để tìm", "has no letter to look for"));
}

void check_selection(const store::StoreReader& store, const DocumentSelection& picked,
                     const ColumnSelection& shown) {
  refuse_backwards(picked.from, picked.to, "--from", "--until");
  refuse_backwards(shown.due_from, shown.due_to, "--due-from", "--due-to");
  for (const std::string& doc_id : picked.documents) {
    bool is_there = false;
    store.for_each_row_of(record::table(record::TableId::kDocuments), doc_id,
                          [&](const Row&, std::string_view) { is_there = true; });
    if (is_there) continue;
    throw Error(ErrorCode::kUsage, "--doc " + doc_id + ": " +
                                       both("kết quả này không có văn bản nào có mã này",
                                            "this output has no document with this id"));
  }
}

RowSource select_columns(RowSource source, const ColumnSelection& shown) {
  if (shown.is_all()) return source;
  struct Kept {
    Parts parts;
    std::vector<std::vector<record::ForeignKey>> keys;
  };
  auto kept = std::make_shared<Kept>();
  kept->parts = parts_of(source.tables, shown.columns);
  for (const Part& part : kept->parts) kept->keys.push_back(keys_of(part, kept->parts));
  RowSource out;
  for (std::size_t i = 0; i < kept->parts.size(); ++i) {
    Table& table = out.tables.emplace_back(kept->parts[i].whole);
    table.columns = kept->parts[i].columns;
    table.foreign_keys = kept->keys[i];
  }
  out.for_each_row = [kept, shown, each_row = std::move(source.for_each_row)](
                         const Table& table, const RowSource::RowSink& take) {
    const auto found = std::ranges::find_if(
        kept->parts, [&](const Part& part) { return part.whole.name == table.name; });
    if (found == kept->parts.end())
      throw Error(ErrorCode::kInternal, "no table " + std::string(table.name));
    const auto day = std::ranges::find(found->whole.columns, "due_day", &Column::name);
    const bool has_days = day != found->whole.columns.end();
    each_row(found->whole, [&](const Row& row) {
      if (has_days) {
        const auto at = static_cast<std::size_t>(day - found->whole.columns.begin());
        if (!is_within(std::get<std::string>(row[at]), shown.due_from, shown.due_to)) return;
      }
      Row part;
      part.reserve(found->places.size());
      for (const std::size_t place : found->places) part.push_back(row[place]);
      take(part);
    });
  };
  return out;
}

}  // namespace codau::exports
