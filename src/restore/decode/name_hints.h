// restore/decode/name_hints.h — gives bonuses to words that may belong to a known name
// (lexicon/known_names.h), because the n-gram model underrates rare names. Terms:
// 1. Window: a text that is restored at once (repair/restore_window.h).
// 2. Candidate: a word that a token of the text may be.
// 3. Site: a token at which a known name may begin (name_sites.h).
// 4. Unit word: a word before the name of a place, such as "xã" (commune).
// 5. Mentioned place: a name of at least two words which is the likeliest name at a site in the
//    window. The site is after a unit word, or, for a province, before a date: "Hà Nội, ngày 5".
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

/// Returns the bonuses for all tokens of a window. A name gets a bonus only if it is likelier as a
/// known name than by the n-gram model. Bonuses go to the words of:
/// 1. all names that fit at a site (NameSite::matches). The bonus of a place grows with the share
///    of places in the window that are in the same province;
/// 2. mentioned places, at any token with a capital: the place need not follow a unit word there;
/// 3. unit words of one word at the end of the name of an organ: "xã" in "Công an xã". The window
///    must have a place after this unit word ("xã Tân Lập"), or after one with the same
///    KnownNames::Unit::places.
[[nodiscard]] NameHints compute_name_hints(const KnownNames& names, const lm::NgramModel& model,
                                           const NameWindow& window);

}  // namespace codau::restore
