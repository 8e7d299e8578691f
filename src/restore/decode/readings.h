// restore/decode/readings.h — what the decoder finds for each place of a passage: decoded by the
// words before and behind, then once more with what stands around.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "restore/decode/candidates.h"
#include "restore/decode/decoder.h"
#include "restore/decode/evidence.h"

namespace codau::restore {

/// The likeliest options of a place.
struct Reading {
  Place place;
  std::array<Candidate, Choice::kRanked> options;
  /// Index in `options` of the word as it stands in the text; SIZE_MAX where it is none of them.
  std::size_t observed = SIZE_MAX;
};

/// Those of a window, in order.
struct Readings {
  std::vector<Reading> places;
  std::vector<Sighting> sightings;  ///< by place: how likely each option is (evidence.h)
};

/// The learnt channels of the passage, each made to fit what a first look at it, or its beginning,
/// tells of its damage (adaptation.h); none where there is nothing to learn. One round only: after
/// two and three words came out as good as after one or half a per cent worse (RESULTS, "Tried for
/// restoration"). `means` keeps what was looked up; WordTypes::use() makes the channels count.
[[nodiscard]] FittedChannels fit_channels(Means& means, const Passage& passage,
                                          ContextEvidence& context);

/// Decodes the passage by the channels that `means` uses: with the words before and behind, and
/// where it is damaged once more with what stands around.
[[nodiscard]] Readings read(Means& means, const Passage& passage, const NameHints& names,
                            ContextEvidence& context);

}  // namespace codau::restore
