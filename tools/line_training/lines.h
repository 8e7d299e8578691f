// line_training/lines.h — lines of print with what stands in them, as tools/train/make_lines writes
// them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace codau::lines {

/// Of the networks that are trained: pixels of a line from top to bottom, columns a step of time.
inline constexpr std::size_t kHeight = 36, kPooling = 3;
/// Bounds of a line in a file, columns as make_lines has them; the longest text of its lines is of
/// some 200 bytes.
inline constexpr std::size_t kMostColumns = 1800, kMostTextBytes = 4096;

struct Line {
  std::size_t columns = 0;
  std::vector<std::uint8_t> pixels;    ///< kHeight rows; 0 is black
  std::vector<std::uint16_t> classes;  ///< of its letters
  bool was_misread = false;            ///< by the network that found it
};

/// Those whose letters all have a class (`texts`: by class) and that are wide enough for them.
/// Throws Error{kInput} when the file cannot be opened or is damaged, or none is left.
[[nodiscard]] std::vector<Line> read_lines(const std::filesystem::path& file,
                                           const std::vector<std::string>& texts);

/// The same line as if it had been cut or set a little otherwise: wider or narrower, higher or
/// lower, moved up or down. Law: its letters stay, and it stays wide enough for them; no pixel is
/// darker or lighter than the line has them; of the same draws the same line.
[[nodiscard]] Line varied(const Line& line, std::mt19937& random);

}  // namespace codau::lines
