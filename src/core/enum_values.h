// core/enum_values.h — the enumerators of an enum class as the compiler knows them, so that what a
// table says of each can be proven to be said of all.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace codau {

/// Whether an enumerator has this value: GCC and Clang print any other as a cast, "(Colour)4".
template <auto kValue>
[[nodiscard]] consteval bool is_enumerator() {
  return std::string_view(__PRETTY_FUNCTION__).find("kValue = (") == std::string_view::npos;
}

/// All of them, ascending. Precondition: they lie in [0, 64).
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

/// Whether each enumerator but those `without` one has exactly one line of a table.
template <class Line, std::size_t kLines, class Enum>
[[nodiscard]] consteval bool has_each(const std::array<Line, kLines>& table, Enum Line::*of,
                                      std::initializer_list<Enum> without = {}) {
  return std::ranges::all_of(enum_values<Enum>(), [&](Enum value) {
    return std::ranges::count(table, value, of) + std::ranges::count(without, value) == 1;
  });
}

}  // namespace codau
