// restore/decode/decoded_window.h — decodes a window: finds the likeliest words of each slot.
// Terms:
// 1. A window is a text that is restored at once (token_window.h).
// 2. A slot is a token to decode (TokenSlot in trellis.h). Slots are words, places of possibly lost
//    words, numbers, and signs that end a clause.
// 3. A channel is a kind of damage. A learnt channel is a trained error model
//    (lexicon/knowledge.h).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "restore/decode/decoder.h"
#include "restore/decode/repetition.h"
#include "restore/decode/trellis.h"

namespace codau::restore {

/// A slot and its likeliest candidates: the words that it may be.
struct DecodedSlot {
  TokenSlot slot;
  /// The likeliest first; after the last candidate, default values.
  std::array<Candidate, RankedChoice::kMaxRanked> candidates;
  /// Index in `candidates` of the unchanged word; SIZE_MAX if it is not among them.
  std::size_t observed = SIZE_MAX;
};

/// The decoded slots of a window.
struct DecodedWindow {
  std::vector<DecodedSlot> slots;  ///< in the order of the text
  /// By slot. SlotPosteriors::words[k] is the word of DecodedSlot::candidates[k], with its
  /// probability.
  std::vector<SlotPosteriors> posteriors;
};

/// Decodes `window` once, fast, to adapt its learnt channels to its damage (alignment_counts.h).
/// Returns the adapted channels; CandidateFinder::use_channels() puts them into use. Only words
/// with a probability of at least 0.5 are counted, about 1,500 at most. The result lacks channels
/// without a counted word, channels with loses_letters(), and the channel of engines for Vietnamese
/// (WindowResources::reader_channel). Precondition: `context` was made for `window`.
[[nodiscard]] FittedChannels fit_channels(WindowResources& resources, const TokenWindow& window,
                                          ContextRescorer& context);

/// Returns `window` decoded by the channels in use (CandidateFinder::channel()). The first pass
/// scores words by the n-gram model. Parts of the text that have a word with the damage of a learnt
/// channel get a second pass, with the context model. The argument `hints` is the result of
/// find_name_hints().
/// Precondition: `context` was made for `window`.
[[nodiscard]] DecodedWindow decode_window(WindowResources& resources, const TokenWindow& window,
                                          const NameHints& hints, ContextRescorer& context);

}  // namespace codau::restore
