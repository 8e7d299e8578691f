// restore/decode/readings.h — decodes each place of a passage: first by its neighbours, then again
// with the context model.
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
  /// Index in `options` of the word as it stands in the text; SIZE_MAX if it is not among them.
  std::size_t observed = SIZE_MAX;
};

/// The readings of a window, in order.
struct Readings {
  std::vector<Reading> places;
  std::vector<Sighting> sightings;  ///< by place: the probability of each option (evidence.h)
};

/// Returns the learnt channels of the passage, each adapted to its damage (adaptation.h). A first
/// look at the passage, or at its beginning, gives the counts. Returns no channel if no line has an
/// adaptable channel, or if no word is sure enough to count. There is one round only: two and three
/// rounds gave words as good or half a per cent worse
/// (docs/experiments/restoration-unknown-engines.md). The look-ups stay in `means`;
/// WordTypes::use() puts the channels into use.
[[nodiscard]] FittedChannels fit_channels(Means& means, const Passage& passage,
                                          ContextEvidence& context);

/// Returns the passage decoded by the channels that `means` uses. The first pass uses the words
/// before and after. Damaged parts get a second pass with the context model.
[[nodiscard]] Readings read(Means& means, const Passage& passage, const NameHints& names,
                            ContextEvidence& context);

}  // namespace codau::restore
