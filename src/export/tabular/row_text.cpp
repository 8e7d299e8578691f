#include "export/tabular/row_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "core/error.h"
#include "store/database/list_text.h"
#include "text/json_text.h"

namespace codau::exports {
namespace {

using record::Column;
using record::ColumnType;
using record::Value;

std::string integer(std::int64_t value) { return std::to_string(value); }

struct AppendJson {
  std::string& out;
  ColumnType type;
  void operator()(std::monostate) const { out += "null"; }
  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(std::int64_t value) const { out += integer(value); }
  void operator()(double value) const { out += format_real(value); }
  void operator()(const std::string& text) const {
    if (type == ColumnType::kJson) {
      out += text;  // compact JSON already
    } else {
      text::append_json_string(out, text);
    }
  }
  void operator()(const std::vector<std::string>& codes) const {
    out += '[';
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (i > 0) out += ',';
      text::append_json_string(out, codes[i]);
    }
    out += ']';
  }
};

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_csv_field(std::string& out, std::string_view text) {
  const bool quote = text.find_first_of(",\"\r\n") != std::string_view::npos ||
                     text.starts_with(' ') || text.ends_with(' ');
  if (!quote) {
    out += text;
    return;
  }
  append_quoted(out, text);
}

constexpr std::array<std::string_view, 10> kFormulaStarts{"=",  "+",  "-",  "@",  "\t",
                                                          "\r", "＝", "＋", "－", "＠"};

/// Appends a field with its separator, and the closing brace after the last field.
void append_field(std::string& out, const record::Table& table, const record::Row& row,
                  std::size_t i) {
  out += i == 0 ? '{' : ',';
  text::append_json_string(out, table.columns[i].name);
  out += ':';
  std::visit(AppendJson{out, table.columns[i].type}, row.at(i));
  if (i + 1 == table.columns.size()) out += '}';
}

struct PlainText {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return integer(value); }
  std::string operator()(double value) const { return format_real(value); }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const std::vector<std::string>& codes) const {
    return store::join_list(codes);
  }
};

}  // namespace

std::string format_real(double value) {
  if (!std::isfinite(value)) throw Error(ErrorCode::kInternal, "a real that is not finite");
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                 value == 0 ? 0.0 : value, std::chars_format::fixed, 4);
  std::string out(digits.data(), end.ptr);
  return out == "-0.0000" ? "0.0000" : out;
}

std::string format_jsonl_line(const record::Table& table, const record::Row& row) {
  return format_json_object(table, row) + '\n';
}

std::string format_json_object(const record::Table& table, const record::Row& row) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i) append_field(out, table, row, i);
  return out;
}

void write_json_object(const record::Table& table, const record::Row& row, io::FileSink& to) {
  constexpr std::size_t kBufferBytes = std::size_t{64} << 10U;
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    append_field(out, table, row, i);
    if (out.size() < kBufferBytes) continue;
    to.write(out);
    out.clear();
  }
  to.write(out);
}

std::string format_value(const Value& value) { return std::visit(PlainText{}, value); }

std::string format_csv_header(const record::Table& table) {
  std::string out;
  for (const Column& column : table.columns) {
    if (!out.empty()) out += ',';
    append_csv_field(out, column.name);
  }
  return out + '\n';
}

std::string format_csv_line(const record::Table& table, const record::Row& row) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) out += ',';
    append_csv_field(out, format_value(row.at(i)));
  }
  return out + '\n';
}

std::string format_guarded_value(const Value& value) {
  std::string text = format_value(value);
  const bool is_formula = std::ranges::any_of(
      kFormulaStarts, [&](std::string_view start) { return text.starts_with(start); });
  if (is_formula) text.insert(text.begin(), '\'');
  return text;
}

std::string format_excel_csv_header(const std::vector<std::string>& titles) {
  std::string out;
  for (const std::string& title : titles) {
    if (!out.empty()) out += ',';
    append_quoted(out, title);
  }
  return out + "\r\n";
}

std::string format_excel_csv_line(const record::Table& table, const record::Row& row) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) out += ',';
    append_quoted(out, format_guarded_value(row.at(i)));
  }
  return out + "\r\n";
}

}  // namespace codau::exports
