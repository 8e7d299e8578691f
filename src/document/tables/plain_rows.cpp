#include "document/tables/plain_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "document/tables/plain_line.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class RowFinder {
 public:
  RowFinder(std::string_view text, const std::vector<PlainRowLine>& lines, std::size_t task)
      : text_(text), lines_(lines), task_(task) {}

  [[nodiscard]] std::vector<std::size_t> find() const {
    if (lines_.empty()) return {};
    const auto ordinals =
        std::ranges::count_if(lines_, [&](const PlainRowLine& line) { return is_ordinal(line); });
    if (ordinals >= 2) return are_ordinals_centred() ? around_ordinals() : at_first_cells(true);
    const std::size_t beside = task_ > 0 ? column_beside_tasks() : 0;
    return beside > 0 ? at_tasks(beside) : at_first_cells(false);
  }

 private:
  [[nodiscard]] std::string_view cell(std::size_t line, std::size_t column) const {
    return slice(text_, lines_[line].cells[column]);
  }
  [[nodiscard]] bool is_ordinal(const PlainRowLine& line) const {
    return read_plain_ordinal(slice(text_, line.cells.front())).has_value();
  }
  /// A capital, a bullet, a quotation mark.
  static bool begins_text(std::string_view words) {
    static const Pattern kMark(R"(["“(+*•–-])");
    return begins_with_capital(words) || kMark.at_start(words);
  }
  static bool begins_value(std::string_view words) {
    return begins_text(words) || (!words.empty() && is_digit(words.front()));
  }

  /// No line tells then where a row begins: beside half of the ordinals no other cell begins with
  /// a capital.
  [[nodiscard]] bool are_ordinals_centred() const {
    std::size_t ordinals = 0, centred = 0;
    for (const PlainRowLine& line : lines_) {
      if (!is_ordinal(line)) continue;
      ++ordinals;
      const bool begins = line.cells.size() > 1 &&
                          begins_text(slice(text_, line.cells[std::max<std::size_t>(1, task_)]));
      centred += begins ? 0U : 1U;
    }
    return centred * 2 > ordinals;
  }

  [[nodiscard]] std::vector<std::size_t> at_first_cells(bool is_numbered) const {
    static const Pattern kOrdinal(R"(\d{1,3}(?:\.\d{1,2})*\.?|[IVXLC]{1,5}\.?|[A-ZĐa-zđ]\)?)");
    std::vector<std::size_t> out;
    std::string first;  // the first cell of the row so far
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view words = cell(i, 0);
      const bool goes_on = !words.empty() && is_digit(words.front()) && !first.empty() &&
                           std::ranges::none_of(first, is_digit);
      const bool begins = is_numbered ? kOrdinal.is_full_match(words)
                                      : !goes_on && (begins_with_capital(words) ||
                                                     (!words.empty() && is_digit(words.front())));
      if (i == 0 || lines_[i].is_across || lines_[i - 1].is_across || begins) {
        out.push_back(i);
        first.clear();
      }
      first += words;
    }
    return out;
  }

  /// The column to the right of the tasks that has words in most lines in which a task may begin. 0
  /// if more of these lines have a first cell.
  [[nodiscard]] std::size_t column_beside_tasks() const {
    const std::size_t columns = lines_.front().cells.size();
    std::vector<std::size_t> count(columns, 0);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!begins_text(cell(i, task_))) continue;
      for (std::size_t c = 0; c < columns; ++c) count[c] += cell(i, c).empty() ? 0U : 1U;
    }
    const auto most =
        std::max_element(count.begin() + static_cast<std::ptrdiff_t>(task_) + 1, count.end());
    if (most == count.end() || count.front() * 2 >= *most) return 0;
    return static_cast<std::size_t>(most - count.begin());
  }

  [[nodiscard]] std::vector<std::size_t> at_tasks(std::size_t beside) const {
    std::size_t widest = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].is_across) widest = std::max(widest, text::count_code_points(cell(i, task_)));
    }
    std::vector<std::size_t> out = {0};
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      const bool is_beside = begins_value(cell(i, beside)) ||
                             (!cell(i, beside).empty() && cell(i - 1, beside).empty());
      const bool begins = begins_text(cell(i, task_)) && is_beside &&
                          (has_two_values(i) || is_broken_before(i, widest));
      if (lines_[i].is_across ? !lines_[i - 1].is_across : begins || lines_[i - 1].is_across)
        out.push_back(i);
    }
    return out;
  }

  /// "… | Tháng 6 | Phòng Kinh tế": two values begin to the right of the tasks.
  [[nodiscard]] bool has_two_values(std::size_t line) const {
    std::size_t values = 0;
    for (std::size_t c = task_ + 1; c < lines_[line].cells.size(); ++c)
      values += begins_value(cell(line, c)) ? 1U : 0U;
    return values > 1;
  }

  /// Whether the task of the line before has ended: its sentence has, or the first word of this
  /// line had room there.
  [[nodiscard]] bool is_broken_before(std::size_t line, std::size_t widest) const {
    constexpr std::size_t kTolerance = 3;  // letters are not all as wide
    static const Pattern kEnd(R"x([.;:!?)"”…]$)x");
    const std::string_view before = cell(line - 1, task_), words = cell(line, task_);
    const std::size_t word = text::count_code_points(words.substr(0, words.find(' ')));
    return before.empty() || kEnd.find(before) ||
           text::count_code_points(before) + 1 + word + kTolerance <= widest;
  }

  /// Rows whose ordinals stand in the middle, between lines that run across.
  [[nodiscard]] std::vector<std::size_t> around_ordinals() const {
    std::vector<std::size_t> out;
    for (std::size_t begin = 0; begin < lines_.size();) {
      if (lines_[begin].is_across) {
        out.push_back(begin++);
        continue;
      }
      std::size_t end = begin;
      while (end < lines_.size() && !lines_[end].is_across) ++end;
      divide(begin, end, out);
      begin = end;
    }
    return out;
  }

  /// How the rows down to one cost least.
  struct Ending {
    double cost = std::numeric_limits<double>::infinity();
    std::size_t start = 0;  ///< the first line of the last of these rows
  };

  /// Appends the beginnings of the rows of lines [begin, end): those of the least cost. One row, if
  /// a row had more lines above or below its ordinal than rows have.
  void divide(std::size_t begin, std::size_t end, std::vector<std::size_t>& out) const {
    constexpr std::size_t kMostLines = 60;  // above the ordinal, and below it
    std::vector<std::size_t> ordinals;
    for (std::size_t i = begin; i < end; ++i) {
      if (is_ordinal(lines_[i])) ordinals.push_back(i);
    }
    // endings[k][j]: of the first k + 1 rows, the last of which ends j lines below its ordinal
    std::vector<std::vector<Ending>> endings(ordinals.size());
    for (std::size_t k = 0; k < ordinals.size(); ++k) {
      const std::size_t ordinal = ordinals[k];
      const std::size_t last = k + 1 < ordinals.size() ? ordinals[k + 1] : end;
      endings[k].resize(std::min(last - ordinal, kMostLines));
      const auto begin_row = [&](std::size_t start, double before) {
        if (start + kMostLines < ordinal) return;
        for (std::size_t j = 0; j < endings[k].size(); ++j) {
          const double cost = before + cost_of_row(start, ordinal + 1 + j, ordinal);
          if (cost < endings[k][j].cost) endings[k][j] = {cost, start};
        }
      };
      if (k == 0) begin_row(begin, 0);
      for (std::size_t j = 0; k > 0 && j < endings[k - 1].size(); ++j)
        begin_row(ordinals[k - 1] + 1 + j, endings[k - 1][j].cost);
    }
    const bool is_divided = ordinals.size() > 1 && ordinals.back() + endings.back().size() == end &&
                            std::isfinite(endings.back().back().cost);
    if (!is_divided) {
      out.push_back(begin);
      return;
    }
    std::vector<std::size_t> starts;
    for (std::size_t k = ordinals.size(), next = end; k-- > 0; next = starts.back())
      starts.push_back(endings[k][next - ordinals[k] - 1].start);
    out.insert(out.end(), starts.rbegin(), starts.rend());
  }

  /// In lines by which the ordinal misses the middle, and what speaks against a beginning here.
  [[nodiscard]] double cost_of_row(std::size_t begin, std::size_t end, std::size_t ordinal) const {
    constexpr double kSmallTask = 3, kSmallCell = 1, kTorn = 2;
    const double middle = (static_cast<double>(begin) + static_cast<double>(end) - 1) / 2;
    double out = std::abs(middle - static_cast<double>(ordinal));
    for (std::size_t c = 1; c < lines_[begin].cells.size(); ++c) {
      std::size_t i = begin;
      while (i < end && cell(i, c).empty()) ++i;
      if (i == end ? c == task_ : !begins_value(cell(i, c)))
        out += c == task_ ? kSmallTask : kSmallCell;
    }
    for (std::size_t i = begin + 1; i < end; ++i) out += lines_[i].is_apart ? kTorn : 0;
    return out;
  }

  std::string_view text_;
  const std::vector<PlainRowLine>& lines_;
  std::size_t task_;
};

}  // namespace

std::vector<std::size_t> find_row_starts(std::string_view text,
                                         const std::vector<PlainRowLine>& lines, std::size_t task) {
  return RowFinder(text, lines, task).find();
}

}  // namespace codau::document
