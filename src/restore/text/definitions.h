// restore/text/definitions.h — abbreviations that the text itself defines: "Ban Chỉ đạo (BCĐ)".
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

/// The small words around definitions, folded: what introduces an abbreviation ("sau đây gọi tắt
/// là"; role short_form_word) and what one leaves out ("và"; no_initial). Immutable.
struct DefinitionWords {
  explicit DefinitionWords(const text::Lexicon& lexicon);

  std::set<std::string, std::less<>> introducing, without_initial;
};

/// What the word of a token was meant to begin with, small, and how likely that is; 0 if there is
/// no word.
struct Initial {
  char32_t letter = 0;
  double confidence = 0;
};
using InitialOf = std::function<Initial(std::size_t token)>;

/// Abbreviations in parentheses that are the initials of the words before these, also behind "sau
/// đây gọi tắt là", with D and Đ told apart by those words; such without a D are left out.
struct Definitions {
  struct Spelling {
    std::string text;
    double confidence = 0;  ///< of the least likely initial that decides
    bool operator==(const Spelling&) const = default;
  };
  std::map<std::size_t, Spelling> here;  ///< where they are defined, by token
  /// By their letters without marks what they are wherever they stand: none that is defined in two
  /// ways, none that is a syllable ("DA", "DAN").
  std::map<std::string, Spelling, std::less<>> everywhere;
};
/// Precondition: `tokens` are of `text`.
[[nodiscard]] Definitions definitions_in(const DefinitionWords& words, std::string_view text,
                                         std::span<const Token> tokens,
                                         const InitialOf& initial_of);

/// The letters of organs in codes, behind those of a type ("412/KH-DHNL"), by token, D and Đ as the
/// words in capitals have them of which they are the initials ("TRƯỜNG ĐẠI HỌC NÔNG LÂM"); such
/// without a D, and such that words spell in two ways, are left out. Precondition: `tokens` are of
/// `text`.
[[nodiscard]] std::map<std::size_t, Definitions::Spelling> letters_in_codes(
    const DefinitionWords& words, std::string_view text, std::span<const Token> tokens,
    const InitialOf& initial_of);

/// Whether the token is a part of a document's number, a code or a name of the machine:
/// "05/HD-STC", "HD_1". Precondition: it is of `text`.
[[nodiscard]] bool is_in_code(std::string_view text, const Token& token);

}  // namespace codau::restore
