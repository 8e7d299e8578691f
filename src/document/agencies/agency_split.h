// document/agencies/agency_split.h — a cell or list as the parts that name one agency each
// (standards 7.5, ruling 13.9).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// A part of a list, with what splitting found out about it.
struct AgencyItem {
  Passage text;
  bool is_ambiguous = false;  ///< a dash that may join or part two agencies (7.5.4)
  bool is_tile = false;       ///< cut out of names without joiners (7.5.7)
  std::string head = {};      ///< "Sở" of "Sở Y tế, Nội vụ" for the second; empty else
};

/// The parts by rules 1 to 7, the first that fires, and up to the first verb of each line. They
/// ascend and never overlap.
[[nodiscard]] std::vector<AgencyItem> split_agency_list(const Lexicon& lexicon,
                                                        std::string_view nfc);

}  // namespace codau::document
