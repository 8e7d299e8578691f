// ocr/region_reader.h — gives the text of regions: a recogniser reads it from the picture of the
// page, or it comes from the text layer of a page that a program drew.
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

/// A column of text. Its areas follow each other downwards.
struct TextColumn {
  std::vector<Box> areas;
  SegmentationMode mode = SegmentationMode::kBlock;
  WritingKind writing = WritingKind::kType;
};

/// The regions of a page that hold text, in the order in which they take it.
struct TextRegions {
  std::vector<image::CellGrid> tables;
  std::vector<TextColumn> columns;
  std::vector<Box> excluded;  ///< areas that belong to no column: tables and page numbers
};

/// The text of TextRegions, in the same order. Lines of a column are from the top down.
struct RegionTexts {
  std::vector<ReadTable> tables;
  std::vector<ReadLines> columns;
};

/// Boxes and pictures are those of the clean copy. A text layer gives each word once, unless it was
/// put back.
class RegionReader {
 public:
  RegionReader() = default;
  RegionReader(const RegionReader&) = delete;
  RegionReader& operator=(const RegionReader&) = delete;
  virtual ~RegionReader() = default;

  /// Reads all regions at once. Precondition: the rulings are erased from `page`.
  [[nodiscard]] virtual RegionTexts read(const image::CleanPage& page,
                                         const TextRegions& regions) = 0;
  /// Nothing if `mark` is no page number. `number` of the page in its file, from 1.
  [[nodiscard]] virtual std::optional<ReadLine> read_page_number(const image::CleanPage& page,
                                                                 const Box& mark,
                                                                 std::uint32_t number) = 0;
  /// Takes lines back that belong to another region, which is read later.
  virtual void put_back(const ReadLines& lines) = 0;
  /// Looks again at doubtful lines, and adds what no region had. `page`: white where tables and
  /// page numbers were read.
  virtual void re_recognise(const image::CleanPage& page, ReadPage& read) = 0;

  /// Reads one column.
  [[nodiscard]] ReadLines read_column(const image::CleanPage& page, TextColumn column) {
    return std::move(read(page, {{}, {std::move(column)}, {}}).columns[0]);
  }
};

}  // namespace codau::ocr
