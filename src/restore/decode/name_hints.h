// restore/decode/name_hints.h — gives bonuses to words that may belong to a known name, because the
// n-gram model underrates rare names. Terms:
// 1. Candidate: a word that a token of the text may be.
// 2. Site: a token at which a known name may begin (name_sites.h).
// 3. Unit word: a word before the name of a place, such as "xã" (commune).
#pragma once

#include <unordered_map>
#include <vector>

#include "restore/decode/name_sites.h"

namespace codau::restore {

/// A bonus for one candidate of a token.
struct NameHint {
  lm::WordId word = lm::kUnknown;  ///< the word of the candidate
  float gain = 0;                  ///< the bonus in nats, subtracted from the cost
  bool overrides_context = true;   ///< the costs of the context model are not added for this word
};
/// For each token, by its index: the bonuses of its candidates, at most one for each word.
using NameHints = std::unordered_map<std::size_t, std::vector<NameHint>>;

/// Returns the bonuses for all tokens of a window. A mentioned place is the likeliest name at a
/// site with NameSite::tells_place, if this name has at least two words. Bonuses go to the words
/// of:
/// 1. all names that fit at a site (NameSite::matches). The bonus of a place grows with the share
///    of places in the window that are in the same province;
/// 2. mentioned places, at any token, if the first word has a capital;
/// 3. unit words at the end of the name of an organ: "xã" in "Công an xã". The same unit word must
///    stand before a place somewhere in the window: "xã Tân Lập".
[[nodiscard]] NameHints compute_name_hints(const KnownNames& names, const lm::NgramModel& model,
                                           const NameWindow& window);

}  // namespace codau::restore
