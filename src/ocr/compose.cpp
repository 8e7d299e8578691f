#include <algorithm>
#include <cctype>
#include <cmath>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "ocr/reading.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

constexpr double kNoise = 0.30;  ///< mean confidence below which a line is a stamp, a scrawl, dirt

void grow(Box& box, const Box& by) {
  if (by == Box{}) return;
  if (box == Box{}) {
    box = by;
    return;
  }
  box = {std::min(box.left, by.left), std::min(box.top, by.top), std::max(box.right, by.right),
         std::max(box.bottom, by.bottom)};
}

/// fold_key of what was read; raw engine text may be ill-formed only if the engine is broken.
std::string key_of(const ReadLine& line) {
  const std::string text = text_of(line);
  return text::is_utf8(text) ? text::fold_key(text::to_nfc(text)) : std::string{};
}

bool has(std::string_view key, std::initializer_list<std::string_view> any) {
  return std::any_of(any.begin(), any.end(),
                     [key](std::string_view s) { return key.find(s) != std::string_view::npos; });
}

bool any_line_has(const Lines& lines, std::initializer_list<std::string_view> any) {
  return std::any_of(lines.begin(), lines.end(),
                     [&any](const ReadLine& l) { return has(key_of(l), any); });
}

double mean(const ReadLine& line) { return confidence_of({line}); }

bool is_noise(const ReadLine& line) {
  const std::string key = key_of(line);
  const auto letters = std::count_if(key.begin(), key.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
  });
  if (letters == 0) return mean(line) < 0.6;
  return mean(line) < kNoise;
}

/// "Số: 12/KH-…": by its notation, however badly the number itself reads that was written by hand.
bool is_number_line(std::string_view key) {
  const std::size_t stroke = key.find('/');
  const std::size_t dash = key.find('-', stroke == std::string_view::npos ? key.size() : stroke);
  if (dash == std::string_view::npos || dash < stroke + 3 || dash + 2 >= key.size()) return false;
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return std::all_of(key.begin() + static_cast<std::ptrdiff_t>(stroke) + 1,
                     key.begin() + static_cast<std::ptrdiff_t>(dash), is_letter) &&
         is_letter(key[dash + 1]);
}

/// "2", "- 2 -", "Trang 2/5" alone at the top or the foot of the page.
bool is_page_number(const ReadLine& line, const image::CleanPage& copy) {
  const std::int32_t centre = (line.box.top + line.box.bottom) / 2;
  if (centre > copy.height / 9 && centre < copy.height * 10 / 11) return false;
  std::string key = key_of(line);
  if (key.starts_with("trang")) key.erase(0, 5);
  bool digit = false;
  for (const char c : key) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      digit = true;
    } else if (std::string_view(" -/").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return digit && key.size() <= 9;
}

/// "Ký bởi: …", "Email: …", "Thời gian ký: …": the overlay of an electronic signature. (fold_key
/// writes a lone y behind k as i.)
bool is_signature_stamp(const std::string& key) {
  for (const std::string_view start :
       {"ki boi", "nguoi ki", "email:", "co quan: ", "thoi gian ki", "ngay ki"}) {
    if (key.starts_with(start)) return true;
  }
  return has(key, {"@", "+07:00", "+07'00"});
}

class Composer {
 public:
  Composer(const ReadPage& read, const image::CleanPage& copy, std::uint32_t number)
      : read_(read), copy_(copy) {
    out_.number = number;
    out_.width = copy.placement.width;
    out_.height = copy.placement.height;
    out_.dpi = static_cast<std::int32_t>(std::lround(copy.dpi / copy.placement.scale));
    out_.rotation = copy.placement.rotation;
    out_.skew_degrees = copy.placement.skew_degrees;
  }

  OcrPage run() {
    for (const ReadLine& line : read_.page_numbers) {
      if (middle(line) < copy_.height / 2) add(line, Role::kPageNumber);
    }
    const bool heading = is_header(read_.header_left, read_.header_right);
    const bool closing_first = !heading && is_closing(read_.header_left, read_.header_right);
    pair(read_.header_left, read_.header_right, heading, closing_first);
    std::size_t next = 0;
    for (const ReadTable& table : read_.tables) {
      for (; next < read_.body.size() && middle(read_.body[next]) < table.grid.box.top; ++next) {
        body(read_.body[next]);
      }
      add_table(table);
    }
    for (; next < read_.body.size(); ++next) body(read_.body[next]);
    pair(read_.closing_left, read_.closing_right, false,
         is_closing(read_.closing_left, read_.closing_right));
    for (const ReadLine& line : read_.page_numbers) {
      if (middle(line) >= copy_.height / 2) add(line, Role::kPageNumber);
    }
    finish();
    return std::move(out_);
  }

 private:
  static std::int32_t middle(const ReadLine& line) { return (line.box.top + line.box.bottom) / 2; }

  /// Two columns: left, then right.
  void pair(const Lines& left, const Lines& right, bool header, bool closing) {
    if (header) {
      header_column(left, Role::kHeaderLeft);
      header_column(right, Role::kHeaderRight);
      return;
    }
    // Above "Nơi nhận" the left column may still hold the last, short line of the body.
    bool recipients = !closing || !any_line_has(left, {"noi nhan"});
    for (const ReadLine& line : left) {
      recipients = recipients || has(key_of(line), {"noi nhan"});
      add(line, role_of(line, closing && recipients ? Role::kRecipients : Role::kBody));
    }
    for (const ReadLine& line : right)
      add(line, role_of(line, closing ? Role::kSignature : Role::kBody));
  }

