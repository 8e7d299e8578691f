// ocr/ocr_region_reader.h — the RegionReader that recognises text in the picture of a page.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ocr/region_reader.h"

namespace codau::ocr {

/// Recognises the text of regions. Boxes and pictures are those of the clean copy.
class OcrRegionReader final : public RegionReader {
 public:
  /// `text` reads all regions. `ordinals` reads only digits and Roman numerals. Both must outlive
  /// this object.
  OcrRegionReader(OcrEngine& text, OcrEngine& ordinals) : text_(text), ordinals_(ordinals) {}

  /// The networks read the lines of all regions side by side. Throws Error{Cause::kOutOfMemory}.
  [[nodiscard]] RegionTexts read(const image::CleanPage& page, const TextRegions& regions) override;
  /// Reads the box as one line, because page numbers are too small for the search for text lines.
  [[nodiscard]] std::optional<ReadLine> read_page_number(const image::CleanPage& page,
                                                         const Box& mark,
                                                         std::uint32_t number) override;
  void put_back(const ReadLines& lines) override;
  /// Reads doubtful lines again (ocr/re_recognition.h), adds lost lines of the signature
  /// (ocr/lost_lines.h), and marks handwriting (ocr/handwriting.h).
  void re_recognise(const image::CleanPage& page, ReadPage& read) override;

 private:
  OcrEngine& text_;
  OcrEngine& ordinals_;
};

}  // namespace codau::ocr
