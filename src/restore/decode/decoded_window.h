// restore/decode/decoded_window.h — decodes a window: finds the likeliest words of each slot. Call
// the functions in this order: fit_channels(), CandidateFinder::use_channels() with its result,
// find_name_hints() (trellis.h), decode_window(). Terms:
// 1. Window: a text that is restored at once (token_window.h).
// 2. Slot: a token to decode (TokenSlot in trellis.h). Slots are words, places at which a word may
//    be missing, numbers, and signs that end a clause.
// 3. Channel: a kind of damage. A learnt channel is a trained error model (lexicon/knowledge.h).
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
  /// The likeliest first. Elements after the last candidate have default values.
  std::array<Candidate, RankedChoice::kMaxRanked> candidates;
  /// Index in `candidates` of the unchanged word; SIZE_MAX if it is not among them.
  std::size_t observed = SIZE_MAX;
};

/// The decoded slots of a window.
struct DecodedWindow {
  std::vector<DecodedSlot> slots;  ///< in the order of the text
  /// One element for each slot. SlotPosteriors::words[k] has the word of
  /// DecodedSlot::candidates[k], and its probability.
  std::vector<SlotPosteriors> posteriors;
};

/// Adapts the learnt channels to the damage of `window`, by a fast first decoding
/// (alignment_counts.h). Returns the adapted channels. Only words with a probability of at least
/// 0.5 are used, and at most about 1,500. Three kinds of channels are never adapted:
/// 1. channels without such a word;
/// 2. channels that lose letters (Channel::loses_letters());
/// 3. WindowResources::viet_ocr_channel.
/// Precondition: `context` was made for `window`.
[[nodiscard]] FittedChannels fit_channels(WindowResources& resources, const TokenWindow& window,
                                          ContextRescorer& context);

/// Returns `window` decoded by the channels that the finder of `resources` has now
/// (CandidateFinder::channel()). The window
/// is decoded in parts, which end at blank lines, tabs and form feeds (build_next_trellis()). Each
/// part is decoded in one or two passes:
/// 1. The n-gram model scores the words. In lines that lost their diacritics, the context model
///    (lm/context_model.h) scores them, too.
/// 2. If the part has words in lines with the damage of a learnt channel, the part is decoded once
///    more. The context model now scores these words, too.
/// Preconditions: `hints` is the result of find_name_hints(); `context` was made for `window`.
[[nodiscard]] DecodedWindow decode_window(WindowResources& resources, const TokenWindow& window,
                                          const NameHints& hints, ContextRescorer& context);

}  // namespace codau::restore
