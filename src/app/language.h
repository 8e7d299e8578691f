// app/language.h — the language of messages: Vietnamese or English.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::app {

/// The language in which a command prints its messages.
enum class Language { kEnglish, kVietnamese };

/// Returns `vi` if the language is Vietnamese, and `en` if it is English.
[[nodiscard]] inline std::string pick(Language language, std::string_view vi, std::string_view en) {
  return std::string(language == Language::kVietnamese ? vi : en);
}
/// Returns the text of the message in the given language.
[[nodiscard]] inline const std::string& pick(Language language, const Message& message) {
  return language == Language::kVietnamese ? message.vi : message.en;
}

/// Returns the number of code points of UTF-8 text: its visible characters, if it has no combining
/// marks. For the width on a terminal use count_columns() of app/terminal.h.
[[nodiscard]] inline std::size_t count_code_points(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace codau::app
