// restore/lexicon/knowledge.h — all data that restoration reads, and the ids of channels. A channel
// is a kind of damage that a line of text may have.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>

#include "lm/context_model.h"
#include "lm/ngram_model.h"
#include "restore/channel/channel.h"
#include "restore/lexicon/foreign_words.h"
#include "restore/lexicon/known_names.h"
#include "restore/lexicon/vocabulary.h"
#include "restore/text/abbreviations.h"
#include "restore/text/definitions.h"

namespace codau::restore {

/// The number of a channel. The first three channels are built in. Learnt channels follow: each is
/// a trained error model (channel/channel.h), for example of one OCR engine.
using ChannelId = std::uint8_t;
inline constexpr ChannelId kCleanText = 0;     ///< no damage
inline constexpr ChannelId kForeignText = 1;   ///< not Vietnamese: words stay unchanged
inline constexpr ChannelId kStrippedText = 2;  ///< diacritics (tones, ă â ê ô ơ ư đ) are lost
inline constexpr ChannelId kFirstLearntChannel = 3;  ///< the first of Knowledge::channels

/// Returns true for a learnt channel.
[[nodiscard]] constexpr bool is_learnt(ChannelId channel) noexcept {
  return channel >= kFirstLearntChannel;
}

/// References to all data that restoration reads. The data must outlive the struct.
struct Knowledge {
  const lm::NgramModel& model;      ///< scores words by the words before
  const lm::ContextModel& context;  ///< scores diacritics by the words around
  const Vocabulary& vocabulary;     ///< the words of `model`
  /// The learnt channels. Element i has the ChannelId kFirstLearntChannel + i.
  std::span<const Channel> channels;
  /// Words that must stay unchanged, with their case: "UBND".
  const std::unordered_set<std::string>& protected_words;
  const Abbreviations& abbreviations;  ///< originals of abbreviations: "HĐND" for "HDND"
  const ForeignWords& foreign_words;   ///< tell foreign lines from Vietnamese ones
  const KnownNames& names;             ///< names that `model` underrates
  /// Words that help to find abbreviations which the text defines: "Ban Chỉ đạo (BCĐ)".
  const DefinitionWords& definition_words;
};

}  // namespace codau::restore
