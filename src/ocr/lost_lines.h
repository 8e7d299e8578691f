// ocr/lost_lines.h — position and name of the signer, where the seal or the signature between them
// has had the recogniser skip them.
#pragma once

#include "lines/ocr_engine.h"
#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Reads rows of letters in `area`, the column of the signature, that `lines` does not hold or
/// holds as a doubtful line, each alone, with and without the large strokes over it. A row that
/// then reads as a name or as words in capitals comes in at its place. Lines that read well stay.
[[nodiscard]] ReadLines recover_lost_lines(const image::CleanPage& copy, const Box& area,
                                           OcrEngine& engine, ReadLines lines);

/// Two to five words of letters that begin with a capital and go on small: "Nguyễn Văn An".
[[nodiscard]] bool is_person_name(const ReadLine& line);
/// A name, or words in capitals: "KT. CHỦ TỊCH".
[[nodiscard]] bool is_person_name_or_position(const ReadLine& line);

}  // namespace codau::ocr
