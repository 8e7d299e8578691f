// document/agencies/agency_lexicon.h — looks up names, compounds and abbreviations of agencies in
// the lexicon. A joiner is "-", ",", "&" or "và". A compound is one name of several fields with
// joiners between them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/agencies/agency.h"

namespace codau::document {

/// Returns the words of a name for comparisons: folded, without joiners and quotation marks.
[[nodiscard]] std::vector<std::string> fold_name_words(std::string_view nfc);

/// Returns the known agency with this name; null if it is unknown. All joiners are equal
/// (standards 7.6).
[[nodiscard]] const KnownAgency* find_known_name(const Lexicon& lexicon, std::string_view nfc);
/// Does the same, but joiners must be equal, too: "Văn hóa và Thông tin" is not "Văn hóa - Thông
/// tin".
[[nodiscard]] const KnownAgency* find_exact_name(const Lexicon& lexicon, std::string_view nfc);
/// Returns the known name that differs least: by at most one edit in eight letters, and in no
/// digit. Returns null if two names are equally near.
[[nodiscard]] const KnownAgency* find_similar_name(const Lexicon& lexicon, std::string_view nfc);

/// The longest known name with which `words` begin, and its number of words.
struct KnownPrefix {
  const KnownAgency* name = nullptr;
  std::size_t words = 0;
};
[[nodiscard]] KnownPrefix find_known_prefix(const Lexicon& lexicon,
                                            const std::vector<std::string>& words);

/// Returns true if `nfc` is a compound that names one agency, with any joiners.
[[nodiscard]] bool is_compound_name(const Lexicon& lexicon, std::string_view nfc);
/// Returns true if a compound spans the end of `left` and the beginning of `right`: "Tài chính" and
/// "Kế hoạch huyện".
[[nodiscard]] bool is_inside_compound(const Lexicon& lexicon, std::string_view left,
                                      std::string_view right);

/// Returns the long form of an abbreviation; nothing for any other token.
[[nodiscard]] std::optional<std::string_view> expand_abbreviation(const Lexicon& lexicon,
                                                                  std::string_view token);

/// The ways to divide words into known names, two or more: the number of ways, and the first of
/// them.
struct Tiling {
  std::size_t count = 0;
  std::vector<std::size_t> lengths;       ///< the number of words of each name
  std::vector<const KnownAgency*> names;  ///< the names
};
[[nodiscard]] Tiling tile(const Lexicon& lexicon, const std::vector<std::string>& words);

}  // namespace codau::document
