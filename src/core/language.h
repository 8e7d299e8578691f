// core/language.h — the language of texts for people: Vietnamese or English.
#pragma once

#include <string>
#include <string_view>

#include "core/message.h"

namespace codau {

/// The language of a text, as the user has chosen it.
enum class Language { kEnglish, kVietnamese };

/// Returns `vi` if the language is Vietnamese, and `en` if it is English.
[[nodiscard]] inline std::string pick(Language language, std::string_view vi, std::string_view en) {
  return std::string(language == Language::kVietnamese ? vi : en);
}
/// Returns the text of the message in the given language.
[[nodiscard]] inline const std::string& pick(Language language, const Message& message) {
  return language == Language::kVietnamese ? message.vi : message.en;
}

}  // namespace codau
