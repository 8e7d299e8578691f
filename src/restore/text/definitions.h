// restore/text/definitions.h — finds abbreviations that the text itself defines: "Ban Chỉ đạo
// (BCĐ)". Damaged text may print "BCD"; the definition tells whether D or Đ is meant.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "restore/text/tokens.h"
#include "text/lexicon.h"

namespace codau::restore {

/// Words of the lexicon that help to find definitions, without marks and in lower case. Immutable.
/// - introducing: words before an abbreviation ("sau đây gọi tắt là"; role short_form_word).
/// - without_initial: words that an abbreviation leaves out ("và"; role no_initial).
struct DefinitionWords {
  explicit DefinitionWords(const text::Lexicon& lexicon);

  std::set<std::string, std::less<>> introducing, without_initial;
};

/// The first letter of the restored word of a token, and its probability.
struct Initial {
  char32_t letter = 0;  ///< in lower case; 0 if the token is no word
  double confidence = 0;
};
using InitialOf = std::function<Initial(std::size_t token)>;

/// The spellings of defined abbreviations. A definition is an abbreviation in parentheses, made of
/// the initials of the words before the parenthesis. The words "sau đây gọi tắt là" may stand
/// before it. The initials decide between D and Đ. Abbreviations with neither D nor Đ are left out.
struct Definitions {
  struct DefinedSpelling {
    std::string text;
    double confidence = 0;  ///< the least probability of the initials of its D and Đ
    bool operator==(const DefinedSpelling&) const = default;
  };
  std::map<std::size_t, DefinedSpelling> by_token;  ///< at the definitions, by token
  /// The spelling everywhere else, by the abbreviation without marks ("BCD"). Left out are
  /// abbreviations that are defined with two spellings, or look like a syllable ("DA", "DAN").
  std::map<std::string, DefinedSpelling, std::less<>> by_letters;
};
/// Returns the definitions of `text`. Precondition: `tokens` are those of `text`.
[[nodiscard]] Definitions find_definitions(const DefinitionWords& words, std::string_view text,
                                           std::span<const Token> tokens,
                                           const InitialOf& initial_of);

/// Returns the spelling of the organ's letters in document codes, by token. The letters of the
/// document type stand before them: "DHNL" in "412/KH-DHNL". If the text has words in capitals with
/// these initials ("TRƯỜNG ĐẠI HỌC NÔNG LÂM"), those words decide between D and Đ. Left out are:
/// 1. letters without a D;
/// 2. letters that are the initials of no such words;
/// 3. letters that two groups of such words spell differently.
/// Precondition: `tokens` are those of `text`.
[[nodiscard]] std::map<std::size_t, Definitions::DefinedSpelling> find_code_letters(
    const DefinitionWords& words, std::string_view text, std::span<const Token> tokens,
    const InitialOf& initial_of);

/// Returns true if a digit or one of / - _ \ touches the token: "05/HD-STC", "HD_1". The token is
/// then part of a code. Precondition: the token is of `text`.
[[nodiscard]] bool is_in_code(std::string_view text, const Token& token);

}  // namespace codau::restore
