// restore/decode/name_hints.h — gives a bonus to the words of known names, because the n-gram model
// underrates them.
#pragma once

#include <unordered_map>
#include <vector>

#include "restore/decode/name_sites.h"

namespace codau::restore {

/// A bonus for a candidate that may belong to a name.
struct NameHint {
  lm::WordId word = lm::kUnknown;  ///< the word of the candidate
  float gain = 0;                  ///< the bonus in nats, subtracted from the cost
  bool overrides_context = true;   ///< the context model adds no cost to the word
};
/// By index of a token: the bonuses of its candidates.
using NameHints = std::unordered_map<std::size_t, std::vector<NameHint>>;

/// Returns the bonuses for the tokens of one window:
/// 1. All names at the sites of find_name_sites(). The bonus of a place grows with the share of the
///    window's places that lie in the same province.
/// 2. The likeliest place at each site with NameSite::tells_place, at every capital of the window.
///    Only places of two words or more get this bonus.
/// 3. Unit words of the window's places at the end of a name: "Công an xã".
[[nodiscard]] NameHints compute_name_hints(const KnownNames& names, const lm::NgramModel& model,
                                           const NameWindow& window);

}  // namespace codau::restore
