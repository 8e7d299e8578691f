#include "app/progress.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "app/terminal.h"
#include "pipeline/output/run_status.h"
#include "text/printable.h"

namespace codau::app {
namespace {

using pipeline::InputScanProgress;
using pipeline::RunProgress;
using pipeline::WorkInProgress;

constexpr std::size_t kMaxBarColumns = 30, kMinBarColumns = 10,
                      kBarFrameColumns = 3;  // "[" and "] "
constexpr std::size_t kMinNameColumns = 12, kUnlimitedColumns = 4096;
constexpr double kMinSlowSeconds = 3;
constexpr std::chrono::milliseconds kBarInterval{100};
constexpr std::chrono::seconds kLineInterval{10};

std::uint64_t count_finished(const RunProgress& p) {
  return p.pages_done + p.pages_reused + p.pages_rejected + p.texts_done + p.texts_reused;
}

std::uint64_t count_all(const RunProgress& p) { return p.pages_all + p.texts_all; }

std::string format_count(std::string name, std::uint64_t finished, std::uint64_t all) {
  return std::move(name) + std::to_string(std::min(finished, all)) + "/" + std::to_string(all);
}

/// The parts of a line; a part without a value is empty.
struct LineParts {
  std::string counts, documents, time;
};

LineParts format_parts(const RunProgress& p, double elapsed_seconds, Language language) {
  LineParts parts;
  if (p.pages_all > 0) {
    parts.counts = format_count(pick(language, "trang ", "page "),
                                p.pages_done + p.pages_reused + p.pages_rejected, p.pages_all);
    parts.documents =
        format_count(pick(language, ", văn bản ", ", document "), p.files_done, p.files_all);
  } else if (p.texts_all > 0) {
    parts.counts = format_count(pick(language, "tệp văn bản ", "text file "),
                                p.texts_done + p.texts_reused, p.texts_all);
  }
  if (const auto left = pipeline::estimate_remaining_seconds(p, elapsed_seconds))
    parts.time = pick(language, ", còn ", ", left ") + format_duration(*left);
  return parts;
}

/// The text before the file name, the name, and the text after.
struct SlowItemText {
  std::string before, name, after;
};

SlowItemText describe_slow_item(const WorkInProgress& slow, Language language) {
  std::string after;
  if (slow.page) after = pick(language, " trang ", " page ") + std::to_string(*slow.page);
  return {pick(language, "; lâu nhất: ", "; slowest: "), text::make_printable(slow.file),
          after + " (" + format_duration(slow.seconds) + ")"};
}

/// Returns the text in at most `room` columns; empty if too little of the name would be left.
std::string fit_to_columns(const SlowItemText& slow, std::size_t room) {
  const std::size_t frame = count_columns(slow.before) + count_columns(slow.after);
  const std::size_t name = count_columns(slow.name);
  if (frame + name <= room) return slow.before + slow.name + slow.after;
  if (frame + kMinNameColumns > room) return {};
  return slow.before + "…" + take_last_columns(slow.name, room - frame - 1) + slow.after;
}

}  // namespace

std::string format_duration(double seconds) {
  constexpr std::int64_t kSecondsPerMinute = 60, kSecondsPerHour = 3600;
  const auto all = static_cast<std::int64_t>(std::llround(std::max(seconds, 0.0)));
  const auto two = [](std::int64_t n) { return (n < 10 ? ":0" : ":") + std::to_string(n); };
  const std::string rest = two(all % kSecondsPerMinute);
  if (all < kSecondsPerHour) return std::to_string(all / kSecondsPerMinute) + rest;
  return std::to_string(all / kSecondsPerHour) + two(all % kSecondsPerHour / kSecondsPerMinute) +
         rest;
}

bool is_slow(const WorkInProgress& longest) { return longest.seconds >= kMinSlowSeconds; }

std::string format_progress_line(const RunProgress& progress,
                                 const std::optional<WorkInProgress>& slow, double elapsed_seconds,
                                 Language language) {
  const LineParts parts = format_parts(progress, elapsed_seconds, language);
  std::string line = parts.counts + parts.documents + parts.time;
  if (!slow) return line;
  const SlowItemText text = describe_slow_item(*slow, language);
  return line + text.before + text.name + text.after;
}

std::string format_progress_bar(const RunProgress& progress,
                                const std::optional<WorkInProgress>& slow, double elapsed_seconds,
                                std::size_t columns, Language language) {
  const std::size_t room = columns - std::min<std::size_t>(columns, 1);  // the last one would wrap
  const LineParts parts = format_parts(progress, elapsed_seconds, language);
  std::string text = parts.counts + parts.documents + parts.time;
  const std::size_t least = kBarFrameColumns + kMinBarColumns;
  if (const std::size_t taken = count_columns(text) + least; taken <= room) {
    if (slow) text += fit_to_columns(describe_slow_item(*slow, language), room - taken);
    const std::size_t bar = std::min(kMaxBarColumns, room - count_columns(text) - kBarFrameColumns);
    const auto all = static_cast<double>(std::max<std::uint64_t>(count_all(progress), 1));
    const double share = std::min(static_cast<double>(count_finished(progress)) / all, 1.0);
    const auto full = static_cast<std::size_t>(static_cast<double>(bar) * share);
    return "[" + std::string(full, '#') + std::string(bar - full, '.') + "] " + text;
  }
  for (const std::string& shorter : {text, parts.counts + parts.time, parts.counts})
    if (count_columns(shorter) <= room) return shorter;
  return take_first_columns(parts.counts, room);
}

std::string format_examination_line(const InputScanProgress& scan, std::size_t columns,
                                    Language language) {
  const std::size_t room = columns - std::min<std::size_t>(columns, 1);
  const std::string counts =
      format_count(pick(language, "xem tệp ", "looking at file "), scan.files, scan.files_all);
  std::string file;
  if (scan.bytes_all > 0) {
    constexpr double kPercentPerWhole = 100;
    const double share = static_cast<double>(std::min(scan.bytes, scan.bytes_all)) /
                         static_cast<double>(scan.bytes_all);
    const auto percent = static_cast<std::uint64_t>(share * kPercentPerWhole);
    file = fit_to_columns(
        {": ", text::make_printable(scan.file), " " + std::to_string(percent) + " %"},
        room - std::min(room, count_columns(counts)));
  }
  return take_first_columns(counts, room) + file;
}

std::string format_copy_line(const pipeline::CopyProgress& progress, double elapsed_seconds,
                             std::size_t columns, Language language) {
  constexpr double kMinSeconds = 1, kPercentPerWhole = 100;
  const std::size_t room = columns - std::min<std::size_t>(columns, 1);
  const std::string counts =
      format_count(pick(language, "tệp ", "file "), progress.files, progress.files_all);
  const double share =
      std::min(static_cast<double>(progress.bytes) /
                   static_cast<double>(std::max<std::uint64_t>(progress.bytes_all, 1)),
               1.0);
  std::string rest =
      ", " + std::to_string(static_cast<std::uint64_t>(share * kPercentPerWhole)) + " %";
  if (share > 0 && elapsed_seconds >= kMinSeconds)
    rest += pick(language, ", còn ", ", left ") +
            format_duration(elapsed_seconds * (1 - share) / share);
  return count_columns(counts + rest) <= room ? counts + rest : take_first_columns(counts, room);
}

ProgressDisplay::ProgressDisplay(Language language)
    : language_(language), redraws_(can_redraw(STDERR_FILENO)) {}

void ProgressDisplay::show(const InputScanProgress& scan) {
  constexpr std::chrono::seconds kSilentTime{1};
  if (Clock::now() - begun_ < kSilentTime || !is_due(false)) return;
  put(format_examination_line(scan, redraws_ ? terminal_columns(STDERR_FILENO) : kUnlimitedColumns,
                              language_));
}

void ProgressDisplay::show(const pipeline::CopyProgress& progress) {
  constexpr std::chrono::seconds kSilentTime{1};
  const auto elapsed = Clock::now() - begun_;
  if (elapsed < kSilentTime || !is_due(false)) return;
  put(format_copy_line(progress, std::chrono::duration<double>(elapsed).count(),
                       redraws_ ? terminal_columns(STDERR_FILENO) : kUnlimitedColumns, language_));
}

void ProgressDisplay::show(const RunProgress& progress) {
  if (!progress_) begun_ = Clock::now();
  progress_ = progress;
  draw(count_finished(progress) >= count_all(progress) && count_all(progress) > 0);
}

void ProgressDisplay::show(const WorkInProgress& longest) {
  slow_.reset();
  if (is_slow(longest)) slow_ = longest;
  draw(false);
}

// Limits the output rate. A finished state is drawn at once on a terminal, so that the full bar is
// visible; in a log the summary follows at once.
bool ProgressDisplay::is_due(bool at_once) const {
  const auto since = Clock::now() - shown_;
  return redraws_ ? since >= kBarInterval || at_once || !open_ : since >= kLineInterval;
}

void ProgressDisplay::draw(bool at_once) {
  if (!is_due(at_once) || !progress_ || count_all(*progress_) == 0) return;
  const double elapsed_seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
  redraws_ ? put(format_progress_bar(*progress_, slow_, elapsed_seconds,
                                     terminal_columns(STDERR_FILENO), language_))
           : put(format_progress_line(*progress_, slow_, elapsed_seconds, language_));
}

void ProgressDisplay::put(const std::string& line) {
  shown_ = Clock::now();
  open_ = redraws_;
  std::fputs((redraws_ ? "\r" + line + "\033[K" : line + "\n").c_str(), stderr);
}

void ProgressDisplay::end() {
  if (!open_) return;
  draw(true);
  std::fputc('\n', stderr);
  open_ = false;
}

}  // namespace codau::app
