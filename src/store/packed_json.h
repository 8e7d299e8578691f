// store/packed_json.h — values of rows within JSON that one document has of many (provenance.h,
// ocr_delta.h), and what such JSON may hold.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "record/records.h"

namespace codau::store {

using Json = nlohmann::json;

/// Throws Error{kOutput}: the table provenance is damaged.
[[noreturn]] void refuse_packed();

/// Reals with four decimals.
[[nodiscard]] Json to_json(const record::Value& value);
/// A list becomes its text.
[[nodiscard]] record::Value to_value(const Json& json);
/// These throw what refuse_packed() throws.
[[nodiscard]] Json parse_json(std::string_view text);
[[nodiscard]] const Json& at(const Json& list, std::size_t index);
[[nodiscard]] record::Value text_at(const Json& list, std::size_t index);

/// A UUID takes 16 bytes; the `number`-th of many that stand together.
[[nodiscard]] std::string pack_uuid(const record::Value& id);
[[nodiscard]] std::string unpack_uuid(std::string_view ids, std::size_t number);

}  // namespace codau::store
