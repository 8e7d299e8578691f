// ocr/recognised_print.h — print that a recogniser reads from the picture of a page.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ocr/print_source.h"

namespace codau::ocr {

class RecognisedPrint final : public PrintSource {
 public:
  /// `ordinals` reads digits and Roman numerals; null where it is not installed. Both outlive this.
  RecognisedPrint(Engine& text, Engine* ordinals) : text_(text), ordinals_(ordinals) {}

  [[nodiscard]] Lines read(const image::CleanPage& page, const std::vector<Box>& column, Mode mode,
                           Writing writing) override;
  [[nodiscard]] ReadTable read_table(const image::CleanPage& page,
                                     const image::Grid& grid) override;
  /// Page numbers are too small for the engine's own search for lines: they are read alone.
  [[nodiscard]] std::optional<ReadLine> read_page_number(const image::CleanPage& page,
                                                         const Box& mark,
                                                         std::uint32_t number) override;
  void put_back(const Lines& lines) override;
  /// Line by line (ocr/re_recognition.h, ocr/lost_lines.h, ocr/handwriting.h).
  void look_again(const image::CleanPage& page, ReadPage& read) override;

 private:
  Engine& text_;
  Engine* ordinals_;
};

}  // namespace codau::ocr
