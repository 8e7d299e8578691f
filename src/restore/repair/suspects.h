// restore/repair/suspects.h — finds real-word errors in undamaged text: "Hải lòng" for "hài lòng".
// They are reported, never changed: typing errors are the author's (standards 8.4).
#pragma once

#include <span>
#include <vector>

#include "core/values.h"
#include "restore/decode/context_evidence.h"
#include "restore/decode/passage.h"
#include "restore/decode/readings.h"

namespace codau::restore {

/// A real-word error. Word `token` is printed as a legal syllable, but another word of its fold is
/// all but certain there.
struct Suspect {
  std::size_t token = 0;
  lm::WordId meant = lm::kUnknown;
  double confidence = 0;  ///< of the printed word
};

/// Returns the suspects among the words with the damage of `channel`, which leaves most words
/// unchanged. They are in order. A suspect satisfies both conditions:
/// 1. The word fits neither its neighbours nor the wider context.
/// 2. Another word that differs in marks only fits both.
/// Names of persons and places are no suspects, nor is another place of a tone ("hoá").
[[nodiscard]] std::vector<Suspect> suspects_of(const Means& means, const Passage& passage,
                                               const Readings& readings, ChannelId channel,
                                               ContextEvidence& context);

/// Adds `suspects` to the doubts of `out`, which was written from `passage`.
void tell_suspects(const Means& means, const Passage& passage, std::span<const Suspect> suspects,
                   Restored& out);

}  // namespace codau::restore
