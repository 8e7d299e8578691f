#include "record/row_codec.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "record/schema.h"
#include "text/json_text.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDepth = 1;           // a list in a row
constexpr std::size_t kMostValues = 2'000;  // columns and codes: some hundred are the most

struct ToJson {
  Json operator()(std::monostate) const { return nullptr; }
  template <class Value>
  Json operator()(const Value& value) const {
    return value;
  }
};

std::size_t most_columns() {
  static const std::size_t most = std::ranges::max(schema(), {}, [](const Table& one) {
                                    return one.columns.size();
                                  }).columns.size();
  return most;
}

bool is_list(const Json& json) {
  return json.is_array() &&
         std::ranges::all_of(json, [](const Json& item) { return item.is_string(); });
}

// A value behind its kind, written to whatever takes bytes.
template <class To>
struct Pack {
  To& to;
  template <class Number>
  void number(Number number) const {
    std::array<char, sizeof number> bytes{};
    std::memcpy(bytes.data(), &number, sizeof number);
    to(std::string_view(bytes.data(), bytes.size()));
  }
  void operator()(std::monostate) const {}
  void operator()(bool value) const { number(value); }
  void operator()(std::int64_t value) const { number(value); }
  void operator()(double value) const { number(value); }
  void operator()(const std::string& text) const {
    number(static_cast<std::uint32_t>(text.size()));
    to(std::string_view(text));
  }
  void operator()(const std::vector<std::string>& list) const {
    number(static_cast<std::uint32_t>(list.size()));
    for (const std::string& text : list) (*this)(text);
  }
};

template <class To>
void pack_row(const Row& row, To& to) {
  const Pack<To> pack{to};
  for (const Value& value : row) {
    pack.number(static_cast<std::uint8_t>(value.index()));
    std::visit(pack, value);
  }
}

// Of whatever gives so many bytes.
template <class From>
struct Unpack {
  From& from;
  template <class Number>
  Number number() const {
    Number number{};
    const auto bytes = from(sizeof number);
    std::memcpy(&number, bytes.data(), sizeof number);
    return number;
  }
  [[nodiscard]] std::string text() const { return std::string(from(number<std::uint32_t>())); }
  [[nodiscard]] Value value() const {
    switch (number<std::uint8_t>()) {
      case 1:
        return number<bool>();
      case 2:
        return number<std::int64_t>();
      case 3:
        return number<double>();
      case 4:
        return text();
      case 5: {
        std::vector<std::string> list(number<std::uint32_t>());
        for (std::string& one : list) one = text();
        return list;
      }
      default:
        return {};
    }
  }
};

// Nothing where the value is not of the column's type; a whole number may be a real one.
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

/// Whether a value of this kind stands in a column of that type.
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

/// Goes through bytes that claim to be packed values, and makes none of them.
class PackedProof {
 public:
  explicit PackedProof(std::string_view bytes) : left_(bytes) {}
  [[nodiscard]] bool is_row_of(const Table& table) {
    return std::ranges::all_of(table.columns,
                               [this](const Column& column) { return is_value_of(column); }) &&
           left_.empty();
  }

 private:
  template <class Number>
  std::optional<Number> number() {
    Number number{};
    if (left_.size() < sizeof number) return std::nullopt;
    std::memcpy(&number, left_.data(), sizeof number);
    left_.remove_prefix(sizeof number);
    return number;
  }
  bool skip(std::size_t bytes) {
    if (bytes > left_.size()) return false;
    left_.remove_prefix(bytes);
    return true;
  }
  bool is_text() {
    const auto size = number<std::uint32_t>();
    return size && skip(*size);
  }
  bool is_list() {
    const auto size = number<std::uint32_t>();
    if (!size || *size > kMostValues) return false;
    for (std::uint32_t i = 0; i < *size; ++i) {
      if (!is_text()) return false;
    }
    return true;
  }
  bool is_value_of(const Column& column) {
    const auto kind = number<std::uint8_t>();
    if (!kind || (*kind != 0 && !is_kind_allowed(column.type, *kind))) return false;
    switch (*kind) {
      case 0:
        return true;
      case 1:
        return number<std::uint8_t>().value_or(2) < 2;
      case 4:
        return is_text();
      case 5:
        return is_list();
      default:
        return skip(sizeof(std::int64_t));
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

std::string encode_row_frame(const Table& table, const Row& row) {
  if (!std::ranges::all_of(row, is_well_formed))
    return encode_row_frame(table, well_formed(table, row));
  const auto of = static_cast<std::uint8_t>(std::ranges::find(schema(), table.name, &Table::name) -
                                            schema().begin());
  const auto size = static_cast<std::uint32_t>(sizeof of + compute_encoded_size(row));
  std::string out;
  out.reserve(kRowFrameHeaderBytes +
              size);  // one that grows takes twice as much, of a text as long as a file
  const auto to = [&out](std::string_view bytes) { out += bytes; };
  const Pack<decltype(to)> pack{to};
  pack.number(size);
  pack.number(of);
  pack_row(row, to);
  return out;
}

std::size_t read_row_frame_size(std::string_view head) {
  std::uint32_t size = 0;
  static_assert(sizeof size == kRowFrameHeaderBytes);
  std::memcpy(&size, head.data(), sizeof size);
  return kRowFrameHeaderBytes + size;
}

std::optional<DecodedRow> decode_row_frame(std::string_view frame) {
  if (frame.size() <= kRowFrameHeaderBytes || read_row_frame_size(frame) != frame.size())
    return std::nullopt;
  const auto of = static_cast<std::uint8_t>(frame[kRowFrameHeaderBytes]);
  const std::string_view values = frame.substr(kRowFrameHeaderBytes + sizeof of);
  if (of >= schema().size() || !PackedProof(values).is_row_of(schema()[of])) return std::nullopt;
  return DecodedRow{&schema()[of], decode_row(values)};
}

std::string encode_row(const Row& row) {
  std::string out;
  out.reserve(compute_encoded_size(row));
  const auto to = [&out](std::string_view bytes) { out += bytes; };
  pack_row(row, to);
  return out;
}

Row decode_row(std::string_view bytes) {
  Row row;
  row.reserve(std::min(bytes.size(), most_columns()));
  const auto from = [&bytes](std::size_t count) {
    const std::string_view piece = bytes.substr(0, count);
    bytes.remove_prefix(count);
    return piece;
  };
  while (!bytes.empty()) row.push_back(Unpack<decltype(from)>{from}.value());
  return row;
}

std::size_t compute_encoded_size(const Row& row) {
  std::size_t size = 0;
  const auto to = [&size](std::string_view bytes) { size += bytes.size(); };
  pack_row(row, to);
  return size;
}

void encode_row_to(const Row& row, const std::function<void(std::string_view)>& write) {
  pack_row(row, write);
}

Row decode_row(std::size_t size, const std::function<std::string(std::size_t)>& read) {
  Row row;
  row.reserve(std::min(size, most_columns()));
  const auto from = [&](std::size_t count) {
    size -= count;
    return read(count);
  };
  while (size > 0) row.push_back(Unpack<decltype(from)>{from}.value());
  return row;
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
