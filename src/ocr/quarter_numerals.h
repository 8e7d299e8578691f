// ocr/quarter_numerals.h — "quý III": the Roman numeral of a quarter.
#pragma once

#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// The recogniser folds I, II and III into one: behind "quý" the strokes of the ink are counted,
/// also before a year ("quý II/2024"), and where they are blurred 1 is taken for I. Law: no other
/// word changes, nor a lone 1, which some write.
[[nodiscard]] ReadLines correct_quarter_numerals(const image::CleanPage& page, ReadLines lines);

}  // namespace codau::ocr
