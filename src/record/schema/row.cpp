#include "record/schema/row.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/error.h"
#include "record/schema/reasons.h"

namespace codau::record {
namespace {

std::size_t index_of(const Table& table, std::string_view column) {
  const auto found = std::ranges::find(table.columns, column, &Column::name);
  if (found == table.columns.end()) {
    throw Error(ErrorCode::kInternal,
                std::string(table.name) + " has no column " + std::string(column));
  }
  return static_cast<std::size_t>(found - table.columns.begin());
}

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20U && c != '\t' && c != '\n') || c == 0x7F;
}

}  // namespace

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\f\r") == std::string_view::npos;
}

Value to_text_value(std::string text) {
  if (is_blank(text)) return {};
  return text;
}

bool has_controls(std::string_view text) { return std::ranges::any_of(text, is_control); }

std::string strip_controls(std::string text) {
  std::erase_if(text, is_control);
  return text;
}

Value to_real_value(std::optional<double> value) {
  if (!value) return {};
  return std::round(std::clamp(*value, 0.0, 1.0) * 1e4) / 1e4;
}

bool is_full_date(std::string_view edtf) {
  return edtf.size() == 10 && edtf.find('X') == std::string_view::npos;
}

RowWriter& RowWriter::set(std::string_view column, Value value) {
  const bool is_next = next_ < row_.size() && table_.columns[next_].name == column;
  const std::size_t place = is_next ? next_ : index_of(table_, column);
  next_ = place + 1;
  row_[place] = std::move(value);
  return *this;
}

std::string RowWriter::text(std::string_view column) const {
  const auto* const text = std::get_if<std::string>(&value_of(table_, row_, column));
  return text == nullptr ? std::string() : *text;
}

const Value& value_of(const Table& table, const Row& row, std::string_view column) {
  return row[index_of(table, column)];
}

std::string text_of(const Table& table, const Row& row, std::string_view column) {
  const auto* const text = std::get_if<std::string>(&value_of(table, row, column));
  return text == nullptr ? std::string() : *text;
}

std::string RowCells::text(std::string_view column) const { return text_of(table_, row_, column); }

std::optional<std::int64_t> RowCells::integer(std::string_view column) const {
  const auto* const number = std::get_if<std::int64_t>(&value_of(table_, row_, column));
  return number == nullptr ? std::nullopt : std::optional(*number);
}

double RowCells::real(std::string_view column, double otherwise) const {
  const auto* const real = std::get_if<double>(&value_of(table_, row_, column));
  return real == nullptr ? otherwise : *real;
}

bool RowCells::truth(std::string_view column) const {
  const auto* const truth = std::get_if<bool>(&value_of(table_, row_, column));
  return truth != nullptr && *truth;
}

std::vector<std::string> RowCells::codes(std::string_view column) const {
  const auto* const list = std::get_if<std::vector<std::string>>(&value_of(table_, row_, column));
  return list == nullptr ? std::vector<std::string>() : *list;
}

void RowCells::set(std::string_view column, Value value) {
  row_[index_of(table_, column)] = std::move(value);
}

std::string row_id(const Table& table, const Row& row) {
  std::string out;
  for (const std::string_view column : table.primary_key) {
    if (!out.empty()) out += '|';
    const Value& value = value_of(table, row, column);
    if (const auto* const text = std::get_if<std::string>(&value)) out += *text;
    if (const auto* const number = std::get_if<std::int64_t>(&value))
      out += std::to_string(*number);
  }
  return out;
}

std::size_t hash_field(std::string_view table, std::string_view row_id, std::string_view field) {
  constexpr std::size_t kFactor = 0x9E3779B97F4A7C15U;  // 2^64 by the golden ratio
  const std::hash<std::string_view> hash;
  return (hash(table) * kFactor + hash(row_id)) * kFactor + hash(field);
}

void set_reason_codes(RowCells& row, const std::vector<std::string>& codes) {
  const std::string status = row.text("review_status");
  row.set("review_reasons", codes);
  if (status == "accepted" || status == "rejected") return;
  row.set("review_status", std::string(compute_review_status(codes)));
}

PrimaryKeyLess::PrimaryKeyLess(const Table& table) {
  for (const std::string_view column : table.primary_key) key_.push_back(index_of(table, column));
}

bool PrimaryKeyLess::operator()(const Row& a, const Row& b) const {
  for (const std::size_t i : key_) {
    if (const auto order = a[i] <=> b[i]; order != 0) return order < 0;
  }
  return false;
}

void sort_by_key(const Table& table, std::vector<Row>& rows) {
  std::ranges::sort(rows, PrimaryKeyLess(table));
}

Records sort_records_by_key(Records records) {
  for (const Table& table : schema()) sort_by_key(table, records[std::string(table.name)]);
  return records;
}

}  // namespace codau::record
