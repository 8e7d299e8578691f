// ocr/ocr_region_reader.h — print that a recogniser reads from the picture of a page.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ocr/region_reader.h"

namespace codau::ocr {

class OcrRegionReader final : public RegionReader {
 public:
  /// `ordinals` reads digits and Roman numerals. Both outlive this.
  OcrRegionReader(OcrEngine& text, OcrEngine& ordinals) : text_(text), ordinals_(ordinals) {}

  [[nodiscard]] ReadLines read_column(const image::CleanPage& page, const std::vector<Box>& column,
                                      SegmentationMode mode, WritingKind writing) override;
  [[nodiscard]] ReadTable read_table(const image::CleanPage& page,
                                     const image::CellGrid& grid) override;
  /// Page numbers are too small for the engine's own search for lines: they are read alone.
  [[nodiscard]] std::optional<ReadLine> read_page_number(const image::CleanPage& page,
                                                         const Box& mark,
                                                         std::uint32_t number) override;
  void put_back(const ReadLines& lines) override;
  /// Line by line (ocr/re_recognition.h, ocr/lost_lines.h, ocr/handwriting.h).
  void re_recognise(const image::CleanPage& page, ReadPage& read) override;

 private:
  OcrEngine& text_;
  OcrEngine& ordinals_;
};

}  // namespace codau::ocr
