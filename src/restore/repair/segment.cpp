#include "restore/repair/segment.h"

#include <algorithm>
#include <utility>

#include "restore/repair/joins.h"
#include "restore/repair/lost_words.h"

namespace codau::restore {

Passage segment(Means& means, Passage passage) {
  const auto loses_words = [&](const Line& line) {
    return is_learnt(line.channel) && means.types.channel(line.channel).loses_letters();
  };
  const auto tears_words = [&](const Line& line) {
    return is_learnt(line.channel) && means.types.channel(line.channel).makes_signs();
  };
  if (std::ranges::none_of(passage.lines, [&](const Line& line) {
        return loses_words(line) || tears_words(line);
      })) {
    return passage;
  }
  Passage out = passage_of(
      means, passage.text,
      with_lost_words(passage.text, join_words(means.types, passage),
                      [&](std::size_t line) { return loses_words(passage.lines[line]); }));
  out.lines = std::move(passage.lines);
  out.is_nearly_clean = passage.is_nearly_clean;
  return out;
}

}  // namespace codau::restore
