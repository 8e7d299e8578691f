// restore/text/abbreviations.h — finds the original of an abbreviation that lost its diacritics, if
// only one is possible: "HĐND" for "HDND". Document codes ("16/NĐ-CP") have other abbreviations
// than running text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/lexicon.h"

namespace codau::restore {

/// An abbreviation with a slash, such as "Đ/c" (đồng chí, comrade).
struct SlashForm {
  std::string spelling;     ///< the text before the slash: "Đ"
  std::string after_slash;  ///< the text after the slash: "c"
};

/// The table of abbreviations. Immutable.
class Abbreviations {
 public:
  /// Reads the table `path` (data/abbreviations.tsv). A line is letters without diacritics TAB
  /// original TAB "code" (for document codes) or "text" (for running text). Further cells are
  /// ignored. Then adds two kinds of entries of the lexicon `more`, if they have diacritics:
  /// 1. entries of the role abbreviation, for codes. They count for text, too, unless the letters
  ///    without diacritics are a syllable ("ĐU").
  /// 2. entries of the role person_title that have a slash, and diacritics before the slash. The
  ///    letters before the slash are added as they are and in capitals.
  /// An entry of `more` replaces a line of the table for the same letters and use. Throws
  /// Error{kModel} with the file name if the file cannot be opened or a line is malformed.
  explicit Abbreviations(const std::string& path, const text::Lexicon& more = {});

  /// Returns the original of `seen`, or null if no original is certain. Letters with diacritics
  /// never have one. `in_code`: whether `seen` stands in a document code. The result lives as long
  /// as this object.
  /// Law: strip_diacritics(*find(s, c)) is s.
  [[nodiscard]] const std::string* find(std::string_view seen, bool in_code) const;
  /// Returns the possible originals of `seen`, the text before a slash; empty if there are none. An
  /// original is certain only if its `after_slash` follows the slash. The result lives as long as
  /// this object.
  /// Law: `spelling` without its diacritics is `seen`.
  [[nodiscard]] std::span<const SlashForm> slash_forms(std::string_view seen) const;

 private:
  using Spellings = std::unordered_map<std::string, std::string>;  ///< by bare letters
  Spellings in_codes_, in_text_;
  std::unordered_map<std::string, std::vector<SlashForm>> slash_forms_;
};

}  // namespace codau::restore
