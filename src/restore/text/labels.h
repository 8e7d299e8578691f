// restore/text/labels.h — recognises labels and quantities. They are words of letters and digits
// that look damaged, although they are not: "5A", "14h", "m2", "B12".
#pragma once

#include <string_view>

namespace codau::restore {

/// The likelihood that a word is a label or a quantity.
enum class LabelLikelihood {
  kNone,    ///< neither of the others
  kLikely,  ///< a label, or a damaged word: "T6" may be "Tổ"
  kSure     ///< a label or a quantity
};

/// Returns the likelihood by the shape of `word`, with its case as read. Letters are those of ASCII
/// and "Đ"; units are those of text/units.h:
/// 1. kSure: one to three digits, then one or two capitals ("5A") or a UnitUse::kLabel ("14h").
/// 2. kSure: a UnitUse::kLength, then 2 or 3 ("m2").
/// 3. kLikely: one to three capitals, then one to three digits ("B12").
[[nodiscard]] LabelLikelihood classify_label(std::u32string_view word);

}  // namespace codau::restore
