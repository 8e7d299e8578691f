#include "restore/repair/word_boundaries.h"

#include <algorithm>
#include <utility>

#include "restore/repair/join_words.h"
#include "restore/repair/lost_words.h"

namespace codau::restore {

TokenWindow repair_word_boundaries(WindowResources& resources, TokenWindow window) {
  const auto loses_words = [&](const LineDamage& line) {
    return is_learnt(line.channel) && resources.finder.channel(line.channel).loses_letters();
  };
  const auto tears_words = [&](const LineDamage& line) {
    return is_learnt(line.channel) && resources.finder.channel(line.channel).makes_signs();
  };
  if (std::ranges::none_of(window.lines, [&](const LineDamage& line) {
        return loses_words(line) || tears_words(line);
      })) {
    return window;
  }
  TokenWindow out = make_token_window(
      resources, window.text,
      add_lost_words(window.text, join_words(resources.finder, window),
                     [&](std::size_t line) { return loses_words(window.lines[line]); }));
  out.lines = std::move(window.lines);
  out.is_nearly_clean = window.is_nearly_clean;
  return out;
}

}  // namespace codau::restore
