// restore/text/labels.h — recognises undamaged words of letters and digits: "5A", "14h", "m2",
// "B12".
#pragma once

#include <string_view>

namespace codau::restore {

/// How likely a word is a label or a quantity, by its shape. A kLikely word may be a damaged word
/// too: "T6" for "Tổ". Letters are those of ASCII and "Đ".
enum class LabelLikelihood { kNone, kLikely, kSure };

[[nodiscard]] LabelLikelihood classify_label(std::u32string_view word);

}  // namespace codau::restore
