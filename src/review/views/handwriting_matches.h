// review/views/handwriting_matches.h — ranks readings of handwriting by the nearest digits that
// people have confirmed in papers of the same office.
#pragma once

#include <string_view>
#include <vector>

#include "core/grey_strip.h"
#include "review/views/alternatives.h"
#include "store/edits/hand_store.h"

namespace codau::review {

/// A handwritten word whose reading is asked for.
struct StripInQuestion {
  std::string_view part;  ///< one of store::kStripParts
  GreyStrip picture;
  std::vector<store::HandStrip> kept;  ///< of the same office and part
};

/// Returns the values with new probabilities:
/// 1. Each strip is cut into as many digits as its value has.
/// 2. The distance of a digit to a label is the least squared distance to a kept digit with this
///    label. A label without kept digits says nothing.
/// 3. The relative distance is (distance to its own label − least distance) / least distance.
/// 4. A value is multiplied by exp(−mean relative distance of its digits), at least by 0.1.
/// 5. All are scaled to the sum that they had.
/// Values of dates are typed as "05/03/2024"; the day may be written with or without its zero.
/// Source: LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998, section
/// III.C: nearest neighbours.
[[nodiscard]] std::vector<ValueAlternative> weigh_by_handwriting(
    std::vector<ValueAlternative> offered, const std::vector<StripInQuestion>& asked);

}  // namespace codau::review
