// restore/decode/name_hints.h — how much likelier the words of known names are, where these may
// stand, than their neighbours tell.
#pragma once

#include <unordered_map>
#include <vector>

#include "restore/decode/name_sites.h"

namespace codau::restore {

/// Nats for a word over what the n-grams say of it.
struct NameHint {
  lm::WordId word = lm::kUnknown;
  float gain = 0;
  bool over_context = true;  ///< what stands around, farther off, counts no more
};
using NameHints = std::unordered_map<std::size_t, std::vector<NameHint>>;  ///< by token

/// What the names say of the tokens of one window. A place counts behind its unit word, before the
/// day of a date line, and anywhere once the window has it behind its unit word; the more so, the
/// more of the window's other places lie in its province. An organ counts where a capital stands, a
/// family before other capitals alone on a line, the unit word of the window's places behind names.
[[nodiscard]] NameHints name_hints(const KnownNames& names, const lm::Model& model,
                                   const NameWindow& window);

}  // namespace codau::restore
