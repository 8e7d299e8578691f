#include "record/schema/row_codec.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "record/schema/schema.h"
#include "text/json_text.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using Json = nlohmann::json;

constexpr std::uint8_t kVersion = 1;        // version of the encoding of encode_records()
constexpr std::size_t kDepth = 1;           // a value is at most a list of texts
constexpr std::size_t kMostValues = 2'000;  // columns or codes; real rows have some hundred

struct ToJson {
  Json operator()(std::monostate) const { return nullptr; }
  template <class Value>
  Json operator()(const Value& value) const {
    return value;
  }
};

bool is_list(const Json& json) {
  return json.is_array() &&
         std::ranges::all_of(json, [](const Json& item) { return item.is_string(); });
}

/// Appends values to bytes. A byte for the type precedes each value of a row.
struct Encoder {
  std::string& out;
  template <class Number>
  void number(Number number) const {
    std::array<char, sizeof number> bytes{};
    std::memcpy(bytes.data(), &number, sizeof number);
    out.append(bytes.data(), bytes.size());
  }
  void row(const Row& row) const {
    for (const Value& value : row) {
      number(static_cast<std::uint8_t>(value.index()));
      std::visit(*this, value);
    }
  }
  void operator()(std::monostate) const {}
  void operator()(bool value) const { number(value); }
  void operator()(std::int64_t value) const { number(value); }
  void operator()(double value) const { number(value); }
  void operator()(const std::string& text) const {
    number(static_cast<std::uint32_t>(text.size()));
    out += text;
  }
  void operator()(const std::vector<std::string>& list) const {
    number(static_cast<std::uint32_t>(list.size()));
    for (const std::string& text : list) (*this)(text);
  }
};

// Returns the value in the column's type; nothing if it has another type. A real column accepts
// whole numbers.
std::optional<Value> of_type(const Column& column, Value value) {
  if (std::holds_alternative<std::monostate>(value)) return value;
  const auto if_is = [&](bool is_one) {
    return is_one ? std::optional(std::move(value)) : std::nullopt;
  };
  switch (column.type) {
    case ColumnType::kInt:
      return if_is(std::holds_alternative<std::int64_t>(value));
    case ColumnType::kReal:
      if (const auto* const whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
      return if_is(std::holds_alternative<double>(value));
    case ColumnType::kBool:
      return if_is(std::holds_alternative<bool>(value));
    case ColumnType::kList:
      return if_is(std::holds_alternative<std::vector<std::string>>(value));
    default:
      return if_is(std::holds_alternative<std::string>(value));
  }
}

Value to_number_value(std::uint64_t number) {
  if (number > INT64_MAX) return static_cast<double>(number);
  return static_cast<std::int64_t>(number);
}

/// Returns whether a column of this type may hold values of this kind. `kind`: index of the
/// alternative in Value.
bool is_kind_allowed(ColumnType type, std::size_t kind) {
  switch (type) {
    case ColumnType::kBool:
      return kind == 1;
    case ColumnType::kInt:
      return kind == 2;
    case ColumnType::kReal:
      return kind == 3;
    case ColumnType::kList:
      return kind == 5;
    default:
      return kind == 4;
  }
}

/// Decodes bytes that another process sent. Each function returns nothing if the bytes do not hold
/// such a value.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : left_(bytes) {}
  [[nodiscard]] bool is_at_end() const noexcept { return left_.empty(); }

  template <class Number>
  std::optional<Number> number() {
    Number number{};
    if (left_.size() < sizeof number) return std::nullopt;
    std::memcpy(&number, left_.data(), sizeof number);
    left_.remove_prefix(sizeof number);
    return number;
  }

  std::optional<Row> row(const Table& table) {
    Row out;
    out.reserve(table.columns.size());
    for (const Column& column : table.columns) {
      auto one = value(column);
      if (!one) return std::nullopt;
      out.push_back(std::move(*one));
    }
    return out;
  }

 private:
  std::optional<std::string> text() {
    const auto size = number<std::uint32_t>();
    if (!size || *size > left_.size()) return std::nullopt;
    std::string out(left_.substr(0, *size));
    left_.remove_prefix(*size);
    return out;
  }

  std::optional<Value> list() {
    const auto size = number<std::uint32_t>();
    if (!size || *size > kMostValues) return std::nullopt;
    std::vector<std::string> out;
    for (std::uint32_t i = 0; i < *size; ++i) {
      auto one = text();
      if (!one) return std::nullopt;
      out.push_back(std::move(*one));
    }
    return out;
  }

  std::optional<Value> value(const Column& column) {
    const auto kind = number<std::uint8_t>();
    if (!kind || (*kind != 0 && !is_kind_allowed(column.type, *kind))) return std::nullopt;
    switch (*kind) {
      case 0:
        return Value();
      case 1: {
        const auto truth = number<std::uint8_t>();
        return truth && *truth < 2 ? std::optional<Value>(*truth == 1) : std::nullopt;
      }
      case 2:
        return number<std::int64_t>();
      case 3:
        return number<double>();
      case 4:
        return text();
      default:
        return list();
    }
  }

  std::string_view left_;
};

bool is_well_formed(const Value& value) {
  if (const auto* const text = std::get_if<std::string>(&value)) return text::is_utf8(*text);
  const auto* const list = std::get_if<std::vector<std::string>>(&value);
  return list == nullptr || std::ranges::all_of(*list, text::is_utf8);
}

Row well_formed(const Table& table, Row row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (is_well_formed(row[i])) continue;
    row[i] = value_from_json(table.columns[i], value_to_json(row[i])).value_or(Value());
  }
  return row;
}

}  // namespace

std::string encode_records(const Records& records) {
  std::string out;
  const Encoder encode{out};
  encode.number(kVersion);
  for (const Table& table : schema()) {
    encode.number(static_cast<std::uint32_t>(records[table.id].size()));
    for (const Row& row : records[table.id])
      encode.row(std::ranges::all_of(row, is_well_formed) ? row : well_formed(table, row));
  }
  return out;
}

std::optional<Records> decode_records(std::string_view bytes) {
  Decoder decode(bytes);
  if (decode.number<std::uint8_t>() != kVersion) return std::nullopt;
  Records out;
  for (const Table& table : schema()) {
    const auto count = decode.number<std::uint32_t>();
    if (!count) return std::nullopt;
    std::vector<Row>& rows = out[table.id];
    for (std::uint32_t i = 0; i < *count; ++i) {
      auto row = decode.row(table);
      if (!row) return std::nullopt;
      rows.push_back(std::move(*row));
    }
  }
  return decode.is_at_end() ? std::optional(std::move(out)) : std::nullopt;
}

std::string encode_row(const Row& row) {
  std::string out;
  Encoder{out}.row(row);
  return out;
}

std::string value_to_json(const Value& value) {
  return std::visit(ToJson(), value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Value> value_from_json(const Column& column, std::string_view json) {
  if (!text::is_nested_within(json, kDepth, kMostValues)) return std::nullopt;
  const Json one = Json::parse(json, nullptr, false);
  if (one.is_null()) return Value();
  if (one.is_boolean()) return of_type(column, one.get<bool>());
  if (one.is_number_unsigned()) return of_type(column, to_number_value(one.get<std::uint64_t>()));
  if (one.is_number_integer()) return of_type(column, one.get<std::int64_t>());
  if (one.is_number()) return of_type(column, one.get<double>());
  if (one.is_string()) return of_type(column, one.get<std::string>());
  if (!is_list(one)) return std::nullopt;
  return of_type(column, one.get<std::vector<std::string>>());
}

}  // namespace codau::record
