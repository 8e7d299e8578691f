// pipeline/output/replace_words.h — words of pages where text.txt has others than restoration made.
#pragma once

#include <string>
#include <vector>

#include "export/words/placed_page.h"

namespace codau::pipeline {

/// Puts the lines of `text` in place of those of `restored`, which has as many, into `pages`, which
/// hold the words of `restored`. New words get the box of those that they replace, or the white
/// between their neighbours, with confidence 1 and is_set. Other words stay.
void replace_lines(const std::string& restored, const std::string& text,
                   std::vector<exports::PlacedPage>& pages);

/// The same of one line. `rotation`: PlacedPage::rotation.
void replace_words(exports::PlacedLine& line, const std::string& words, int rotation);

}  // namespace codau::pipeline
