#include "store/packed_json.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "core/message.h"
#include "record/ids.h"

namespace codau::store {

using record::Value;

void refuse_packed() {
  throw Error(ErrorCode::kOutput, both("codau.db: bảng provenance đã hỏng",
                                       "codau.db: the table provenance is damaged"));
}

Json to_json(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* real = std::get_if<double>(&value)) return std::round(*real * 1e4) / 1e4;
  return nullptr;
}

Value to_value(const Json& json) {
  if (json.is_null()) return {};
  if (json.is_string()) return json.get_ref<const std::string&>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number_float()) return json.get<double>();
  if (json.is_array()) return json.dump();  // a box
  refuse_packed();
}

const Json& at(const Json& list, std::size_t index) {
  if (!list.is_array() || index >= list.size()) refuse_packed();
  return list[index];
}

Value text_at(const Json& list, std::size_t index) {
  if (!at(list, index).is_string()) refuse_packed();
  return to_value(list[index]);
}

Json parse_json(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) refuse_packed();
  return json;
}

std::string pack_uuid(const Value& id) {
  const auto* const text = std::get_if<std::string>(&id);
  const auto bytes = record::parse_uuid(text == nullptr ? "" : *text);
  if (!bytes) throw Error(ErrorCode::kInternal, "a corr_id that is no UUID");
  return {bytes->begin(), bytes->end()};
}

std::string unpack_uuid(std::string_view ids, std::size_t number) {
  record::UuidBytes bytes{};
  if (number >= ids.size() / bytes.size()) refuse_packed();
  std::ranges::copy(ids.substr(number * bytes.size(), bytes.size()), bytes.begin());
  return record::format_uuid(bytes);
}

}  // namespace codau::store
