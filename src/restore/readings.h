// restore/readings.h — what the decoder finds for each place of a passage: decoded by the words
// before and behind, then once more with what stands around.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "restore/candidates.h"
#include "restore/evidence.h"
#include "restore/lattice.h"

namespace codau::restore {

/// The likeliest options of a place.
struct Reading {
  Place place;
  std::array<Candidate, Choice::kRanked> options;
  std::size_t observed = SIZE_MAX;  ///< the one that leaves the text as it is, if it is among them
};

/// Those of a window, in order.
struct Readings {
  std::vector<Reading> places;
  std::vector<Sighting> sightings;  ///< by place: how likely each option is (evidence.h)
};

/// A first look at the passage, or its beginning, tells what its damage is like: the learnt
/// channels of `means` are made to fit it (adaptation.h).
void fit_channels(Means& means, const Passage& passage, ContextEvidence& context);

[[nodiscard]] Readings read(Means& means, const Passage& passage, const NameHints& names,
                            ContextEvidence& context);

}  // namespace codau::restore
