// ocr/second_opinion.h — doubtful words read once more by another model.
#pragma once

#include <cstdint>

#include "image/page_image.h"
#include "ocr/engine.h"
#include "ocr/reading.h"

namespace codau::ocr {

/// Each doubtful word, with its neighbours, is cut out of `grey` and read by `other`; where the two
/// readings of some words differ in more than marks of letters, which restoration knows better, the
/// more confident one counts. What only one of them saw stays as it was. Law: lines and what is not
/// doubted stay as they are.
void ask_again(const Pix* grey, std::int32_t dpi, Engine& other, Lines& lines);

/// What two readings of the same words agree on, and the more confident one where they do not.
[[nodiscard]] std::vector<ReadWord> vote(const std::vector<ReadWord>& first,
                                         const std::vector<ReadWord>& second);

}  // namespace codau::ocr
