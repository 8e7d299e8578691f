// app/language.h — includes the language of messages (core/language.h), and measures the length of
// texts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/language.h"

namespace codau::app {

/// Returns the number of code points of UTF-8 text: its visible characters, if it has no combining
/// marks. For the width on a terminal use count_columns() of app/terminal.h.
[[nodiscard]] inline std::size_t count_code_points(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace codau::app
