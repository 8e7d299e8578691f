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

constexpr std::string_view kYellow = "\033[33m", kRed = "\033[31m", kPlain = "\033[0m";

struct Line {
  std::string name, value, note;
  std::string_view colour;
};

std::string number(std::uint64_t n) { return std::to_string(n); }

/// Returns the number with one decimal and the decimal sign of the language.
std::string rate(double n, Language language) {
  std::string out(32, ' ');
  const auto end =
      std::to_chars(out.data(), out.data() + out.size(), n, std::chars_format::fixed, 1).ptr;
  out.resize(static_cast<std::size_t>(end - out.data()));
  if (language == Language::kVietnamese) std::ranges::replace(out, '.', ',');
  return out;
}

Line read_line(std::string name, std::uint64_t done, std::uint64_t reused, Language language) {
  Line line{std::move(name), number(done + reused), {}, {}};
  if (reused > 0) {
    line.note = pick(language, "đọc ", "read ") + number(done) +
                pick(language, ", dùng lại ", ", reused ") + number(reused);
  }
  return line;
}

std::vector<Line> lines_of(const pipeline::Summary& summary, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  const pipeline::Progress& p = summary.pages;
  const bool has_others = summary.in_store > summary.documents;
  const std::string of_all = has_others ? say("cả thư mục kết quả", "in the whole output") : "";
  std::vector<Line> lines{{say("Văn bản", "Documents"), number(summary.documents), {}, {}}};
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
  lines.push_back({say("Thời gian", "Time"), clock_text(summary.seconds), {}, {}});
  if (p.pages_done > 0 && summary.seconds > 0) {
    lines.push_back({say("Trang/giây", "Pages/second"),
                     rate(static_cast<double>(p.pages_done) / summary.seconds, language),
                     {},
                     {}});
  }
  return lines;
}

std::string table(const std::vector<Line>& lines, const Place& place) {
  std::size_t name = 0, value = 0;
  for (const Line& line : lines) {
    name = std::max(name, columns_of(line.name));
    value = std::max(value, columns_of(line.value));
  }
  constexpr std::size_t kGap = 2;
  const bool is_narrow = name + kGap + value > place.columns;
  std::string out;
  for (const Line& line : lines) {
    std::string cell = is_narrow ? line.value : padded_left(line.value, value);
    if (place.colours && !line.colour.empty())
      cell = std::string(line.colour) + cell + std::string(kPlain);
    out += (is_narrow ? line.name + ": " : padded(line.name, name + kGap)) + cell;
    const std::size_t used = name + value + 2 * kGap;
    if (!line.note.empty() && used + columns_of(line.note) < place.columns)
      out += std::string(kGap, ' ') + line.note;
    out += '\n';
  }
  return out;
}

struct Step {
  std::string what, command;
};

std::vector<Step> steps_of(const pipeline::Summary& summary, const std::string& out,
                           Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  const std::string folder = text::printable(text::shell_word(out), 4096);
  const std::string lang = say("", " --lang en");
  const auto command = [](const char* name) { return "codau " + std::string(name) + " "; };
  std::vector<Step> steps;
  if (summary.in_store > 0 && summary.to_review != 0) {
    steps.push_back(
        {say("kiểm tra kết quả", "settle what is in doubt"), command("review") + folder + lang});
  }
  if (summary.in_store > 0) {
    steps.push_back(
        {say("xuất ra Excel", "export to Excel"),
         command("export") + folder +
             say(" --to xlsx --target ke-hoach.xlsx", " --to xlsx --target plans.xlsx") + lang});
  }
  if (summary.listed > 0) {
    steps.push_back({say("xem vì sao không xử lý được", "see why something was rejected"),
                     text::printable(text::shell_word(out + "/rejects.csv"), 4096)});
  }
  return steps;
}

}  // namespace

std::string summary_table(const pipeline::Summary& summary, const std::string& out,
                          const Place& place, Language language) {
  if (summary.documents == 0 && summary.in_store == 0 && summary.rejects == 0) return {};
  std::string text = table(lines_of(summary, language), place);
  const std::vector<Step> steps = steps_of(summary, out, language);
  if (steps.empty()) return text;
  text += pick(language, "Tiếp theo:\n", "Next:\n");
  std::size_t wide = 0, command = 0;
  for (const Step& step : steps) {
    wide = std::max(wide, columns_of(step.what));
    command = std::max(command, columns_of(step.command));
  }
  constexpr std::size_t kFrame = 5;  // two spaces, a colon, two spaces
  for (const Step& step : steps) {
    const std::string what = "  " + step.what + ":";
    text +=
        kFrame + wide + command <= place.columns ? padded(what, wide + kFrame) : what + "\n    ";
    text += step.command + "\n";
  }
  return text;
}

}  // namespace codau::app
