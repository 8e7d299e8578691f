// restore/decode/decoded_window.h — decodes a window: finds the likeliest words of each slot. A
// slot is a token to decode (TokenSlot in trellis.h). A channel is a kind of damage
// (lexicon/knowledge.h).
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
  /// The likeliest first. Default values after the last one.
  std::array<Candidate, RankedChoice::kMaxRanked> candidates;
  /// Index in `candidates` of the unchanged word; SIZE_MAX if it is not among them.
  std::size_t observed = SIZE_MAX;
};

/// The decoded slots of a window, in order.
struct DecodedWindow {
  std::vector<DecodedSlot> slots;
  std::vector<SlotPosteriors> posteriors;  ///< by slot: the probabilities of its candidates
};

/// Returns the learnt channels of the lines of `window`, adapted to the damage of the window
/// (alignment_counts.h). CandidateFinder::use_channels() puts them into use. The window is decoded
/// with a narrow beam, and words with a posterior of at least 0.5 are counted, about 1,500 at most.
/// The result lacks channels with loses_letters(), WindowResources::reader_channel, and channels
/// without a counted word. Precondition: `context` was made for `window`.
[[nodiscard]] FittedChannels fit_channels(WindowResources& resources, const TokenWindow& window,
                                          ContextRescorer& context);

/// Returns `window` decoded by the channels that `resources` uses. The first pass scores words by
/// the n-grams. Parts of the text with a word of a learnt channel get a second pass with the
/// context model.
/// Preconditions: `names` is the result of find_name_hints(); `context` was made for `window`.
[[nodiscard]] DecodedWindow decode_window(WindowResources& resources, const TokenWindow& window,
                                          const NameHints& names, ContextRescorer& context);

}  // namespace codau::restore
