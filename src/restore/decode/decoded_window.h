// restore/decode/decoded_window.h — decodes each slot of a window: first by its neighbours, then
// again with the context model.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "restore/decode/decoder.h"
#include "restore/decode/repetition.h"
#include "restore/decode/trellis.h"

namespace codau::restore {

/// The likeliest candidates of a slot.
struct DecodedSlot {
  TokenSlot slot;
  std::array<Candidate, RankedChoice::kMaxRanked> candidates;
  /// Index in `candidates` of the word as it stands in the text; SIZE_MAX if it is not among them.
  std::size_t observed = SIZE_MAX;
};

/// The decoded slots of a window, in order.
struct DecodedWindow {
  std::vector<DecodedSlot> slots;
  /// By slot: the probability of each candidate (repetition.h).
  std::vector<SlotPosteriors> posteriors;
};

/// Returns the learnt channels of the window, each adapted to its damage (alignment_counts.h). A
/// first look at the window, or at its beginning, gives the counts. Returns no channel if no line
/// has an adaptable channel, or if no word is sure enough to count. There is one round only: two
/// and three rounds gave words as good or half a per cent worse
/// (docs/experiments/restoration-unknown-engines.md). The look-ups stay in `resources`;
/// WordTypes::use_channels() puts the channels into use.
[[nodiscard]] FittedChannels fit_channels(WindowResources& resources, const TokenWindow& window,
                                          ContextRescorer& context);

/// Returns the window decoded by the channels that `resources` uses. The first pass uses the words
/// before and after. Damaged parts get a second pass with the context model.
[[nodiscard]] DecodedWindow decode_window(WindowResources& resources, const TokenWindow& window,
                                          const NameHints& names, ContextRescorer& context);

}  // namespace codau::restore
