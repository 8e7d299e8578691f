// ocr/lost_lines.h — reads position and name of the signer again, if the recogniser skipped them
// because of the seal or the signature between them.
#pragma once

#include "lines/ocr_engine.h"
#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Returns `lines` with lost lines added. Argument `area` is the column of the signature. Rows of
/// letters there that `lines` lacks, or has with low confidence, are read alone, with and without
/// the large strokes over them. A row that is then a name, or words in capitals, is added at its
/// place. Certain lines stay.
[[nodiscard]] ReadLines recover_lost_lines(const image::CleanPage& copy, const Box& area,
                                           OcrEngine& engine, ReadLines lines);

/// Returns true for two to five words that begin with a capital and go on in small letters: "Nguyễn
/// Văn An".
[[nodiscard]] bool is_person_name(const ReadLine& line);
/// Returns true for a name, or for words in capitals: "KT. CHỦ TỊCH".
[[nodiscard]] bool is_person_name_or_position(const ReadLine& line);

}  // namespace codau::ocr
