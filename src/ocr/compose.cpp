#include <algorithm>
#include <cassert>
#include <cctype>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/box.h"
#include "ocr/doubts.h"
#include "ocr/gaps.h"
#include "ocr/reading.h"
#include "ocr/wording.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

constexpr double kOutside = 0.08;  ///< inches beside the column of text: no word of it stands there
constexpr double kStampOut = 0.25;  ///< inches left of the column: where incoming stamps begin
constexpr double kWeak = 0.70;      ///< confidence of a word that dirt may have made
constexpr double kClear = 0.70;     ///< confidence of a line that no stamp or scrawl reaches
constexpr double kGuessed = 0.40;   ///< confidence of a word that is guessed …
constexpr double kStreak = 0.20;    ///< … and mean of several, behind a line, that a streak made
constexpr double kApart = 2.5;      ///< line heights of white that cut a sign off its line
constexpr double kTall = 2.2;       ///< line heights: a few letters that high are handwriting
constexpr std::size_t kLeastLines = 5, kLeastWords = 4;  ///< what shows the column of text

bool weak(const ReadWord& word) { return word.confidence < kWeak || !has_letters(word.text); }

bool is_speck(const ReadWord& word) {
  return (word.confidence < kWeak - 0.1 || !has_letters(word.text)) && text::is_utf8(word.text) &&
         text::code_points(word.text) <= 2;
}

/// True for a syllable of three letters and more and a number of two digits and more, whatever
/// signs stand around it: dirt is seldom read so.
bool is_well_spelt(const ReadWord& word) {
  constexpr std::string_view kDigits = "0123456789";
  const auto is_sign = [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) == 0;
  };
  std::string_view core = word.text;
  while (!core.empty() && is_sign(core.front())) core.remove_prefix(1);
  while (!core.empty() && is_sign(core.back())) core.remove_suffix(1);
  if (core.size() > 1 && core.find_first_not_of(kDigits) == core.npos) return true;
  return text::is_utf8(core) && text::code_points(core) > 2 && text::is_legal_toned_syllable(core);
}

/// Two words and more at the end of a line that the engine itself does not believe, most of them
/// ill spelt; words.end() where there are none.
std::vector<ReadWord>::const_iterator begin_of_streak(const std::vector<ReadWord>& words) {
  auto begin = words.end();
  double sum = 0;
  while (begin - words.begin() > 1 && begin[-1].confidence < kGuessed) sum += (--begin)->confidence;
  const auto count = words.end() - begin;
  const bool is_guessed = count >= 2 && sum <= kStreak * static_cast<double>(count);
  return is_guessed && 2 * std::count_if(begin, words.end(), is_well_spelt) < count ? begin
                                                                                    : words.end();
}

/// Marks of the line below or above, read as signs at the ends of a line: "_ PHẦN THỨ HAI", ". _ KẾ
/// HOẠCH". Rows of more signs are blanks to be filled in.
bool is_stray_sign(const ReadWord& word, bool begins) {
  const std::string& signs = word.text;
  if (signs.size() > 4 || signs.find_first_not_of(begins ? "_.,;'`" : "_") != std::string::npos)
    return false;
  return signs.find('_') != std::string::npos || signs.size() == 1;
}

std::int32_t percentile(std::vector<std::int32_t> values, std::size_t percent) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) * percent / 100);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// The column that running text fills, from the lines that surely are text.
struct Column {
  std::int32_t left = 0, right = 0;
  std::int32_t height = 0;  ///< of a usual line; 0 where too little text is there to say
};

Column column_of(const Lines& body) {
  std::vector<std::int32_t> left, right, height;
  for (const ReadLine& line : body) {
    if (line.words.size() < kLeastWords || confidence_of({line}) < kClear) continue;
    left.push_back(line.box.left);
    right.push_back(line.box.right);
    height.push_back(height_of(line.box));
  }
  if (left.size() < kLeastLines) return {};
  return {percentile(std::move(left), 10), percentile(std::move(right), 90),
          percentile(std::move(height), 50)};
}

class Composer {
 public:
  Composer(const ReadPage& read, const image::CleanPage& copy, std::uint32_t number)
      : read_(read), copy_(copy), column_(column_of(read.body)), furniture_(read.stamp) {
    out_.number = number;
    out_.width = copy.placement.width;
    out_.height = copy.placement.height;
    out_.dpi = static_cast<std::int32_t>(std::lround(copy.dpi / copy.placement.scale));
    out_.rotation = copy.placement.rotation;
    out_.skew_degrees = copy.placement.skew_degrees;
  }

