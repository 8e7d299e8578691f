// restore/text/definitions.h — finds abbreviations that the text itself defines: "Ban Chỉ đạo
// (BCD)". In damaged text, D may stand for Đ. The initials of the words before the parenthesis (b,
// c, đ) show that the abbreviation is "BCĐ".
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

/// Words of the lexicon that help to find definitions. Immutable. The words are in lower case
/// without diacritics: "va" for "và".
struct DefinitionWords {
  explicit DefinitionWords(const text::Lexicon& lexicon);

  /// Words that may stand before the abbreviation in the parentheses, such as those of "sau đây gọi
  /// tắt là" (role short_form_word).
  std::set<std::string, std::less<>> introducing;
  /// Words whose initial an abbreviation omits, such as "và" (role no_initial).
  std::set<std::string, std::less<>> without_initial;
};

/// The first letter of a token's word after restoration.
struct Initial {
  char32_t letter = 0;    ///< in lower case; 0 if the token is no word
  double confidence = 0;  ///< probability of the restored word
};
/// Returns the initial of a token, given by its index in the tokens of the text.
using InitialOf = std::function<Initial(std::size_t token)>;

/// The spellings of the abbreviations that a text defines. A definition is a group of words,
/// followed by an abbreviation in parentheses. The abbreviation has the initials of the words: 2 to
/// 10 capitals, with at least one D or Đ.
/// 1. Words of DefinitionWords::without_initial in the group give no initial.
/// 2. Up to 8 words of DefinitionWords::introducing may stand in the parentheses, before the
///    abbreviation: "(sau đây gọi tắt là BCĐ)".
struct Definitions {
  struct DefinedSpelling {
    std::string text;       ///< the abbreviation with D and Đ as in the initials
    double confidence = 0;  ///< the least probability of the initials of its D and Đ
    bool operator==(const DefinedSpelling&) const = default;
  };
  /// The spellings of abbreviations inside the definitions. The key is the index of the token of
  /// the abbreviation in parentheses.
  std::map<std::size_t, DefinedSpelling> by_token;
  /// The spellings for the rest of the text, outside the definitions. The key is the abbreviation
  /// without diacritics: "BCD" has the value "BCĐ". The map lacks abbreviations that are defined in
  /// two spellings, and those that look like a syllable ("DA").
  std::map<std::string, DefinedSpelling, std::less<>> by_letters;
};
/// Returns the definitions of `text`. Precondition: `tokens` are the tokens of `text`.
[[nodiscard]] Definitions find_definitions(const DefinitionWords& words, std::string_view text,
                                           std::span<const Token> tokens,
                                           const InitialOf& initial_of);

/// Returns the spellings of the letters that name an organ in document codes. The key is the index
/// of a token. These letters follow those of the document type: "DHNL" in "412/KH-DHNL". To decide
/// between D and Đ, the function looks for consecutive words in capitals with these initials,
/// anywhere in the text: "ĐẠI HỌC NÔNG LÂM" gives "ĐHNL". The result lacks three kinds of letters:
/// 1. letters without a D;
/// 2. letters that are the initials of no words in capitals;
/// 3. letters that words in capitals spell in two ways.
/// Precondition: `tokens` are the tokens of `text`.
[[nodiscard]] std::map<std::size_t, Definitions::DefinedSpelling> find_code_letters(
    const DefinitionWords& words, std::string_view text, std::span<const Token> tokens,
    const InitialOf& initial_of);

/// Returns true if the token seems to be part of a code, such as "05/HD-STC" or "HD_1". This is the
/// case if a digit or one of / - _ \ is directly before or after the token. Precondition: `token`
/// is a token of `text`.
[[nodiscard]] bool is_in_code(std::string_view text, const Token& token);

}  // namespace codau::restore
