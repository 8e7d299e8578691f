#include "store/packed_json.h"

#include <cmath>

#include "core/error.h"
#include "core/message.h"

namespace codau::store {
namespace {

using record::Value;

constexpr std::size_t kIdBytes = 16;

}  // namespace

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

Json parsed(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) refuse_packed();
  return json;
}

std::string bytes_of_uuid(const Value& id) {
  const auto* const text = std::get_if<std::string>(&id);
  std::string digits = text == nullptr ? std::string{} : *text;
  std::erase(digits, '-');
  std::string out;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out += static_cast<char>(digit(digits[i]) * 16 + digit(digits[i + 1]));
  if (out.size() != kIdBytes) throw Error(ErrorCode::kInternal, "a corr_id that is no UUID");
  return out;
}

std::string uuid_at(std::string_view ids, std::size_t number) {
  if (number >= ids.size() / kIdBytes) refuse_packed();
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char c : ids.substr(number * kIdBytes, kIdBytes)) {
    if (out.size() == 8 || out.size() == 13 || out.size() == 18 || out.size() == 23) out += '-';
    const auto byte = static_cast<unsigned char>(c);
    out += {kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return out;
}

}  // namespace codau::store
