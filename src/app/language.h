// app/language.h — people are spoken to in Vietnamese or English.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::app {

enum class Language { kEnglish, kVietnamese };

/// The one of the pair that `language` asks for.
[[nodiscard]] inline std::string pick(Language language, std::string_view vi, std::string_view en) {
  return std::string(language == Language::kVietnamese ? vi : en);
}
[[nodiscard]] inline const std::string& pick(Language language, const Message& message) {
  return language == Language::kVietnamese ? message.vi : message.en;
}

/// Letters on a line, as far as text without combining marks has them.
[[nodiscard]] inline std::size_t letters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace codau::app
