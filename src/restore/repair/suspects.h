// restore/repair/suspects.h — words of undamaged text that are surely not what was meant: "Hải
// lòng" for "hài lòng". They are told of, never changed: typing errors are the author's
// (standards 8.4).
#pragma once

#include <span>
#include <vector>

#include "core/values.h"
#include "restore/decode/context_evidence.h"
#include "restore/decode/passage.h"
#include "restore/decode/readings.h"

namespace codau::restore {

/// Word `token` is printed as a legal syllable, but another of its fold is all but certain there.
struct Suspect {
  std::size_t token = 0;
  lm::WordId meant = lm::kUnknown;
  double confidence = 0;  ///< of the printed word
};

/// Of the words with the damage of `channel`, which leaves most as they are, those that neither go
/// with their neighbours nor with what stands around, where another that differs in marks only goes
/// with both; in order. Names of persons and places, and another way to place a tone ("hoá"), are
/// none.
[[nodiscard]] std::vector<Suspect> suspects_of(const Means& means, const Passage& passage,
                                               const Readings& readings, ChannelId channel,
                                               ContextEvidence& context);

/// Adds `suspects` to the doubts of `out`, which was written from `passage`.
void tell_suspects(const Means& means, const Passage& passage, std::span<const Suspect> suspects,
                   Restored& out);

}  // namespace codau::restore
