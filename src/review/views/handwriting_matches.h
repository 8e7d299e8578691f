// review/views/handwriting_matches.h — ranks readings of handwritten digits by their likeness to
// confirmed digits. People have confirmed these digits in other documents of the same office. A
// strip is a picture of a handwritten word.
#pragma once

#include <string_view>
#include <vector>

#include "core/grey_strip.h"
#include "review/views/alternatives.h"
#include "store/edits/hand_store.h"

namespace codau::review {

/// A handwritten word to read.
struct StripInQuestion {
  std::string_view part;  ///< one of store::kStripParts
  GreyStrip picture;
  std::vector<store::HandStrip> kept;  ///< confirmed strips of the same office and part
};

/// Returns the values with new probabilities:
/// 1. Each strip is cut into as many digits as its value has.
/// 2. A label is a digit from 0 to 9. The distance of a picture to a label is the least squared
///    distance to a confirmed digit with this label. A label without confirmed digits does not
///    count.
/// 3. The relative distance is (distance to the own label − least distance) / least distance.
/// 4. The probability of a value is multiplied by exp(−mean relative distance of its digits), but
///    at least by 0.1.
/// 5. All probabilities are scaled to their former sum.
/// Dates are like "05/03/2024". Handwritten days and months may have their leading zero or not.
/// Source: LeCun et al., Gradient-Based Learning Applied to Document Recognition, 1998, section
/// III.C: nearest neighbours.
[[nodiscard]] std::vector<ValueAlternative> weigh_by_handwriting(
    std::vector<ValueAlternative> offered, const std::vector<StripInQuestion>& asked);

}  // namespace codau::review
