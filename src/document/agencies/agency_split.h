// document/agencies/agency_split.h — splits a cell or list into parts that name one agency each
// (standards 7.5, ruling 13.9).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// A part of a list.
struct AgencyItem {
  Passage text;
  /// split at a dash that may also join the words of one agency (7.5.4)
  bool is_ambiguous = false;
  bool is_tile = false;  ///< split between names without a joiner (7.5.7)
  /// the head word that it shares with the part before: "Sở" for the second of "Sở Y tế, Nội vụ";
  /// else empty
  std::string head = {};
};

/// Returns the parts, ascending and without overlaps. Of rules 7.5.1 to 7.5.7, the first that
/// applies splits. A part ends at the first verb of its line.
[[nodiscard]] std::vector<AgencyItem> split_agency_list(const Lexicon& lexicon,
                                                        std::string_view nfc);

}  // namespace codau::document
