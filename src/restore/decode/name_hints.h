// restore/decode/name_hints.h — raises words of known names above their n-gram probability.
#pragma once

#include <unordered_map>
#include <vector>

#include "restore/decode/name_sites.h"

namespace codau::restore {

/// A bonus for a word that may belong to a name.
struct NameHint {
  lm::WordId word = lm::kUnknown;
  float gain = 0;                 ///< nats, added to its n-gram score
  bool overrides_context = true;  ///< the context model does not change the cost of the word
};
using NameHints = std::unordered_map<std::size_t, std::vector<NameHint>>;  ///< by token

/// Returns the bonuses of names for the tokens of one window.
/// 1. Places get a bonus after their unit word ("xã"), and provinces before the day of a date line.
///    The bonus grows with the share of the window's places that lie in the same province.
/// 2. A likely place of two words or more gets a bonus at every capital of the window.
/// 3. Organs get a bonus at a capital.
/// 4. Families get a bonus at the start of a line that has only the name of a person.
/// 5. The unit words of the window's places get a bonus at the end of a name: "Công an xã".
[[nodiscard]] NameHints compute_name_hints(const KnownNames& names, const lm::NgramModel& model,
                                           const NameWindow& window);

}  // namespace codau::restore
