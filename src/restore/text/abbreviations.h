// restore/text/abbreviations.h — finds abbreviations by their letters without marks, if only one
// original is possible. They occur in document codes ("16/NĐ-CP", standards 3.4) and in text
// ("HĐND").
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/lexicon.h"

namespace codau::restore {

/// The texts before and after the slash of an abbreviation: "Đ" and "c" of "Đ/c".
struct SlashForm {
  std::string spelling, after_slash;
};

/// The table of abbreviations. Immutable.
class Abbreviations {
 public:
  /// Reads the table `path` (data/abbreviations.tsv, made by tools/make_abbreviations), and adds
  /// entries of `more`:
  /// 1. Entries with marks (role abbreviation) are added for codes. They are added for text too,
  ///    unless their letters without marks are a syllable ("ĐU").
  /// 2. Forms of address (role person_title) are added if they have a slash, and marks before the
  ///    slash. They are also added with the part before the slash in capitals.
  /// Throws Error{kModel} naming the file if it is missing or a line is malformed.
  explicit Abbreviations(const std::string& path, const text::Lexicon& more = {});

  /// Returns the certain original of `seen`, an abbreviation that may have lost its marks ("HDND" →
  /// "HĐND"). `in_code`: whether `seen` is in a document code. Returns null if the original is not
  /// certain, or if `seen` has marks. The result lives as long as the table.
  /// Law: strip_diacritics(*find(s, c)) is s.
  [[nodiscard]] const std::string* find(std::string_view seen, bool in_code) const;
  /// Returns the certain originals of `seen` if a slash follows `seen`. Each holds only if its
  /// `after_slash` follows the slash. The result lives as long as the table.
  /// Law: the `spelling` of each without its marks is `seen`.
  [[nodiscard]] std::span<const SlashForm> slash_forms(std::string_view seen) const;

 private:
  using Spellings = std::unordered_map<std::string, std::string>;  ///< by letters without marks
  Spellings in_codes_, in_text_;
  std::unordered_map<std::string, std::vector<SlashForm>> slash_forms_;
};

}  // namespace codau::restore
