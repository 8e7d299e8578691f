// pipeline/output/replace_words.h — replaces placed words on pages where text.txt differs from the
// restored text.
#pragma once

#include <string>
#include <vector>

#include "export/words/placed_page.h"

namespace codau::pipeline {

/// Replaces the words of `restored` in `pages` by those of `text`, line by line. Both texts must
/// have the same number of lines. A new word gets the box of the words that it replaces, or of the
/// gap between its neighbours. New words have confidence 1 and is_set. All other words stay.
void replace_lines(const std::string& restored, const std::string& text,
                   std::vector<exports::PlacedPage>& pages);

/// Replaces the words of one line by `words`. `rotation`: PlacedPage::rotation.
void replace_words(exports::PlacedLine& line, const std::string& words, int rotation);

}  // namespace codau::pipeline