  /// What stands above the address or time of an e-signature, over the motto, belongs to it.
  void header_column(const Lines& lines, Role role) {
    std::size_t overlay = 0;
    for (std::size_t i = 0; i < lines.size() && !has(key_of(lines[i]), {"cong hoa"}); ++i) {
      if (is_signature_stamp(key_of(lines[i]))) overlay = i + 1;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool is_number = is_number_line(key_of(lines[i]));
      add(lines[i], i < overlay ? Role::kFurniture : is_number ? role : role_of(lines[i], role));
    }
  }

  [[nodiscard]] Role role_of(const ReadLine& line, Role otherwise) const {
    if (is_noise(line) || is_signature_stamp(key_of(line))) return Role::kFurniture;
    if (is_page_number(line, copy_)) return Role::kPageNumber;
    return otherwise;
  }

  void body(const ReadLine& line) { add(line, role_of(line, Role::kBody)); }

  void add(const ReadLine& line, Role role) {
    if (line.words.empty()) return;
    if (out_.blocks.empty() || out_.blocks.back().role != role || out_.blocks.back().table) {
      const auto at = static_cast<std::uint32_t>(out_.lines.size());
      OcrBlock block;
      block.role = role;
      block.lines = {at, at};
      out_.blocks.push_back(block);
    }
    const Box box = put(line);
    OcrBlock& block = out_.blocks.back();
    grow(block.box, box);
    block.lines.end = static_cast<std::uint32_t>(out_.lines.size());
  }

  /// Appends the line's words; gives its box on the page.
  Box put(const ReadLine& line) {
    OcrLine added;
    added.words.begin = static_cast<std::uint32_t>(out_.words.size());
    for (const ReadWord& word : line.words) {
      if (added.words.begin != out_.words.size()) out_.text += ' ';
      OcrWord to;
      to.text.begin = static_cast<std::uint32_t>(out_.text.size());
      out_.text += word.text;
      to.text.end = static_cast<std::uint32_t>(out_.text.size());
      to.box = copy_.placement.word_to_page(word.box);
      to.confidence = std::clamp(word.confidence, 0.0, 1.0);
      grow(added.box, to.box);
      out_.words.push_back(to);
    }
    out_.text += '\n';
    added.words.end = static_cast<std::uint32_t>(out_.words.size());
    out_.lines.push_back(added);
    return added.box;
  }

  void add_table(const ReadTable& read) {
    OcrTable table;
    table.rows = read.grid.rows;
    table.columns = read.grid.columns;
    table.box = copy_.placement.area_to_page(read.grid.box);
    table.cells.begin = static_cast<std::uint32_t>(out_.cells.size());
    OcrBlock block;
    block.role = Role::kTable;
    block.table = static_cast<std::uint32_t>(out_.tables.size());
    block.box = table.box;
    block.lines.begin = static_cast<std::uint32_t>(out_.lines.size());
    for (std::size_t i = 0; i < read.grid.cells.size(); ++i) {
      const image::GridCell& from = read.grid.cells[i];
      OcrCell cell{from.row, from.column, from.row_span, from.column_span, {}, {}};
      cell.box = copy_.placement.area_to_page(from.box);
      cell.lines.begin = static_cast<std::uint32_t>(out_.lines.size());
      for (const ReadLine& line : read.cells[i]) {
        if (!line.words.empty()) put(line);
      }
      cell.lines.end = static_cast<std::uint32_t>(out_.lines.size());
      out_.cells.push_back(cell);
    }
    table.cells.end = static_cast<std::uint32_t>(out_.cells.size());
    block.lines.end = static_cast<std::uint32_t>(out_.lines.size());
    out_.tables.push_back(table);
    out_.blocks.push_back(block);
  }

  void finish() {
    double sum = 0, weight = 0;
    for (const OcrWord& word : out_.words) {
      sum += word.confidence * word.text.size();
      weight += word.text.size();
    }
    out_.mean_confidence = weight > 0 ? sum / weight : 0;
  }

  const ReadPage& read_;
  const image::CleanPage& copy_;
  OcrPage out_;
};

}  // namespace

std::string text_of(const ReadLine& line) {
  std::string out;
  for (const ReadWord& word : line.words) {
    if (!out.empty()) out += ' ';
    out += word.text;
  }
  return out;
}

Box around(const std::vector<ReadWord>& words) {
  Box box;
  for (const ReadWord& word : words) grow(box, word.box);
  return box;
}

double confidence_of(const Lines& lines) {
  double sum = 0, weight = 0;
  for (const ReadLine& line : lines) {
    for (const ReadWord& word : line.words) {
      const auto size = static_cast<double>(word.text.size());
      sum += word.confidence * size;
      weight += size;
    }
  }
  return weight > 0 ? sum / weight : 0;
}

bool is_header(const Lines& left, const Lines& right) {
  return any_line_has(right, {"cong hoa", "doc lap", "hanh phuc", "chu nghia"}) ||
         (any_line_has(left, {"so:", "so ", "/kh", "/qd", "/ubnd", "uy ban", "ubnd"}) &&
          any_line_has(right, {"ngay", "thang"}));
}

bool is_closing(const Lines& left, const Lines& right) {
  return any_line_has(left, {"noi nhan", "luu:", "luu vt"}) ||
         any_line_has(right, {"chu tich", "giam doc", "tm ", "kt ", "truong phong", "bo truong",
                              "chanh van phong"});
}

OcrPage compose(const ReadPage& read, const image::CleanPage& copy, std::uint32_t number) {
  return Composer(read, copy, number).run();
}

}  // namespace codau::ocr
