#include "record/schema/validate.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "record/schema/codes.h"
#include "record/schema/field_key.h"
#include "record/schema/find_cell.h"
#include "record/schema/ids.h"
#include "record/schema/reasons.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using Findings = std::vector<std::string>;

bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }

/// Returns whether a text has the given shape. In `shape`, 'h' stands for a lower-case hex digit,
/// '9' for a decimal digit, any other character for itself.
bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool fits = shape[i] == 'h'   ? is_hex_digit(text[i])
                      : shape[i] == '9' ? is_decimal_digit(text[i])
                                        : text[i] == shape[i];
    if (!fits) return false;
  }
  return true;
}

bool text_fits(const Column& column, const std::string& text) {
  if (text.empty() || !text::is_utf8(text)) return false;
  switch (column.type) {
    case ColumnType::kUuid:
      return has_shape(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh");
    case ColumnType::kDate:
      return has_shape(text, "9999-99-99");
    case ColumnType::kJson:
      return text.front() == '[' || text.front() == '{';
    default:
      return column.codes == nullptr || column.codes->find(text) != nullptr;
  }
}

bool list_fits(const std::vector<std::string>& codes) {
  return std::ranges::all_of(codes,
                             [](const auto& code) { return find_severity(code).has_value(); }) &&
         std::set(codes.begin(), codes.end()).size() == codes.size();
}

const std::string& text_of(const Value& value) {
  static const std::string kNone;
  const auto* const text = std::get_if<std::string>(&value);
  return text == nullptr ? kNone : *text;
}

/// Returns the value that a row of evidence or corrections describes.
FieldKey field_of(const Table& of, const Row& row) {
  return of.id == TableId::kEvidence ? make_field_key<Evidence>(row)
                                     : make_field_key<Corrections>(row);
}

std::size_t hash_of(const FieldKey& key) {
  const auto& [table, row, field] = key;
  return hash_field(table, row, field);
}

/// An applied correction. `fits`: whether the text contains the correction's `before` at its place.
struct Edit {
  std::int64_t begin, end;
  std::string after;
  bool fits;
};

bool is_corrected(const std::string& ocr, std::vector<Edit> all, std::string_view value) {
  std::ranges::sort(all, {}, [](const Edit& edit) { return std::pair(edit.begin, edit.end); });
  const auto goes_on = [&](std::string_view text) {
    const bool is_same = value.starts_with(text);
    value.remove_prefix(is_same ? text.size() : 0);
    return is_same;
  };
  std::size_t done = 0;
  for (const Edit& edit : all) {
    const auto begin = static_cast<std::size_t>(edit.begin),
               end = static_cast<std::size_t>(edit.end);
    if (!edit.fits || begin < done) return false;
    const std::string_view same = std::string_view(ocr).substr(done, begin - done);
    if (!goes_on(same) || !goes_on(edit.after)) return false;
    done = end;
  }
  return goes_on(std::string_view(ocr).substr(done)) && value.empty();
}

/// Checks the rows in two passes. The first pass collects keys, and fields with evidence or
/// corrections.
class Checker {
 public:
  explicit Checker(const Records& records) : records_(records) {}

  Findings take() {
    for (const Table& one : schema()) check_table(one);
    std::ranges::sort(corrected_);
    std::ranges::sort(inferred_);
    if (!findings_.empty()) return findings_;  // the second pass relies on valid rows
    for (const Table& one : schema()) check_rows_of(one);
    settle();
    check_terms();
    return findings_;
  }

 private:
  void report(const Table& table, std::size_t row, const std::string& what) {
    findings_.push_back(std::string(table.name) + " row " + std::to_string(row) + ": " + what);
  }

  /// Calls `take` with the number and value of each row of a table, from 0.
  template <class Take>
  void each(const Table& one, Take take) const {
    for (std::size_t i = 0; const Row& row : records_[one.id]) take(i++, row);
  }

  void check_table(const Table& one) {
    const PrimaryKeyLess below(one);
    Row last;
    each(one, [&](std::size_t i, const Row& row) {
      if (row.size() != one.columns.size()) {
        return report(one, i, "has " + std::to_string(row.size()) + " values");
      }
      for (std::size_t c = 0; c < row.size(); ++c) {
        if (!is_valid_value(one.columns[c], row[c]))
          report(one, i, std::string(one.columns[c].name));
      }
      if (!last.empty() && !below(last, row)) report(one, i, "key is not above the one before");
      if (is_about_values(one) && !names_column(one, row)) report(one, i, "is about no column");
      remember(one, row);
      if (last.empty()) last.resize(row.size());
      for (const std::string_view column : one.primary_key)
        set_cell(one, last, column, *find_cell(one, row, column));
    });
  }

  static bool names_column(const Table& one, const Row& row) {
    const auto [name, row_id, field] = field_of(one, row);
    const Table* const of = find_table(name);
    return of != nullptr && find_column(*of, field) != nullptr;
  }

  void remember(const Table& one, const Row& row) {
    if (one.primary_key.size() == 1 && is_parent(one))
      keys_[one.name].add(find_cell_text(one, row, one.primary_key.front()));
    if (one.id == TableId::kCorrections &&
        ConstCells<Corrections>(row).text(Corrections::status) == "applied") {
      corrected_.push_back(hash_of(field_of(one, row)));
    }
    if (one.id == TableId::kEvidence && ConstCells<Evidence>(row).text(Evidence::basis) != "read") {
      inferred_.push_back(hash_of(field_of(one, row)));
    }
  }

  static bool is_parent(const Table& one) {
    return std::ranges::any_of(schema(), [&](const Table& child) {
      return std::ranges::any_of(child.foreign_keys,
                                 [&](const ForeignKey& link) { return link.table == one.name; });
    });
  }

  void check_rows_of(const Table& one) {
    std::vector<const Column*> readings;
    for (const Column& column : one.columns) {
      if (column.name.ends_with("_ocr") && one.id != TableId::kPages) readings.push_back(&column);
    }
    const bool has_days = one.id == TableId::kTasks || one.id == TableId::kTaskDeadlines;
    if (one.foreign_keys.empty() && readings.empty() && !has_days) return;
    each(one, [&](std::size_t i, const Row& row) {
      check_parents(one, i, row);
      if (one.id == TableId::kTasks) check_last_day<Tasks>(i, row);
      if (one.id == TableId::kTaskDeadlines) check_last_day<TaskDeadlines>(i, row);
      for (const Column* const reading : readings) check_reading(one, i, row, reading->name);
    });
  }

  void check_parents(const Table& child, std::size_t i, const Row& row) {
    for (const ForeignKey& link : child.foreign_keys) {
      if (link.column == DocRefs::target_doc_id.name) continue;  // may be in the store
      const auto* const key = std::get_if<std::string>(find_cell(child, row, link.column));
      if (key != nullptr && !keys_[link.table].contains(*key)) {
        report(child, i, std::string(link.column) + " has no parent");
      }
    }
  }

  // ---- The corrections of a field turn its `_ocr` text into its value (standards 9). Only an
  // inferred value has no `_ocr` text. ----

  void check_reading(const Table& one, std::size_t i, const Row& row, std::string_view column) {
    const std::string_view field = column.substr(0, column.size() - 4);
    const Value& value = *find_cell(one, row, field);
    const Value& ocr = *find_cell(one, row, column);
    const bool is_read = !std::holds_alternative<std::monostate>(ocr);
    if (!is_read && std::holds_alternative<std::monostate>(value)) return;
    if (is_read && field == Documents::issued_date.name) return;  // `_ocr` is its whole line
    FieldKey key{one.name, row_id(one, row), field};
    if (!is_read) {
      if (!std::ranges::binary_search(inferred_, hash_of(key))) {
        report(one, i, std::string(field) + " has a value and no reading");
      }
      return;
    }
    if (!std::ranges::binary_search(corrected_, hash_of(key))) {
      if (ocr != value) report_reading(one, i, field);
      return;
    }
    open_.emplace(std::move(key), Reading{&one, i, text_of(ocr), text_of(value), {}});
  }

  void report_reading(const Table& one, std::size_t i, std::string_view field) {
    report(one, i, std::string(field) + " is not its reading with the corrections applied");
  }

  /// A field whose corrections are still to be collected.
  struct Reading {
    const Table* table;
    std::size_t row;
    std::string ocr, value;
    std::vector<Edit> edits;
  };

  void settle() {
    using C = Corrections;
    if (open_.empty()) return;
    each(table(C::kTable), [&](std::size_t, const Row& row) {
      const ConstCells<C> correction(row);
      if (correction.text(C::status) != "applied") return;
      const auto reading = open_.find(make_field_key<C>(row));
      if (reading == open_.end()) return;
      const std::int64_t begin = correction.get(C::start).value_or(-1),
                         end = correction.get(C::end).value_or(-1);
      const std::string_view ocr = reading->second.ocr;
      const bool is_there =
          begin >= 0 && end >= begin && static_cast<std::uint64_t>(end) <= ocr.size();
      const bool fits = is_there && ocr.substr(static_cast<std::size_t>(begin),
                                               static_cast<std::size_t>(end - begin)) ==
                                        correction.text(C::before);
      reading->second.edits.push_back({begin, end, correction.text(C::after), fits});
    });
    for (auto& [key, one] : open_) {
      if (!is_corrected(one.ocr, std::move(one.edits), one.value)) {
        report_reading(*one.table, one.row, std::get<2>(key));
      }
    }
    open_.clear();
  }

  // ---- the document checks of standards 11 ----

  /// Checks that due_last_day is the day before due_date for `before`, and due_date for `by` and
  /// `on` (6.2).
  template <class Tag>
  void check_last_day(std::size_t i, const Row& row) {
    const ConstCells<Tag> cells(row);
    const std::string &due = cells.text(Tag::due_date), &last = cells.text(Tag::due_last_day),
                      &op = cells.text(Tag::due_op);
    using enum document::DueOp;
    const bool is_open = due.empty() || op.empty() || op == to_code(kAfter);
    const bool is_earlier = op == to_code(kBefore);
    const bool fits = is_open ? last.empty() : is_earlier ? last < due : last == due;
    if (!fits) report(table(Tag::kTable), i, "due_last_day does not follow from due_op");
  }

  /// Checks that agencies with the same name, level, place and parent are not valid at the same
  /// time.
  void check_terms() {
    using A = Agencies;
    const Table& one = table(A::kTable);
    std::map<std::vector<std::string>, std::vector<std::pair<std::string, std::string>>> terms;
    each(one, [&](std::size_t i, const Row& row) {
      const ConstCells<A> agency(row);
      const std::string from = agency.text(A::valid_from);
      const std::string to =
          agency.text(A::valid_to).empty() ? "9999-12-31" : agency.text(A::valid_to);
      auto& known =
          terms[{text::tone_key(agency.text(A::name)), agency.text(A::level),
                 text::tone_key(agency.text(A::place)), agency.text(A::parent_agency_id)}];
      for (const auto& [begin, end] : known) {
        if (from < end && begin < to)
          report(one, i, "its term overlaps another of the same agency");
      }
      known.emplace_back(from, to);
    });
  }

  const Records& records_;
  Findings findings_;
  std::map<std::string_view, IdSet> keys_;  // ids of tables that foreign keys refer to
  // Hashes of fields with applied corrections, and of fields whose evidence has another basis than
  // reading.
  std::vector<std::size_t> corrected_, inferred_;
  std::map<FieldKey, Reading> open_;
};

}  // namespace

bool is_valid_value(const Column& column, const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return column.nullable;
  switch (column.type) {
    case ColumnType::kBool:
      return std::holds_alternative<bool>(value);
    case ColumnType::kInt:
      return std::holds_alternative<std::int64_t>(value);
    case ColumnType::kReal: {
      const auto* const real = std::get_if<double>(&value);
      return real != nullptr && *real >= 0 && *real <= 1;
    }
    case ColumnType::kList: {
      const auto* const list = std::get_if<std::vector<std::string>>(&value);
      return list != nullptr && list_fits(*list);
    }
    default: {
      const auto* const text = std::get_if<std::string>(&value);
      return text != nullptr && text_fits(column, *text);
    }
  }
}

std::vector<std::string> validate_rows(const Records& records) { return Checker(records).take(); }

}  // namespace codau::record
