// restore/text/abbreviations.h — finds the original of an abbreviation that lost its diacritics:
// "HĐND" for "HDND". The original is certain if no other original is likely. Document codes
// ("16/NĐ-CP") and running text have different abbreviations, so an original has a use: "code" or
// "text".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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
  /// original TAB use. Further cells are ignored.
  ///
  /// Then adds the entries of the lexicon `more` with diacritics, if they have one of two roles
  /// (text/lexicon.h):
  /// 1. Role "abbreviation". An entry gets the use "code". An entry also gets the use "text",
  ///    unless the letters without diacritics are a syllable: "ĐU" gives "DU". An entry replaces
  ///    the line of the table with the same letters and use.
  /// 2. Role "person_title", if the entry has a slash and diacritics before it: "đ/c". Only
  ///    slash_forms() returns such entries: as they are, and with capitals before the slash.
  /// Throws Error{kModel} with the file name if the file cannot be opened or a line is malformed.
  explicit Abbreviations(const std::string& path, const text::Lexicon& more = {});

  /// Returns the original of `seen`. Returns null if no original is certain, or if `seen` has
  /// diacritics. `in_code`: whether `seen` stands in a document code. The result lives as long as
  /// this object.
  /// Law: strip_diacritics(*find(s, c)) is s.
  [[nodiscard]] const std::string* find(std::string_view seen, bool in_code) const;
  /// Returns true if the table has a line for the letters `seen` with the use "code". The table was
  /// counted in large corpora: nearly all codes with these letters have the original of the line.
  /// If only the lexicon has an original, it is possible, but not proven: returns false. If an
  /// entry of the lexicon has replaced the line of the table, still returns true.
  [[nodiscard]] bool is_proven_in_codes(std::string_view seen) const;
  /// Returns the possible originals of `seen`, which stands before a slash; empty if there are
  /// none. An original is certain only if its `after_slash` follows the slash. The result lives as
  /// long as this object.
  /// Law: `spelling` without its diacritics is `seen`.
  [[nodiscard]] std::span<const SlashForm> slash_forms(std::string_view seen) const;

 private:
  using Spellings = std::unordered_map<std::string, std::string>;  ///< by bare letters
  Spellings in_codes_, in_text_;
  std::unordered_set<std::string> proven_in_codes_;  ///< bare letters
  std::unordered_map<std::string, std::vector<SlashForm>> slash_forms_;
};

}  // namespace codau::restore
