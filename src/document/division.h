// document/division.h — where a file's further documents begin (standards 13.11).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "document/layout/line.h"
#include "document/words/forms.h"

namespace codau::document {

struct FurtherHead {
  std::size_t line = 0;      ///< the first of the head
  bool is_attached = false;  ///< what another document promulgates: no number of its own
  std::string promulgator;   ///< the number of that document as it names it, or empty
};

/// The head of the document behind the first: one with motto, number and type of its own
/// (page_sequence.h), or the title of what the first one promulgates, "(Ban hành kèm theo Quyết
/// định số …)" below it. An appendix, a form, and what a plan encloses under its own name are none.
[[nodiscard]] std::optional<FurtherHead> further_head(const Lexicon& lexicon,
                                                      const std::vector<Line>& lines);

}  // namespace codau::document
