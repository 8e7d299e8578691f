#include "record/row_json.h"

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
constexpr std::size_t kPlain = 8;           // bytes of most values that are no texts
constexpr std::size_t kEscaped = 16;        // a tab or line feed in so many bytes is much
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
    case Type::kInt:
      return if_is(std::holds_alternative<std::int64_t>(value));
    case Type::kReal:
      if (const auto* const whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
      return if_is(std::holds_alternative<double>(value));
    case Type::kBool:
      return if_is(std::holds_alternative<bool>(value));
    case Type::kList:
      return if_is(std::holds_alternative<std::vector<std::string>>(value));
    default:
      return if_is(std::holds_alternative<std::string>(value));
  }
}

Value value_of(std::uint64_t number) {
  if (number > INT64_MAX) return static_cast<double>(number);
  return static_cast<std::int64_t>(number);
}

// Takes the values of a line as they come.
class LineReader : public nlohmann::json_sax<Json> {
 public:
  std::optional<RowOfTable> take() {
    const bool is_whole = out_.table != nullptr && out_.row.size() == out_.table->columns.size();
    return is_whole ? std::optional(std::move(out_)) : std::nullopt;
  }

  bool null() override { return put(Value()); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(std::int64_t{value}); }
  bool number_unsigned(number_unsigned_t value) override { return put(value_of(value)); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return put(value); }
  bool string(string_t& value) override {
    if (!list_) return put(std::move(value));
    list_->push_back(std::move(value));
    return list_->size() <= kMostValues;
  }
  bool start_array(std::size_t /*size*/) override {
    if (!std::exchange(is_open_, true)) return true;
    if (list_) return false;
    list_.emplace();
    return true;
  }
  bool end_array() override { return !list_ || put(*std::exchange(list_, std::nullopt)); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return false; }
  bool key(string_t& /*value*/) override { return false; }
  bool end_object() override { return false; }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const Json::exception& /*error*/) override {
    return false;
  }

 private:
  bool put(Value value) {
    if (!is_open_ || list_) return false;  // lists are of texts
    if (out_.table == nullptr) return put_name(value);
    if (out_.row.size() == out_.table->columns.size()) return false;
    auto read = of_type(out_.table->columns[out_.row.size()], std::move(value));
    if (read) out_.row.push_back(std::move(*read));
    return read.has_value();
  }

  bool put_name(const Value& name) {
    const auto tables = schema();
    const auto* const text = std::get_if<std::string>(&name);
    const auto of =
        std::ranges::find_if(tables, [&](const Table& one) { return text && one.name == *text; });
    if (of == tables.end()) return false;
    out_.table = &*of;
    out_.row.reserve(of->columns.size());
    return true;
  }

  RowOfTable out_;
  std::optional<std::vector<std::string>> list_;
  bool is_open_ = false;
};

}  // namespace

std::string row_line(const Table& table, const Row& row) {
  std::size_t size = 0;
  for (const Value& value : row) {
    const auto* const text = std::get_if<std::string>(&value);
    size += text == nullptr ? kPlain : text->size() + text->size() / kEscaped + kPlain;
  }
  std::string line;
  line.reserve(size);  // one that grows takes twice as much, of a text as long as the document
  line += "[\"";
  line.append(table.name).append("\"");
  for (const Value& value : row) {
    line += ',';
    const auto* const text = std::get_if<std::string>(&value);
    if (std::holds_alternative<std::monostate>(value)) {
      line += "null";  // most are
    } else if (text != nullptr && text::is_utf8(*text)) {
      text::append_json_string(line, *text);  // it may be as long as the document
    } else {
      line += value_json(value);
    }
  }
  line += "]\n";
  return line;
}

std::optional<RowOfTable> row_from_line(std::string_view line) {
  LineReader reader;
  return Json::sax_parse(line, &reader) ? reader.take() : std::nullopt;
}

std::string packed(const Row& row) {
  std::string out;
  const auto to = [&out](std::string_view bytes) { out += bytes; };
  pack_row(row, to);
  return out;
}

Row unpacked(std::string_view bytes) {
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

std::size_t packed_size(const Row& row) {
  std::size_t size = 0;
  const auto to = [&size](std::string_view bytes) { size += bytes.size(); };
  pack_row(row, to);
  return size;
}

void pack(const Row& row, const std::function<void(std::string_view)>& write) {
  pack_row(row, write);
}

Row unpacked(std::size_t size, const std::function<std::string(std::size_t)>& read) {
  Row row;
  row.reserve(std::min(size, most_columns()));
  const auto from = [&](std::size_t count) {
    size -= count;
    return read(count);
  };
  while (size > 0) row.push_back(Unpack<decltype(from)>{from}.value());
  return row;
}

std::string value_json(const Value& value) {
  return std::visit(ToJson(), value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Value> value_from_json(const Column& column, std::string_view json) {
  if (!text::nests_within(json, kDepth, kMostValues)) return std::nullopt;
  const Json one = Json::parse(json, nullptr, false);
  if (one.is_null()) return Value();
  if (one.is_boolean()) return of_type(column, one.get<bool>());
  if (one.is_number_unsigned()) return of_type(column, value_of(one.get<std::uint64_t>()));
  if (one.is_number_integer()) return of_type(column, one.get<std::int64_t>());
  if (one.is_number()) return of_type(column, one.get<double>());
  if (one.is_string()) return of_type(column, one.get<std::string>());
  if (!is_list(one)) return std::nullopt;
  return of_type(column, one.get<std::vector<std::string>>());
}

}  // namespace codau::record
