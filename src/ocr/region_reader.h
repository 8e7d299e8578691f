// ocr/region_reader.h — the interface that gives the text of regions of a page. It has two
// implementations: OcrRegionReader recognises the picture of the page; the other takes the text
// layer of a PDF page (ocr/text_layer_page.cpp).
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "layout/cell_grid.h"
#include "lines/ocr_engine.h"
#include "ocr/read_page.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// A column of text: its areas, each below the one before.
struct TextColumn {
  std::vector<Box> areas;
  SegmentationMode mode = SegmentationMode::kBlock;
  WritingKind writing = WritingKind::kType;
};

/// The regions of a page that have text. If regions overlap, the first one gets the text.
struct TextRegions {
  std::vector<image::CellGrid> tables;
  std::vector<TextColumn> columns;
  std::vector<Box> excluded;  ///< areas that belong to no column: tables and page numbers
};

/// The text of TextRegions, in the same order. The lines of a column are from the top down.
struct RegionTexts {
  std::vector<ReadTable> tables;
  std::vector<ReadLines> columns;
};

/// Gives the text of regions. Boxes and pictures are those of the clean copy. A text layer gives
/// each word only once, unless it is put back.
class RegionReader {
 public:
  RegionReader() = default;
  RegionReader(const RegionReader&) = delete;
  RegionReader& operator=(const RegionReader&) = delete;
  virtual ~RegionReader() = default;

  /// Returns the text of all regions. Precondition: the rulings are erased from `page`.
  [[nodiscard]] virtual RegionTexts read(const image::CleanPage& page,
                                         const TextRegions& regions) = 0;
  /// Returns the page number in the box `mark`; nothing if it is no page number. `number`: number
  /// of the page in its file, from 1.
  [[nodiscard]] virtual std::optional<ReadLine> read_page_number(const image::CleanPage& page,
                                                                 const Box& mark,
                                                                 std::uint32_t number) = 0;
  /// Takes lines back that belong to another region, which is read later.
  virtual void put_back(const ReadLines& lines) = 0;
  /// Looks again at doubtful lines of `read`, and adds text that no region had. In `page`, tables
  /// and page numbers that were read are white.
  virtual void re_recognise(const image::CleanPage& page, ReadPage& read) = 0;

  /// Returns the text of one column.
  [[nodiscard]] ReadLines read_column(const image::CleanPage& page, TextColumn column) {
    return std::move(read(page, {{}, {std::move(column)}, {}}).columns[0]);
  }
};

}  // namespace codau::ocr
