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

/// The two halves of an abbreviation with a slash: "Đ" and "c" of "Đ/c".
struct SlashForm {
  std::string spelling, after_slash;
};

/// The table of abbreviations. Immutable.
class Abbreviations {
 public:
  /// Reads data/abbreviations.tsv (tools/make_abbreviations) and adds entries of `more`:
  /// 1. Abbreviations with marks (role abbreviation) count in codes. They count in text too, unless
  ///    they are a syllable without their marks ("ĐU").
  /// 2. Forms of address (person_title) count if they have a slash, and marks before the slash.
  ///    They also count with that half in capitals.
  /// Throws Error{kModel} naming the file if it is missing or a line has another form.
  explicit Abbreviations(const std::string& path, const text::Lexicon& more = {});

  /// Returns the certain original of `seen`, an abbreviation that may have lost its marks ("HDND" →
  /// "HĐND"). Returns null if the original is not certain, or if `seen` has its marks.
  /// Law: strip_diacritics(*find(s, c)) is s.
  [[nodiscard]] const std::string* find(std::string_view seen, bool in_code) const;
  /// Returns the certain originals of `seen` before a slash, each with the text after the slash.
  /// Law: without marks each is `seen`.
  [[nodiscard]] std::span<const SlashForm> slash_forms(std::string_view seen) const;

 private:
  using Spellings = std::unordered_map<std::string, std::string>;  ///< by letters without marks
  Spellings in_codes_, in_text_;
  std::unordered_map<std::string, std::vector<SlashForm>> slash_forms_;
};

}  // namespace codau::restore
