// restore/decode/name_hints.h — gives a bonus to words that may belong to a known name, because the
// n-gram model underrates such names. A candidate is a word that a token of the text may be. A site
// is a token at which a known name may begin (name_sites.h). A unit word, such as "xã", stands
// before the name of a place.
#pragma once

#include <unordered_map>
#include <vector>

#include "restore/decode/name_sites.h"

namespace codau::restore {

/// A bonus for one candidate of a token.
struct NameHint {
  lm::WordId word = lm::kUnknown;  ///< the word of the candidate
  float gain = 0;                  ///< the bonus in nats, subtracted from the cost
  bool overrides_context = true;   ///< costs of the context model do not count for the word
};
/// By index of a token: the bonuses of its candidates, one for each word.
using NameHints = std::unordered_map<std::size_t, std::vector<NameHint>>;

/// Returns the bonuses for the tokens of one window. A mentioned place is the likeliest name at a
/// site with NameSite::tells_place, if this name has at least two words. Bonuses go to the words of
/// these names:
/// 1. All names that fit at a site (NameSite::matches). The bonus of a place grows with the share
///    of the window's places that lie in the same province.
/// 2. Mentioned places at any token, if the first word has a capital.
/// 3. Unit words at the end of an organ's name, such as "xã" in "Công an xã". A unit word counts
///    only if it also stands before a place somewhere in the window ("xã Tân Lập").
[[nodiscard]] NameHints compute_name_hints(const KnownNames& names, const lm::NgramModel& model,
                                           const NameWindow& window);

}  // namespace codau::restore
