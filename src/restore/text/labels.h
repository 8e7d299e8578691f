// restore/text/labels.h — words of letters and digits that are no damaged words: "5A", "14h", "m2",
// "B12".
#pragma once

#include <string_view>

namespace codau::restore {

/// How likely a word is a label or a quantity, by its shape. kLikely: "T6" is what is left of "Tổ",
/// too. Letters are those of ASCII and "Đ".
enum class Label { kNone, kLikely, kSure };

[[nodiscard]] Label label_of(std::u32string_view word);

}  // namespace codau::restore
