// restore/text/labels.h — recognises labels and quantities, which are undamaged words of letters
// and digits: "5A", "14h", "m2", "B12".
#pragma once

#include <string_view>

namespace codau::restore {

/// How likely a word is a label or a quantity.
enum class LabelLikelihood {
  kNone,    ///< a word of another shape, or hardly a label
  kLikely,  ///< may be a damaged word too: "T6" for "Tổ"
  kSure     ///< a label or a quantity
};

/// Returns the likelihood by the shape of `word`, with its case as read. A label is one to three
/// digits with letters either before or after them. Letters are those of ASCII and "Đ":
/// 1. kSure: digits, then one or two capitals or a unit (UnitUse::kLabel).
/// 2. kSure: a unit of length, then 2 or 3 (UnitUse::kLength).
/// 3. kLikely: one to three capitals, then digits.

[[nodiscard]] LabelLikelihood classify_label(std::u32string_view word);

}  // namespace codau::restore
