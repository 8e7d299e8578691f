// document/agencies/agency_lexicon.h — what the lexicon knows of agencies: names, compounds,
// abbreviations.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/agencies/agency.h"

namespace codau::document {

/// Words of a name for comparing: folded, without joiners ("-", ",", "&", "và") and quotes.
[[nodiscard]] std::vector<std::string> fold_name_words(std::string_view nfc);

/// A name of the list, or nothing. All joiners compare equal (standards 7.6).
[[nodiscard]] const KnownAgency* find_known_name(const Lexicon& lexicon, std::string_view nfc);
/// A name of the list with these very joiners: "Văn hóa và Thông tin" is not "Văn hóa - Thông tin".
[[nodiscard]] const KnownAgency* find_exact_name(const Lexicon& lexicon, std::string_view nfc);
/// The name that differs least, by at most one edit in eight letters and in no digit; nothing when
/// two are as near.
[[nodiscard]] const KnownAgency* find_similar_name(const Lexicon& lexicon, std::string_view nfc);

/// The longest known name that `words` begin with, and how many of them it takes.
struct KnownPrefix {
  const KnownAgency* name = nullptr;
  std::size_t words = 0;
};
[[nodiscard]] KnownPrefix find_known_prefix(const Lexicon& lexicon,
                                            const std::vector<std::string>& words);

/// True when `nfc`, with any joiners, is a compound that names one agency.
[[nodiscard]] bool is_compound_name(const Lexicon& lexicon, std::string_view nfc);
/// True when a compound spans the joint of `left` and `right`: "Tài chính" and "Kế hoạch huyện".
[[nodiscard]] bool is_inside_compound(const Lexicon& lexicon, std::string_view left,
                                      std::string_view right);

/// What an abbreviation stands for; nothing for any other token.
[[nodiscard]] std::optional<std::string_view> expand_abbreviation(const Lexicon& lexicon,
                                                                  std::string_view token);

/// In how many ways names of the list, two or more, make up all the words; the first way.
struct Tiling {
  std::size_t count = 0;
  std::vector<std::size_t> lengths;       ///< words a tile
  std::vector<const KnownAgency*> names;  ///< what each tile is
};
[[nodiscard]] Tiling tile(const Lexicon& lexicon, const std::vector<std::string>& words);

}  // namespace codau::document
