// restore/text/labels.h — recognises labels and quantities: "5A", "14h", "m2", "B12". These words
// mix letters and digits like damaged words, but are undamaged.
#pragma once

#include <string_view>

namespace codau::restore {

/// The likelihood that a word is a label or a quantity.
enum class LabelLikelihood {
  kNone,    ///< neither kLikely nor kSure
  kLikely,  ///< a label, or a damaged word: "T6" may be "Tổ"
  kSure     ///< surely a label or a quantity
};

/// Returns the likelihood that `word`, with its case as read, is a label or a quantity. Letters are
/// those of ASCII and "Đ". Unit signs are those of text/units.h:
/// 1. kSure: one to three digits, then one or two capitals ("5A") or a unit sign of UnitUse::kLabel
///    ("14h").
/// 2. kSure: a unit sign of UnitUse::kLength, then 2 or 3 ("m2").
/// 3. kLikely: any other word of one to three capitals, then one to three digits ("B12").
/// 4. kNone: all other words.
[[nodiscard]] LabelLikelihood classify_label(std::u32string_view word);

}  // namespace codau::restore
