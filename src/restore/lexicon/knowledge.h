// restore/lexicon/knowledge.h — all data that restoration reads, and the channels of a text.
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

/// The number of a channel. A channel is a kind of damage that a line of text may have. The first
/// three are built in. Learnt channels follow; each is the damage by one OCR engine (channel.h).
using ChannelId = std::uint8_t;
inline constexpr ChannelId kCleanText = 0;     ///< no damage
inline constexpr ChannelId kForeignText = 1;   ///< not Vietnamese, so left unchanged
inline constexpr ChannelId kStrippedText = 2;  ///< marks are lost
inline constexpr ChannelId kFirstLearntChannel = 3;

/// Returns true for a learnt channel.
[[nodiscard]] constexpr bool is_learnt(ChannelId channel) noexcept {
  return channel >= kFirstLearntChannel;
}

/// References to all data that restoration reads; immutable.
struct Knowledge {
  const lm::NgramModel& model;
  const lm::ContextModel& context;
  const Vocabulary& vocabulary;
  std::span<const Channel> channels;  ///< learnt channels: by ChannelId - kFirstLearntChannel
  const std::unordered_set<std::string>& protected_words;  ///< words that stay unchanged
  const Abbreviations& abbreviations;
  const ForeignWords& foreign_words;
  const KnownNames& names;
  const DefinitionWords& definition_words;
};

}  // namespace codau::restore
