#include "lines/lines.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

#include "text/utf8.h"

namespace codau::lines {
namespace {

constexpr std::size_t kHeight = 36, kPooling = 3;

using ClassOf = std::unordered_map<std::string_view, std::uint16_t>;

std::optional<std::vector<std::uint16_t>> classes_of(std::string_view text,
                                                     const ClassOf& class_of) {
  std::vector<std::uint16_t> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    static_cast<void>(text::next_code_point(text, at));
    const auto found = class_of.find(text.substr(begin, at - begin));
    if (found == class_of.end()) return std::nullopt;
    out.push_back(found->second);
  }
  return out;
}

/// A letter takes a step, and one more behind the same letter.
bool fits(const Line& line) {
  std::size_t steps = line.classes.size();
  for (std::size_t i = 1; i < line.classes.size(); ++i)
    steps += line.classes[i] == line.classes[i - 1] ? 1 : 0;
  return steps + 2 <= line.columns / kPooling;
}

float between(std::mt19937& chance, float least, float most) {
  constexpr float kSteps = 1U << 24U;
  return least + (most - least) * (static_cast<float>(chance() >> 8U) / kSteps);
}

}  // namespace

std::vector<Line> read_lines(const std::filesystem::path& file,
                             const std::vector<std::string>& texts) {
  ClassOf class_of;
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (!texts[i].empty()) class_of.emplace(texts[i], i);
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::vector<Line> lines;
  std::uint32_t head[3];  // columns, bytes of text, whether it was misread
  while (in.read(reinterpret_cast<char*>(head), sizeof head)) {
    Line line{head[0], std::vector<std::uint8_t>(std::size_t{kHeight} * head[0]), {}, head[2] != 0};
    std::string text(head[1], '\0');
    in.read(reinterpret_cast<char*>(line.pixels.data()),
            static_cast<std::streamsize>(line.pixels.size()));
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!in) throw std::runtime_error(file.string() + " ends within a line");
    std::optional<std::vector<std::uint16_t>> classes = classes_of(text, class_of);
    if (!classes) continue;
    line.classes = std::move(*classes);
    if (fits(line)) lines.push_back(std::move(line));
  }
  return lines;
}

Line varied(const Line& line, std::mt19937& chance) {
  const float wide = between(chance, 0.92F, 1.1F), high = between(chance, 0.96F, 1.04F),
              down = between(chance, -1.0F, 1.0F);
  Line out = line;
  out.columns = static_cast<std::size_t>(std::lround(static_cast<float>(line.columns) * wide));
  if (!fits(out)) return line;
  out.pixels.resize(kHeight * out.columns);
  const auto last_row = static_cast<float>(kHeight - 1),
             last_column = static_cast<float>(line.columns - 1);
  for (std::size_t y = 0; y < kHeight; ++y) {
    const float from_y = std::clamp(
        (static_cast<float>(y) - last_row / 2 - down) / high + last_row / 2, 0.0F, last_row);
    const auto top = static_cast<std::size_t>(from_y);
    const float below = from_y - static_cast<float>(top);
    const std::uint8_t* upper = line.pixels.data() + top * line.columns;
    const std::uint8_t* lower = upper + (top + 1 < kHeight ? line.columns : 0);
    for (std::size_t x = 0; x < out.columns; ++x) {
      const float from_x = std::min(static_cast<float>(x) / wide, last_column);
      const auto left = static_cast<std::size_t>(from_x);
      const std::size_t right = std::min(left + 1, line.columns - 1);
      const float beside = from_x - static_cast<float>(left);
      const float above_it = upper[left] * (1 - beside) + upper[right] * beside,
                  below_it = lower[left] * (1 - beside) + lower[right] * beside;
      out.pixels[y * out.columns + x] =
          static_cast<std::uint8_t>(above_it * (1 - below) + below_it * below + 0.5F);
    }
  }
  return out;
}

}  // namespace codau::lines
