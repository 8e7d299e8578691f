// tests/support/lexicon.h — codau's own lexicon (data/lexicon).
#pragma once

#include <filesystem>

#include "text/lexicon.h"

namespace codau {

inline const text::Lexicon& own_lexicon() {
  static const text::Lexicon kLexicon = [] {
    const std::filesystem::path folder = CODAU_ROOT "/data/lexicon";
    return text::Lexicon({&folder, 1});
  }();
  return kLexicon;
}

}  // namespace codau
