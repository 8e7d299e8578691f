// document/tables/plain_line.h — lines of plain text by columns, and the tables found among them. A
// column is the place of one character; a tab reaches to the next multiple of eight.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::document {

/// Words of a line between two gaps.
struct PlainPart {
  std::uint32_t begin = 0, end = 0;  ///< columns
  ByteRange text;                    ///< bytes of the document
};

/// A line with the byte of each of its columns.
struct PlainLine {
  std::uint32_t index = 0;             ///< into TextDocument::lines
  std::vector<std::uint32_t> byte_at;  ///< the byte of each column, and of the end
  std::string ink;                     ///< ' ' or 'x' for each column
  /// the parts between gaps of two or more spaces, from left to right
  std::vector<PlainPart> parts;
  bool begins_page = false;  ///< a form feed stands before it

  [[nodiscard]] bool is_blank() const { return parts.empty(); }
  [[nodiscard]] bool has_ink(std::uint32_t column) const {
    return column < ink.size() && ink[column] == 'x';
  }
};

/// Returns the line with this index in TextDocument::lines.
[[nodiscard]] PlainLine read_plain_line(const TextDocument& document, std::uint32_t index);

/// Returns the bytes from the first part to the last. Precondition: the line is not blank.
[[nodiscard]] ByteRange text_of(const PlainLine& line);
[[nodiscard]] std::string_view words_of(const TextDocument& document, const PlainLine& line);

/// Returns the ordinal of a cell that has nothing else: "3", "3.".
[[nodiscard]] std::optional<std::int32_t> read_plain_ordinal(std::string_view words);

/// A table that was found in plain text. Several cells with the same row and column are the pieces
/// of one cell, from the top down.
struct PlainTable {
  IndexRange lines;  ///< into TextDocument::lines
  std::uint32_t rows = 0, columns = 0;
  std::vector<TextCell> cells;

  void add_cell(std::size_t row, std::size_t column, ByteRange text);
};

}  // namespace codau::document
