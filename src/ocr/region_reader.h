// ocr/region_reader.h — where the print of a region comes from: a recogniser that reads the picture
// of the page, or the text layer of a page that a program drew.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "layout/cell_grid.h"
#include "lines/ocr_engine.h"
#include "ocr/read_page.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Boxes and pictures are those of the clean copy. A text layer gives each word once, unless it was
/// put back.
class RegionReader {
 public:
  RegionReader() = default;
  RegionReader(const RegionReader&) = delete;
  RegionReader& operator=(const RegionReader&) = delete;
  virtual ~RegionReader() = default;

  /// Lines of one column, from the top down; `column`: its areas, which follow each other
  /// downwards. `page`: the copy, white where print was read before.
  [[nodiscard]] virtual ReadLines read_column(const image::CleanPage& page,
                                              const std::vector<Box>& column, SegmentationMode mode,
                                              WritingKind writing) = 0;
  /// All cells. Precondition: the rulings are erased from `page`.
  [[nodiscard]] virtual ReadTable read_table(const image::CleanPage& page,
                                             const image::CellGrid& grid) = 0;
  /// Nothing if `mark` is no page number. `number` of the page in its file, from 1.
  [[nodiscard]] virtual std::optional<ReadLine> read_page_number(const image::CleanPage& page,
                                                                 const Box& mark,
                                                                 std::uint32_t number) = 0;
  /// Takes lines back that belong to another region, which is read later.
  virtual void put_back(const ReadLines& lines) = 0;
  /// Looks again at doubtful lines, and adds what no region had.
  virtual void re_recognise(const image::CleanPage& page, ReadPage& read) = 0;
};

}  // namespace codau::ocr
