// restore/decode/name_hints.h — raises words of known names above their n-gram probability.
#pragma once

#include <unordered_map>
#include <vector>

#include "restore/decode/name_sites.h"

namespace codau::restore {

/// A bonus for a word, in nats, above its n-gram score.
struct NameHint {
  lm::WordId word = lm::kUnknown;
  float gain = 0;
  bool overrides_context = true;  ///< the context model then counts no more
};
using NameHints = std::unordered_map<std::size_t, std::vector<NameHint>>;  ///< by token

/// Returns the bonuses of names for the tokens of one window.
/// 1. A place counts after its unit word, before the day of a date line, and anywhere once the
///    window has it after its unit word. It counts more, the more of the other places of the window
///    lie in its province.
/// 2. An organ counts at a capital.
/// 3. A family counts before other capitals alone on a line.
/// 4. The unit word of the places of the window counts after names.
[[nodiscard]] NameHints compute_name_hints(const KnownNames& names, const lm::NgramModel& model,
                                           const NameWindow& window);

}  // namespace codau::restore
