#include "app/run_summary.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "app/progress.h"
#include "app/terminal.h"
#include "text/printable.h"

namespace codau::app {
namespace {

constexpr std::string_view kYellow = "\033[33m", kRed = "\033[31m", kResetColour = "\033[0m";

struct SummaryLine {
  std::string name, value, note;
  std::string_view colour;
};

std::string number(std::uint64_t n) { return std::to_string(n); }

/// Returns the number with one decimal and the decimal sign of the language.
std::string format_rate(double n, Language language) {
  std::string out(32, ' ');
  const auto end =
      std::to_chars(out.data(), out.data() + out.size(), n, std::chars_format::fixed, 1).ptr;
  out.resize(static_cast<std::size_t>(end - out.data()));
  if (language == Language::kVietnamese) std::ranges::replace(out, '.', ',');
  return out;
}

SummaryLine read_line(std::string name, std::uint64_t done, std::uint64_t reused,
                      Language language) {
  SummaryLine line{std::move(name), number(done + reused), {}, {}};
  if (reused > 0) {
    line.note = pick(language, "đọc ", "read ") + number(done) +
                pick(language, ", dùng lại ", ", reused ") + number(reused);
  }
  return line;
}

std::vector<SummaryLine> make_summary_lines(const pipeline::RunSummary& summary,
                                            Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  const pipeline::RunProgress& p = summary.pages;
  const bool has_others = summary.in_store > summary.documents;
  const std::string of_all = has_others ? say("cả thư mục kết quả", "in the whole output") : "";
  std::vector<SummaryLine> lines{{say("Văn bản", "Documents"), number(summary.documents), {}, {}}};
  if (has_others)
    lines[0].note = say("thư mục kết quả có ", "the output has ") + number(summary.in_store);
  if (p.pages_all > 0)
    lines.push_back(read_line(say("Trang", "Pages"), p.pages_done, p.pages_reused, language));
  if (p.texts_all > 0) {
    lines.push_back(
        read_line(say("Tệp văn bản", "Text files"), p.texts_done, p.texts_reused, language));
  }
  lines.push_back({say("Nhiệm vụ", "Tasks"), number(summary.tasks), of_all, {}});
  if (summary.to_review) {
    lines.push_back({say("Chỗ cần kiểm tra", "Open doubts"), number(*summary.to_review), of_all,
                     *summary.to_review > 0 ? kYellow : ""});
  }
  lines.push_back({say("Không xử lý được", "Rejected"), number(summary.rejects),
                   summary.listed > summary.rejects
                       ? say("rejects.csv còn ", "in rejects.csv: ") + number(summary.listed)
                       : std::string(),
                   summary.rejects > 0 ? kRed : ""});
  lines.push_back({say("Thời gian", "Time"), format_duration(summary.seconds), {}, {}});
  if (p.pages_done > 0 && summary.seconds > 0) {
    lines.push_back({say("Trang/giây", "Pages/second"),
                     format_rate(static_cast<double>(p.pages_done) / summary.seconds, language),
                     {},
                     {}});
  }
  return lines;
}

std::string format_table(const std::vector<SummaryLine>& lines, const TerminalStyle& style) {
  std::size_t name = 0, value = 0;
  for (const SummaryLine& line : lines) {
    name = std::max(name, count_columns(line.name));
    value = std::max(value, count_columns(line.value));
  }
  constexpr std::size_t kGapColumns = 2;
  const bool is_narrow = name + kGapColumns + value > style.columns;
  std::string out;
  for (const SummaryLine& line : lines) {
    std::string cell = is_narrow ? line.value : pad_left(line.value, value);
    if (style.colours && !line.colour.empty())
      cell = std::string(line.colour) + cell + std::string(kResetColour);
    out += (is_narrow ? line.name + ": " : pad_right(line.name, name + kGapColumns)) + cell;
    const std::size_t used = name + value + 2 * kGapColumns;
    if (!line.note.empty() && used + count_columns(line.note) < style.columns)
      out += std::string(kGapColumns, ' ') + line.note;
    out += '\n';
  }
  return out;
}

struct NextStep {
  std::string what, command;
};

std::vector<NextStep> list_next_steps(const pipeline::RunSummary& summary, const std::string& out,
                                      Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  const std::string folder = text::make_printable(text::quote_for_shell(out), 4096);
  const std::string lang = say("", " --lang en");
  const auto command = [](const char* name) { return "codau " + std::string(name) + " "; };
  std::vector<NextStep> steps;
  if (summary.in_store > 0 && summary.to_review != 0) {
    steps.push_back(
        {say("kiểm tra kết quả", "settle what is in doubt"), command("review") + folder + lang});
  }
  if (summary.in_store > 0) {
    steps.push_back(
        {say("xuất ra Excel", "export to Excel"),
         command("export") + folder + say(" xlsx -o ke-hoach.xlsx", " xlsx -o plans.xlsx") + lang});
  }
  if (summary.listed > 0) {
    steps.push_back({say("xem vì sao không xử lý được", "see why something was rejected"),
                     text::make_printable(text::quote_for_shell(out + "/rejects.csv"), 4096)});
  }
  return steps;
}

}  // namespace

std::string format_run_summary(const pipeline::RunSummary& summary, const std::string& out,
                               const TerminalStyle& style, Language language) {
  if (summary.documents == 0 && summary.in_store == 0 && summary.rejects == 0) return {};
  std::string text = format_table(make_summary_lines(summary, language), style);
  const std::vector<NextStep> steps = list_next_steps(summary, out, language);
  if (steps.empty()) return text;
  text += pick(language, "Tiếp theo:\n", "Next:\n");
  std::size_t wide = 0, command = 0;
  for (const NextStep& step : steps) {
    wide = std::max(wide, count_columns(step.what));
    command = std::max(command, count_columns(step.command));
  }
  constexpr std::size_t kFrameColumns = 5;  // two spaces, a colon, two spaces
  for (const NextStep& step : steps) {
    const std::string what = "  " + step.what + ":";
    text += kFrameColumns + wide + command <= style.columns ? pad_right(what, wide + kFrameColumns)
                                                            : what + "\n    ";
    text += step.command + "\n";
  }
  return text;
}

}  // namespace codau::app
