// restore/text/definitions.h — finds abbreviations that the text itself defines: "Ban Chỉ đạo
// (BCĐ)".
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

/// The small words around definitions, folded. Immutable.
/// - introducing: words before an abbreviation ("sau đây gọi tắt là"; role short_form_word).
/// - without_initial: words that an abbreviation leaves out ("và"; role no_initial).
struct DefinitionWords {
  explicit DefinitionWords(const text::Lexicon& lexicon);

  std::set<std::string, std::less<>> introducing, without_initial;
};

/// The true first letter of the word of a token, small, and its probability; 0 without a word.
struct Initial {
  char32_t letter = 0;
  double confidence = 0;
};
using InitialOf = std::function<Initial(std::size_t token)>;

/// Abbreviations in parentheses that are the initials of the words before them, also after "sau đây
/// gọi tắt là". Those words tell D from Đ. Abbreviations without a D are left out.
struct Definitions {
  struct DefinedSpelling {
    std::string text;
    double confidence = 0;  ///< of the least likely initial that decides
    bool operator==(const DefinedSpelling&) const = default;
  };
  std::map<std::size_t, DefinedSpelling> by_token;  ///< at their definition, by token
  /// The spelling at all other places, by the letters without marks. Abbreviations with two
  /// definitions, and syllables ("DA", "DAN"), are left out.
  std::map<std::string, DefinedSpelling, std::less<>> by_letters;
};
/// Returns the definitions of `text`. Precondition: `tokens` are those of `text`.
[[nodiscard]] Definitions find_definitions(const DefinitionWords& words, std::string_view text,
                                           std::span<const Token> tokens,
                                           const InitialOf& initial_of);

/// Returns the letters of organs in codes, by token. They stand after the letters of a document
/// type ("412/KH-DHNL"). D and Đ are as in words in capitals with these initials ("TRƯỜNG ĐẠI HỌC
/// NÔNG LÂM"). Letters without a D, and letters that such words spell in two ways, are left out.
/// Precondition: `tokens` are those of `text`.
[[nodiscard]] std::map<std::size_t, Definitions::DefinedSpelling> find_code_letters(
    const DefinitionWords& words, std::string_view text, std::span<const Token> tokens,
    const InitialOf& initial_of);

/// Returns true if the token is a part of a document number, a code or a technical name:
/// "05/HD-STC", "HD_1". Precondition: the token is of `text`.
[[nodiscard]] bool is_in_code(std::string_view text, const Token& token);

}  // namespace codau::restore
