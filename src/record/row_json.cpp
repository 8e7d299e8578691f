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

#include "text/json_text.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDepth = 1;           // a list in a row
constexpr std::size_t kPlain = 8;           // bytes of most values that are no texts
constexpr std::size_t kEscaped = 16;        // a tab or line feed in so many bytes is much
constexpr std::size_t kMostValues = 2'000;  // columns and codes: 45 and some hundred are the most

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

// Nothing where the value is not of the column's type.
std::optional<Value> value_of(const Column& column, Json json) {
  if (json.is_null()) return Value();
  switch (column.type) {
    case Type::kInt:
      if (!json.is_number_integer()) return std::nullopt;
      if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX) return std::nullopt;
      return json.get<std::int64_t>();
    case Type::kReal:
      return json.is_number() ? std::optional<Value>(json.get<double>()) : std::nullopt;
    case Type::kBool:
      return json.is_boolean() ? std::optional<Value>(json.get<bool>()) : std::nullopt;
    case Type::kList:
      if (!is_list(json)) return std::nullopt;
      return json.get<std::vector<std::string>>();
    default:
      if (!json.is_string()) return std::nullopt;
      return std::move(json.get_ref<std::string&>());
  }
}

// Takes the values of a line as they come.
class LineReader : public nlohmann::json_sax<Json> {
 public:
  std::optional<RowOfTable> take() {
    const bool is_whole = out_.table != nullptr && out_.row.size() == out_.table->columns.size();
    return is_whole ? std::optional(std::move(out_)) : std::nullopt;
  }

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool start_array(std::size_t /*size*/) override {
    if (!std::exchange(is_open_, true)) return true;
    if (list_) return false;
    list_ = Json::array();
    return true;
  }
  bool end_array() override { return !list_ || put_value(*std::exchange(list_, std::nullopt)); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return false; }
  bool key(string_t& /*value*/) override { return false; }
  bool end_object() override { return false; }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const Json::exception& /*error*/) override {
    return false;
  }

 private:
  bool put_value(Json value) {
    if (out_.table == nullptr) return put_name(value);
    if (out_.row.size() == out_.table->columns.size()) return false;
    auto read = value_of(out_.table->columns[out_.row.size()], std::move(value));
    if (read) out_.row.push_back(std::move(*read));
    return read.has_value();
  }

  bool put(Json value) {
    if (!is_open_) return false;
    if (!list_) return put_value(std::move(value));
    list_->push_back(std::move(value));
    return list_->size() <= kMostValues;
  }

  bool put_name(const Json& name) {
    const auto tables = schema();
    const auto* const text = name.get_ptr<const std::string*>();
    const auto of =
        std::ranges::find_if(tables, [&](const Table& one) { return text && one.name == *text; });
    if (of == tables.end()) return false;
    out_.table = &*of;
    out_.row.reserve(of->columns.size());
    return true;
  }

  RowOfTable out_;
  std::optional<Json> list_;
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
  return value_of(column, Json::parse(json, nullptr, false));
}

}  // namespace codau::record
