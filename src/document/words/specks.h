// document/words/specks.h — words without what a bad page left around them.
#pragma once

#include "document/words/passage.h"

namespace codau::document {

/// A heading without the specks behind it: "KINH PHÍ ~", "YÊU CẦU_".
[[nodiscard]] Passage without_specks(const Passage& heading);

/// A name without the specks of a bad page around and between its words: "‘UBND xã |", "khu công ~
/// nghiệp".
[[nodiscard]] Passage without_dirt(const Passage& name);

}  // namespace codau::document
