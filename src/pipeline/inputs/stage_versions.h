// pipeline/inputs/stage_versions.h — versions of the four stages that make a document.
#pragma once

#include <string_view>

namespace codau::pipeline {

// Raise a version if its stage may produce other output than before for the same input. Every page
// and document keeps the versions that made it. Documents of older versions are counted as made by
// older code. tests/rule/stage_versions_test.py fails if the output changed and the version did
// not.

/// Version of OCR. OCR turns the image of a page into words: the rooms from raster/ to ocr/,
/// recogniser/ and nn/. The networks of models/ have their own version
/// (ocr::PageReader::version()).
inline constexpr std::string_view kReadingVersion = "reading 25";
/// Version of restoration. Restoration turns words into restored text: text/, lm/, restore/.
inline constexpr std::string_view kRestorationVersion = "restoration 2";
/// Version of the rules, which turn restored text into rows: document/, record/.
inline constexpr std::string_view kRulesVersion = "rules 8";
/// Version of output, which turns rows into the files of a document: export/, store/.
inline constexpr std::string_view kKeepingVersion = "keeping 1";

}  // namespace codau::pipeline
