#include "record/schema/row.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "record/schema/find_cell.h"

namespace codau::record {
namespace {

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20U && c != '\t' && c != '\n') || c == 0x7F;
}

}  // namespace

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\f\r") == std::string_view::npos;
}

std::optional<std::string> to_text_value(std::string text) {
  if (is_blank(text)) return std::nullopt;
  return text;
}

bool has_controls(std::string_view text) { return std::ranges::any_of(text, is_control); }

std::string strip_controls(std::string text) {
  std::erase_if(text, is_control);
  return text;
}

std::optional<double> to_real_value(std::optional<double> value) {
  if (!value) return value;
  return std::round(std::clamp(*value, 0.0, 1.0) * 1e4) / 1e4;
}

bool is_full_date(std::string_view edtf) {
  return edtf.size() == 10 && edtf.find('X') == std::string_view::npos;
}

std::string row_id(const Table& table, const Row& row) {
  std::string out;
  for (const std::string_view column : table.primary_key) {
    if (!out.empty()) out += '|';
    const Value& value = *find_cell(table, row, column);
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

PrimaryKeyLess::PrimaryKeyLess(const Table& table) {
  for (const std::string_view column : table.primary_key)
    key_.push_back(static_cast<std::size_t>(find_column(table, column) - table.columns.data()));
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
  for (const Table& table : schema()) sort_by_key(table, records[table.id]);
  return records;
}

}  // namespace codau::record