  OcrPage run() {
    page_numbers([this](const ReadLine& line) { return middle(line) < copy_.height / 2; });
    if (is_header(read_.header_left, read_.header_right)) {
      header();
    } else {
      columns(read_.header_left, read_.header_right);
    }
    std::size_t next = 0;
    for (const ReadTable& table : read_.tables) {
      for (; next < read_.body.size() && middle(read_.body[next]) < table.grid.box.top; ++next) {
        put_line(read_.body[next], Role::kBody);
      }
      add_table(table);
    }
    for (; next < read_.body.size(); ++next) put_line(read_.body[next], Role::kBody);
    columns(read_.closing_left, read_.closing_right);
    for (const ReadLine& line : read_.notes) put_line(line, Role::kBody);
    page_numbers([this](const ReadLine& line) { return middle(line) >= copy_.height / 2; });
    for (const ReadLine& line : furniture_) add(line, Role::kFurniture);
    finish();
    return std::move(out_);
  }

 private:
  static std::int32_t middle(const ReadLine& line) { return centre_y(line.box); }

  /// Of two numbers the doubtful one is dirt.
  template <class Here>
  void page_numbers(const Here& here) {
    const Lines& all = read_.page_numbers;
    const bool one_is_sure = std::any_of(all.begin(), all.end(), [](const ReadLine& line) {
      return confidence_of({line}) >= kWeak;
    });
    for (const ReadLine& line : all) {
      if (!here(line)) continue;
      const bool dirt = one_is_sure && confidence_of({line}) < kWeak;
      if (dirt) furniture_.push_back(line);
      if (!dirt) add(line, Role::kPageNumber);
    }
  }

  /// Issuer, motto, number with what it is about, date: as they are read aloud (ô 2, 1, 3, 5b, 4).
  /// Left of the number nothing but a mark follows; what stands below the date is the title.
  void header() {
    const Lines &left = read_.header_left, &right = read_.header_right;
    std::size_t begin_left = overlay_end(left), begin_right = overlay_end(right);
    furniture_.insert(furniture_.end(), left.begin(), left.begin() + at(begin_left));
    furniture_.insert(furniture_.end(), right.begin(), right.begin() + at(begin_right));
    const std::size_t number = first(left, begin_left, is_number_line);
    const std::size_t date = first(right, begin_right, is_date_line);
    for (std::size_t i = begin_left; i < number; ++i) put_line(left[i], Role::kHeaderLeft);
    for (std::size_t i = begin_right; i < date; ++i) put_line(right[i], Role::kHeaderRight);
    bool about = false;
    for (std::size_t i = number; i < left.size(); ++i) {
      about = about || is_about(key_of(left[i]));
      if (i > number && !about && is_stamp(left[i])) {
        furniture_.push_back(left[i]);
      } else {
        put_line(left[i], Role::kHeaderLeft);
      }
    }
    for (std::size_t i = date; i < right.size(); ++i) {
      put_line(right[i], i == date ? Role::kHeaderRight : Role::kBody);
    }
  }

