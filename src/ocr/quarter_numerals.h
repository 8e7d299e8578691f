// ocr/quarter_numerals.h — corrects the Roman numeral of a quarter of a year: "quý III".
#pragma once

#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Returns `lines` with these numerals corrected. Recognisers misread I, II and III, so the strokes
/// of the ink are counted after "quý", also before a year ("quý II/2024"). If they are blurred, a 1
/// among the letters counts as I. Law: no other word changes, nor a single 1, which some people
/// write.
[[nodiscard]] ReadLines correct_quarter_numerals(const image::CleanPage& page, ReadLines lines);

}  // namespace codau::ocr
