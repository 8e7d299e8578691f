// office/jobs/name_table.h — looks up the names that values have in the API.
#pragma once

#include <optional>
#include <string_view>

namespace codau::office {

/// Returns the name of a value in a table of pairs {value, name}; empty if the table lacks the
/// value.
template <class Names, class Value>
[[nodiscard]] std::string_view find_name(const Names& names, Value value) noexcept {
  for (const auto& [one, name] : names)
    if (one == value) return name;
  return {};
}

/// Returns the value of a name in such a table; nothing if the table lacks the name.
template <class Names>
[[nodiscard]] auto find_value(const Names& names, std::string_view name) noexcept
    -> std::optional<decltype(names.front().first)> {
  for (const auto& [one, known] : names)
    if (known == name) return one;
  return std::nullopt;
}

}  // namespace codau::office
