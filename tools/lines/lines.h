// lines/lines.h — lines of print with what stands in them, as tools/train/make_lines writes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace codau::lines {

struct Line {
  std::size_t columns = 0;
  std::vector<std::uint8_t> pixels;    ///< 36 rows; 0 is black
  std::vector<std::uint16_t> classes;  ///< of its letters
  bool was_misread = false;            ///< by the network that found it
};

/// Those whose letters all have a class (`texts`: by class) and that are wide enough for them.
/// Throws std::runtime_error when the file is damaged.
[[nodiscard]] std::vector<Line> read_lines(const std::filesystem::path& file,
                                           const std::vector<std::string>& texts);

/// The same line as if it had been cut or set a little otherwise: wider or narrower, higher or
/// lower, moved up or down.
[[nodiscard]] Line varied(const Line& line, std::mt19937& chance);

}  // namespace codau::lines
