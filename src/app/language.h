// app/language.h — people are spoken to in Vietnamese or English.
#pragma once

#include <string>
#include <string_view>

namespace codau::app {

enum class Language { kEnglish, kVietnamese };

/// The one of the pair that `language` asks for.
[[nodiscard]] inline std::string pick(Language language, std::string_view vi, std::string_view en) {
  return std::string(language == Language::kVietnamese ? vi : en);
}

}  // namespace codau::app
