// restore/suspects.h — words of undamaged text that are surely not what was meant: "Hải lòng" for
// "hài lòng". They are told of, never changed: typing errors are the author's (standards 8.4).
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "restore/context_evidence.h"
#include "restore/tokens.h"
#include "restore/word_types.h"

namespace codau::restore {

/// Word `token` is printed as a legal syllable, but another of its fold is all but certain there.
struct Suspect {
  std::size_t token = 0;
  lm::WordId meant = lm::kUnknown;
  double confidence = 0;  ///< of the printed word
};

/// Of the words that `is_asked`, those that neither go with their neighbours nor with what stands
/// around, where another that differs in marks only goes with both; in order. Names of persons and
/// places, and another way to place a tone ("hoá"), are none. `types` are those of `tokens`, null
/// where there is no word.
[[nodiscard]] std::vector<Suspect> find_suspects(const Knowledge& knowledge, std::string_view text,
                                                 std::span<const Token> tokens,
                                                 std::span<WordType* const> types,
                                                 ContextEvidence& context,
                                                 const std::function<bool(std::size_t)>& is_asked);

}  // namespace codau::restore
