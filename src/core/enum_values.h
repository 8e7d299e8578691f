// core/enum_values.h — lists the enumerators of an enum class at compile time. A static_assert can
// then prove that a table (an array of structs) has a line for every enumerator.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace codau {

/// Returns true if kValue is the value of a named enumerator. Needs GCC or Clang: their
/// __PRETTY_FUNCTION__ shows a value without a name as a cast, "(Colour)4".
template <auto kValue>
[[nodiscard]] consteval bool is_enumerator() {
  return std::string_view(__PRETTY_FUNCTION__).find("kValue = (") == std::string_view::npos;
}

/// Returns an array of all enumerators, ascending. Precondition: their values lie in [0, 64).
template <class Enum>
[[nodiscard]] consteval auto enum_values() {
  return []<std::size_t... kAt>(std::index_sequence<kAt...>) {
    std::array<Enum, (std::size_t{is_enumerator<static_cast<Enum>(kAt)>()} + ...)> out{};
    std::size_t next = 0;
    ((is_enumerator<static_cast<Enum>(kAt)>() ? void(out.at(next++) = static_cast<Enum>(kAt))
                                              : void()),
     ...);
    return out;
  }
  (std::make_index_sequence<64>());
}

/// Returns true if `table` has no line for the enumerators in `excluded`, and exactly one line for
/// each other enumerator. A line is an element of `table`. The argument `member` points to the
/// member of a line that holds its enumerator. Precondition: as for enum_values(). Example:
/// `static_assert(has_line_for_each(kNames, &NameOfColour::colour, {Colour::kNone}));`
template <class Line, std::size_t kLines, class Enum>
[[nodiscard]] consteval bool has_line_for_each(const std::array<Line, kLines>& table,
                                               Enum Line::*member,
                                               std::initializer_list<Enum> excluded = {}) {
  return std::ranges::all_of(enum_values<Enum>(), [&](Enum value) {
    return std::ranges::count(table, value, member) + std::ranges::count(excluded, value) == 1;
  });
}

}  // namespace codau
