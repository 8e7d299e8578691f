// restore/decode/decoded_window.h — decodes each slot of a window: first by its neighbours, then
// again with the context model. A slot is a token to decode (TokenSlot).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "restore/decode/decoder.h"
#include "restore/decode/repetition.h"
#include "restore/decode/trellis.h"

namespace codau::restore {

/// A slot and its likeliest candidates.
struct DecodedSlot {
  TokenSlot slot;
  /// The likeliest first. Candidates after the last one are default values.
  std::array<Candidate, RankedChoice::kMaxRanked> candidates;
  /// Index in `candidates` of the word as it stands in the text; SIZE_MAX if it is not among them.
  std::size_t observed = SIZE_MAX;
};

/// The decoded slots of a window, in order.
struct DecodedWindow {
  std::vector<DecodedSlot> slots;
  /// By slot: the probabilities of its candidates, in the same order (repetition.h).
  std::vector<SlotPosteriors> posteriors;
};

/// Returns the learnt channels of the window, each adapted to its damage (alignment_counts.h). Put
/// them into use by WordTypes::use_channels(). The steps are:
/// 1. Decode the window with a narrow beam.
/// 2. Count the words with a posterior of at least 0.5, up to about 1,500 words.
/// The result lacks a channel that loses letters, that has no counted word, or that is
/// WindowResources::reader_channel.
/// There is one round only. Two and three rounds gave words as good or half a per cent worse
/// (docs/experiments/restoration-unknown-engines.md). Results of look-ups stay in `resources`.
[[nodiscard]] FittedChannels fit_channels(WindowResources& resources, const TokenWindow& window,
                                          ContextRescorer& context);

/// Returns the window decoded by the channels that `resources` uses. The first pass finds words by
/// the n-grams of the words around them. Parts of the text with a word of a learnt channel get a
/// second pass with the context model.
[[nodiscard]] DecodedWindow decode_window(WindowResources& resources, const TokenWindow& window,
                                          const NameHints& names, ContextRescorer& context);

}  // namespace codau::restore
