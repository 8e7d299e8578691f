#include "line_training/lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "core/error.h"
#include "text/utf8.h"

namespace codau::lines {
namespace {

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

float between(std::mt19937& random, float least, float most) {
  constexpr float kSteps = 1U << 24U;
  return least + (most - least) * (static_cast<float>(random() >> 8U) / kSteps);
}

/// A file of lines, one after the other.
class LineFile {
 public:
  struct Entry {
    Line line;  ///< without its classes
    std::string text;
  };

  explicit LineFile(const std::filesystem::path& file)
      : name_(file.string()), in_(file, std::ios::binary) {
    if (!in_) throw Error(ErrorCode::kInput, name_ + ": cannot be opened");
  }

  /// Nothing at the end of the file.
  std::optional<Entry> next() {
    begin_ += size_;
    ++number_;
    Head head{};
    const std::size_t got = take(head.data(), sizeof head);
    if (got == 0) return std::nullopt;
    if (got < sizeof head) fail("the file ends within its head");
    const auto [columns, text_bytes, was_misread] = head;
    if (columns == 0 || columns > kMostColumns)
      fail("1 to " + std::to_string(kMostColumns) + " columns are expected, not " +
           std::to_string(columns));
    if (text_bytes > kMostTextBytes)
      fail("at most " + std::to_string(kMostTextBytes) + " bytes of text are expected, not " +
           std::to_string(text_bytes));
    if (was_misread > 1) fail("0 or 1 is expected, not " + std::to_string(was_misread));
    Entry out{{columns, std::vector<std::uint8_t>(kHeight * columns), {}, was_misread != 0},
              std::string(text_bytes, '\0')};
    if (take(out.line.pixels.data(), out.line.pixels.size()) < out.line.pixels.size() ||
        take(out.text.data(), text_bytes) < text_bytes)
      fail("the file ends within it");
    size_ = sizeof head + out.line.pixels.size() + text_bytes;
    return out;
  }

 private:
  using Head = std::array<std::uint32_t, 3>;  ///< columns, bytes of text, whether it was misread

  std::size_t take(void* to, std::size_t bytes) {
    in_.read(static_cast<char*>(to), static_cast<std::streamsize>(bytes));
    return static_cast<std::size_t>(in_.gcount());
  }
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorCode::kInput, name_ + ": line " + std::to_string(number_) + " at byte " +
                                       std::to_string(begin_) + ": " + what);
  }

  std::string name_;
  std::ifstream in_;
  std::size_t number_ = 0, begin_ = 0, size_ = 0;  ///< of the line
};

}  // namespace

std::vector<Line> read_lines(const std::filesystem::path& file,
                             const std::vector<std::string>& texts) {
  ClassOf class_of;
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (!texts[i].empty()) class_of.emplace(texts[i], i);
  LineFile in(file);
  std::vector<Line> lines;
  while (std::optional<LineFile::Entry> entry = in.next()) {
    std::optional<std::vector<std::uint16_t>> classes = classes_of(entry->text, class_of);
    if (!classes) continue;
    entry->line.classes = std::move(*classes);
    if (fits(entry->line)) lines.push_back(std::move(entry->line));
  }
  if (lines.empty())
    throw Error(ErrorCode::kInput, file.string() + ": no line whose letters the model knows");
  return lines;
}

Line varied(const Line& line, std::mt19937& random) {
  const float wide = between(random, 0.92F, 1.1F), high = between(random, 0.96F, 1.04F),
              down = between(random, -1.0F, 1.0F);
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