  static std::ptrdiff_t at(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

  static std::size_t first(const Lines& lines, std::size_t from, bool (*is)(std::string_view)) {
    while (from < lines.size() && !is(key_of(lines[from]))) ++from;
    return from;
  }

  /// What stands above the address or time of an e-signature, over the motto, belongs to it.
  static std::size_t overlay_end(const Lines& lines) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string key = key_of(lines[i]);
      if (key.find("cong hoa") != std::string::npos) break;
      if (is_signature_overlay(key)) end = i + 1;
    }
    return end;
  }

  /// Under the number: an incoming stamp, which reads badly or reaches out into the margin.
  [[nodiscard]] bool is_stamp(const ReadLine& line) const {
    if (is_mark(key_of(line))) return false;
    return confidence_of({line}) < kClear ||
           (column_.height > 0 && line.box.left < column_.left - inches(kStampOut));
  }

  /// Two columns, left, then right: recipients and signature where they read so.
  void columns(const Lines& left, const Lines& right) {
    const bool closing = is_closing(left, right);
    // Above "Nơi nhận" the left column may still hold the last, short line of the body.
    const bool titled = std::any_of(left.begin(), left.end(), [](const ReadLine& line) {
      return is_recipients_title(key_of(line));
    });
    bool recipients = closing && !titled;
    for (const ReadLine& line : left) {
      recipients = recipients || (closing && is_recipients_title(key_of(line)));
      put_line(line, recipients ? Role::kRecipients : Role::kBody);
    }
    for (const ReadLine& line : right) put_line(line, closing ? Role::kSignature : Role::kBody);
  }

  [[nodiscard]] std::int32_t inches(double length) const {
    return static_cast<std::int32_t>(length * copy_.dpi);
  }

  [[nodiscard]] bool is_furniture(const ReadLine& line) const {
    if (is_noise(line) || is_signature_overlay(key_of(line))) return true;
    const std::string text = text_of(line);
    return column_.height > 0 && height_of(line.box) > kTall * column_.height && text.size() <= 4 &&
           confidence_of({line}) < kClear;
  }

  /// A line of running text stays, though a streak across it makes it read badly.
  [[nodiscard]] bool fills_column(const ReadLine& line) const {
    return column_.height > 0 && line.words.size() >= kLeastWords &&
           line.box.left >= column_.left - inches(kOutside) &&
           2 * width_of(line.box) > column_.right - column_.left &&
           height_of(line.box) < kTall * column_.height;
  }

  /// Alone at the top or the foot of the page.
  [[nodiscard]] bool is_number_of_page(const ReadLine& line) const {
    return (middle(line) <= copy_.height / 9 || middle(line) >= copy_.height * 10 / 11) &&
           is_page_number(key_of(line));
  }

  /// Dirt beside the column, signs far from the words of their line, and what a streak over its
  /// end reads as, are no part of it.
  ReadLine without_dirt(const ReadLine& line) {
    const auto is_dirt = [this, &line](const ReadWord& word, std::int32_t gap) {
      const std::int32_t height = height_of(line.box);
      if (is_speck(word) && gap > kApart * height) return true;
      const bool outside =
          column_.height > 0 && (word.box.right < column_.left - inches(kOutside) ||
                                 word.box.left > column_.right + inches(kOutside));
      return outside && weak(word) && (gap > height || !has_letters(word.text));
    };
    auto begin = line.words.begin(), end = begin_of_streak(line.words);
    if (is_number_line(key_of(line))) end = line.words.end();
    while (end - begin > 1 &&
           (is_stray_sign(*begin, true) || is_dirt(*begin, begin[1].box.left - begin->box.right)))
      ++begin;
    while (end - begin > 1 && (is_stray_sign(end[-1], false) ||
                               is_dirt(end[-1], end[-1].box.left - end[-2].box.right)))
      --end;
    const auto part = [this](auto from, auto to) {
      if (from == to) return;
      const std::vector<ReadWord> words(from, to);
      furniture_.push_back({words, around(words)});
    };
    part(line.words.begin(), begin);
    part(end, line.words.end());
    const std::vector<ReadWord> words(begin, end);
    return {words, around(words)};
  }

  void put_line(const ReadLine& line, Role role) {
    if (line.words.empty()) return;
    const ReadLine print = without_dirt(line);
    if (is_furniture(print) && !(role == Role::kBody && fills_column(print))) {
      furniture_.push_back(print);
    } else {
      add(print, is_number_of_page(print) ? Role::kPageNumber : role);
    }
  }

  void add(const ReadLine& line, Role role) {
    if (line.words.empty()) return;
    if (out_.blocks.empty() || out_.blocks.back().role != role || out_.blocks.back().table) {
      const auto at = static_cast<std::uint32_t>(out_.lines.size());
      OcrBlock block;
      block.role = role;
      block.lines = {at, at};
      out_.blocks.push_back(block);
    }
    const PageBox box = put(line);
    OcrBlock& block = out_.blocks.back();
    block.box = united(block.box, box);
    block.lines.end = static_cast<std::uint32_t>(out_.lines.size());
  }

  /// Appends the line's words; gives its box on the page.
  PageBox put(const ReadLine& line) {
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
      to.alternatives = word.alternatives;
      to.gap = gap_in(word, copy_);
      added.box = united(added.box, to.box);
      out_.words.push_back(std::move(to));
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
    keep_most_doubtful(out_);
  }

  const ReadPage& read_;
  const image::CleanPage& copy_;
  Column column_;
  Lines furniture_;
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
  for (const ReadWord& word : words) box = united(box, word.box);
  return box;
}

void part_word(ReadLine& line, std::size_t which, std::size_t at, std::int32_t end,
               std::int32_t begin) {
  ReadWord& word = line.words[which];
  assert(at > 0 && at < word.text.size());
  ReadWord behind{word.text.substr(at), word.box, word.confidence};
  behind.box.left = std::min(begin, word.box.right);
  word.text.resize(at);
  word.box.right = std::min(end, word.box.right);
  word.alternatives.clear();
  line.words.insert(line.words.begin() + static_cast<std::ptrdiff_t>(which) + 1, std::move(behind));
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

OcrPage compose(const ReadPage& read, const image::CleanPage& copy, std::uint32_t number) {
  return Composer(read, copy, number).run();
}

}  // namespace codau::ocr
