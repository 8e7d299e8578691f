// restore/text/abbreviations.h — abbreviations whose marks are certain, in document codes
// ("16/NĐ-CP", standards 3.4) and in text ("HĐND").
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/lexicon.h"

namespace codau::restore {

/// The first half of what a slash shortens, and the half behind it: "Đ" and "c" of "Đ/c".
struct BeforeSlash {
  std::string spelling, behind;
};

/// Immutable.
class Abbreviations {
 public:
  /// Reads data/abbreviations.tsv (tools/make_abbreviations).
  /// Throws Error{kModel} naming the file when it is missing or a line is none of its kind.
  /// Those of `more` (role abbreviation) that have marks are as certain, in codes and in text, one
  /// that is a syllable without them in codes alone ("ĐU"); those of its forms of address
  /// (person_title) that have a slash and marks before it, too, also with a capital.
  explicit Abbreviations(const std::string& path, const text::Lexicon& more = {});

  /// What `seen`, an abbreviation that may have lost its marks, surely is ("HDND" → "HĐND"); null
  /// where that is not certain, or where it has them. Law: strip_marks(*find(s, c)) is s.
  [[nodiscard]] const std::string* find(std::string_view seen, bool in_code) const;
  /// What `seen` surely is before a slash, by what stands behind that. Law: without marks it is
  /// seen.
  [[nodiscard]] std::span<const BeforeSlash> before_slash(std::string_view seen) const;

 private:
  using Spellings = std::unordered_map<std::string, std::string>;  ///< by letters without marks
  Spellings in_codes_, in_text_;
  std::unordered_map<std::string, std::vector<BeforeSlash>> before_slash_;
};

}  // namespace codau::restore
