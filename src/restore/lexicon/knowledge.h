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

/// A channel: a way in which text can have come here. The first three are built in; learnt channels
/// follow.
using ChannelId = std::uint8_t;
inline constexpr ChannelId kCleanText = 0;    ///< right as it is
inline constexpr ChannelId kForeignText = 1;  ///< not Vietnamese: left alone
inline constexpr ChannelId kStrippedText = 2;
inline constexpr ChannelId kFirstLearntChannel = 3;

/// Returns true for damage to the letters by an engine.
[[nodiscard]] constexpr bool is_learnt(ChannelId channel) noexcept {
  return channel >= kFirstLearntChannel;
}

/// All data that restoration reads; immutable.
struct Knowledge {
  const lm::NgramModel& model;
  const lm::ContextModel& context;
  const Vocabulary& vocabulary;
  std::span<const Channel> channels;  ///< ChannelId kFirstLearntChannel and up
  const std::unordered_set<std::string>& protected_words;
  const Abbreviations& abbreviations;
  const ForeignWords& foreign_words;
  const KnownNames& names;
  const DefinitionWords& definition_words;
};

}  // namespace codau::restore
