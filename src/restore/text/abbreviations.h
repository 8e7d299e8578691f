// restore/text/abbreviations.h — finds the original of an abbreviation that lost its diacritics, if
// only one is possible: "HĐND" for "HDND". Document codes ("16/NĐ-CP", standards 3.4) and other
// text have different abbreviations.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/lexicon.h"

namespace codau::restore {

/// An abbreviation with a slash, such as "Đ/c".
struct SlashForm {
  std::string spelling;     ///< the text before the slash: "Đ"
  std::string after_slash;  ///< the text after the slash: "c"
};

/// The table of abbreviations. Immutable.
class Abbreviations {
 public:
  /// Reads the table `path` (data/abbreviations.tsv). A line is letters without diacritics TAB
  /// spelling TAB "code" or "text"; further cells are ignored. Then adds entries of `more` that
  /// have diacritics, in place of equal ones of the table:
  /// 1. role abbreviation: for codes; also for text, unless the letters without diacritics are a
  ///    syllable ("ĐU");
  /// 2. role person_title: if it has a slash, and diacritics before the slash. The letters before
  ///    the slash are added as they are and in capitals.
  /// Throws Error{kModel} with the file name if it cannot be opened or a line is malformed.
  explicit Abbreviations(const std::string& path, const text::Lexicon& more = {});

  /// Returns the original of `seen`, or null if it is not certain or `seen` has diacritics.
  /// `in_code`: `seen` is in a document code. The result lives as long as the table.
  /// Law: strip_diacritics(*find(s, c)) is s.
  [[nodiscard]] const std::string* find(std::string_view seen, bool in_code) const;
  /// Returns the originals of `seen`, the text before a slash. An original is certain only if its
  /// `after_slash` follows the slash. The result lives as long as the table.
  /// Law: `spelling` without its diacritics is `seen`.
  [[nodiscard]] std::span<const SlashForm> slash_forms(std::string_view seen) const;

 private:
  using Spellings = std::unordered_map<std::string, std::string>;  ///< by bare letters
  Spellings in_codes_, in_text_;
  std::unordered_map<std::string, std::vector<SlashForm>> slash_forms_;
};

}  // namespace codau::restore
