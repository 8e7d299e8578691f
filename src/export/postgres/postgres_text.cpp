#include "export/postgres/postgres_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/hex.h"
#include "export/delivery/row_source.h"
#include "export/tabular/row_text.h"
#include "record/schema/ids.h"
#include "store/database/list_text.h"
#include "text/unicode.h"

namespace codau::exports {
namespace {

using nlohmann::json;
using record::ColumnType;
using record::Value;

// The separator of values in the text that is hashed, and the text for NULL.
constexpr char kValueSeparator = '\x1f';
constexpr std::string_view kNullMark = "\x1e";

// ---- JSON as jsonb prints it ----

void append_string(std::string& out, const std::string& text) {
  constexpr std::string_view kNamedControls = "\b\f\n\r\t\"\\";
  constexpr std::string_view kControlNames = "bfnrt\"\\";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const std::size_t named = kNamedControls.find(c);
    if (named != std::string_view::npos) {
      out += '\\';
      out += kControlNames[named];
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHexDigits[byte >> 4U];
      out += kHexDigits[byte & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

/// Returns digits without an exponent, as numeric prints them.
void append_number(std::string& out, double value) {
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                 value == 0 ? 0.0 : value, std::chars_format::fixed);
  out.append(digits.data(), end.ptr);
}

bool append_json(std::string& out, const json& value);

bool append_object(std::string& out, const json& object) {
  std::vector<std::pair<const std::string*, const json*>> members;
  for (const auto& [key, value] : object.items()) members.emplace_back(&key, &value);
  std::ranges::sort(members, [](const auto& one, const auto& other) {
    return std::pair(one.first->size(), std::string_view(*one.first)) <
           std::pair(other.first->size(), std::string_view(*other.first));
  });
  out += '{';
  for (const auto& [key, value] : members) {
    if (key->find('\0') != std::string::npos) return false;
    if (out.back() != '{') out += ", ";
    append_string(out, *key);
    out += ": ";
    if (!append_json(out, *value)) return false;
  }
  out += '}';
  return true;
}

bool append_array(std::string& out, const json& array) {
  out += '[';
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (i > 0) out += ", ";
    if (!append_json(out, array[i])) return false;
  }
  out += ']';
  return true;
}

bool append_json(std::string& out, const json& value) {
  if (value.is_object()) return append_object(out, value);
  if (value.is_array()) return append_array(out, value);
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    append_string(out, text);
    return text.find('\0') == std::string::npos;
  }
  if (value.is_number_float()) {
    append_number(out, value.get<double>());
  } else {
    out += value.dump();
  }
  return true;
}

// ---- invalid values ----

bool is_storable_text(std::string_view text) {
  return text.find('\0') == std::string_view::npos && text::is_utf8(text);
}

bool is_uuid(std::string_view text) {
  constexpr std::string_view kUuidShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return std::ranges::equal(text, kUuidShape, [](char c, char form) {
    return form == '-' ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t from, std::size_t digits) {
    unsigned out = 0;
    for (const char c : text.substr(from, digits)) {
      if (c < '0' || c > '9') return 0U;
      out = out * 10 + static_cast<unsigned>(c - '0');
    }
    return out;
  };
  const std::chrono::year year(static_cast<int>(number(0, 4)));
  const std::chrono::year_month_day date{year, std::chrono::month(number(5, 2)),
                                         std::chrono::day(number(8, 2))};
  return year > std::chrono::year(0) && date.ok();
}

bool can_hold(const Value& value, ColumnType type) {
  if (const auto* codes = std::get_if<std::vector<std::string>>(&value)) {
    return std::ranges::all_of(*codes, is_storable_text);
  }
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return true;
  switch (type) {
    case ColumnType::kUuid:
      return is_uuid(*text);
    case ColumnType::kDate:
      return is_date(*text);
    case ColumnType::kJson:
      return to_jsonb_text(*text).has_value();
    default:
      return is_storable_text(*text);
  }
}

// ---- COPY ----

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += c;
    }
  }
}

std::string array_literal(const std::vector<std::string>& items) {
  std::string out = "{";
  for (const std::string& item : items) {
    if (out.size() > 1) out += ',';
    out += '"';
    for (const char c : item) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out + '}';
}

std::uint64_t first_60_bits(std::string_view hex) {
  std::uint64_t out = 0;
  std::from_chars(hex.data(), hex.data() + 15, out, 16);
  return out;
}

}  // namespace

std::optional<std::string> to_jsonb_text(std::string_view text) {
  const json value = json::parse(text, nullptr, false);
  std::string out;
  if (value.is_discarded() || !append_json(out, value)) return std::nullopt;
  return out;
}

bool is_always_sent(const record::Column& column) {
  return !column.nullable || !is_provenance(column);
}

std::optional<Refusal> find_postgres_refusal(const record::Table& table, const record::Row& row,
                                             bool provenance) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const record::Column& column = table.columns[i];
    if (!provenance && !is_always_sent(column)) continue;
    if (can_hold(row.at(i), column.type)) continue;
    return Refusal{std::string(column.name),
                   column.type == ColumnType::kDate ? "DATE_INVALID" : "CTRL_CHAR"};
  }
  return std::nullopt;
}

void CopyLineWriter::add_text(std::string_view text, std::string_view in_digest) {
  append_escaped(line_, text);
  digested_ += in_digest;
}

void CopyLineWriter::add_value(const Value& value, ColumnType type) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (type != ColumnType::kJson) return add_text(*text, *text);
    const std::string same = to_jsonb_text(*text).value_or("");
    add_text(same, same);
  } else if (const auto* codes = std::get_if<std::vector<std::string>>(&value)) {
    add_text(array_literal(*codes), store::join_list(*codes));
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    add_text(*truth ? "t" : "f", *truth ? "true" : "false");
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    const std::string digits = std::to_string(*number);
    add_text(digits, digits);
  } else if (const auto* real = std::get_if<double>(&value)) {
    const std::string digits = format_real(*real);
    add_text(digits, digits);
  } else {
    line_ += "\\N";
    digested_ += kNullMark;
  }
}

std::string_view CopyLineWriter::make_line(const record::Row& row, std::string_view last_value) {
  line_.clear();
  digested_.clear();
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    if (i > 0) line_ += '\t', digested_ += kValueSeparator;
    if (i < row.size()) {
      const record::Column& column = table_.columns[i];
      const bool is_sent = provenance_ || is_always_sent(column);
      add_value(is_sent ? row[i] : Value(), column.type);
    } else {
      add_text(last_value, last_value);
    }
  }
  line_ += '\n';
  digest_.rows += 1;
  digest_.hashes += first_60_bits(record::sha256(digested_));
  return line_;
}

std::string make_digested_sql(const TargetTable& table, std::string_view alias) {
  std::string out = "concat_ws(E'\\x1f'";
  for (const record::Column& column : table.columns) {
    std::string value = std::string(alias) + "." + quote_sql_name(column.name);
    if (column.type == ColumnType::kReal) {
      value = "to_char(" + value + ",'FM0.0000')";
    } else if (column.type == ColumnType::kList) {
      value = "array_to_string(" + value + ",'|')";
    } else if (column.type != ColumnType::kText) {
      value += "::text";
    }
    out += ",coalesce(" + value + ",E'\\x1e')";
  }
  return out + ")";
}

}  // namespace codau::exports
