#include "app/progress.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "app/terminal.h"
#include "text/printable.h"

namespace codau::app {
namespace {

using pipeline::InWork;
using pipeline::Looking;
using pipeline::Progress;

constexpr std::size_t kBarWidth = 30, kLeastBar = 10, kFrame = 3;  // "[" and "] "
constexpr std::size_t kLeastName = 12, kAnyWidth = 4096;
constexpr double kSlow = 3;  // seconds
constexpr std::chrono::milliseconds kBarEvery{100};
constexpr std::chrono::seconds kLineEvery{10};

std::uint64_t finished_of(const Progress& p) {
  return p.pages_done + p.pages_reused + p.pages_rejected + p.texts_done + p.texts_reused;
}

std::uint64_t all_of(const Progress& p) { return p.pages_all + p.texts_all; }

std::string part(std::string name, std::uint64_t finished, std::uint64_t all) {
  return std::move(name) + std::to_string(std::min(finished, all)) + "/" + std::to_string(all);
}

/// The parts of a line; a part without a value is empty.
struct Parts {
  std::string counts, documents, time;
};

Parts parts_of(const Progress& p, double seconds, Language language) {
  Parts parts;
  if (p.pages_all > 0) {
    parts.counts = part(pick(language, "trang ", "page "),
                        p.pages_done + p.pages_reused + p.pages_rejected, p.pages_all);
    parts.documents = part(pick(language, ", văn bản ", ", document "), p.files_done, p.files_all);
  } else if (p.texts_all > 0) {
    parts.counts = part(pick(language, "tệp văn bản ", "text file "), p.texts_done + p.texts_reused,
                        p.texts_all);
  }
  if (const auto left = seconds_left(p, seconds))
    parts.time = pick(language, ", còn ", ", left ") + clock_text(*left);
  return parts;
}

/// The text before the file name, the name, and the text after.
struct SlowText {
  std::string before, name, after;
};

SlowText slow_text(const InWork& slow, Language language) {
  std::string after;
  if (slow.page) after = pick(language, " trang ", " page ") + std::to_string(*slow.page);
  return {pick(language, "; lâu nhất: ", "; slowest: "), text::printable(slow.file),
          after + " (" + clock_text(slow.seconds) + ")"};
}

/// Returns the text in at most `room` columns; empty if too little of the name would be left.
std::string fitted(const SlowText& slow, std::size_t room) {
  const std::size_t frame = columns_of(slow.before) + columns_of(slow.after);
  const std::size_t name = columns_of(slow.name);
  if (frame + name <= room) return slow.before + slow.name + slow.after;
  if (frame + kLeastName > room) return {};
  return slow.before + "…" + last_columns(slow.name, room - frame - 1) + slow.after;
}

}  // namespace

std::string clock_text(double seconds) {
  constexpr std::int64_t kMinute = 60, kHour = 3600;
  const auto all = static_cast<std::int64_t>(std::llround(std::max(seconds, 0.0)));
  const auto two = [](std::int64_t n) { return (n < 10 ? ":0" : ":") + std::to_string(n); };
  const std::string rest = two(all % kMinute);
  if (all < kHour) return std::to_string(all / kMinute) + rest;
  return std::to_string(all / kHour) + two(all % kHour / kMinute) + rest;
}

std::optional<double> seconds_left(const Progress& p, double seconds) {
  struct Kind {
    std::uint64_t worked, reused, all;
  };
  const std::array kinds{Kind{p.pages_done + p.pages_rejected, p.pages_reused, p.pages_all},
                         Kind{p.texts_done, p.texts_reused, p.texts_all}};
  for (const Kind& kind : kinds) {
    const std::uint64_t finished = std::min(kind.worked + kind.reused, kind.all);
    if (finished == kind.all) continue;
    if (kind.worked == 0) return std::nullopt;
    return seconds / static_cast<double>(kind.worked) * static_cast<double>(kind.all - finished);
  }
  return std::nullopt;
}

bool is_slow(const InWork& longest) { return longest.seconds >= kSlow; }

std::string progress_line(const Progress& progress, const std::optional<InWork>& slow,
                          double seconds, Language language) {
  const Parts parts = parts_of(progress, seconds, language);
  std::string line = parts.counts + parts.documents + parts.time;
  if (!slow) return line;
  const SlowText text = slow_text(*slow, language);
  return line + text.before + text.name + text.after;
}

std::string progress_bar(const Progress& progress, const std::optional<InWork>& slow,
                         double seconds, std::size_t columns, Language language) {
  const std::size_t room = columns - std::min<std::size_t>(columns, 1);  // the last one would wrap
  const Parts parts = parts_of(progress, seconds, language);
  std::string text = parts.counts + parts.documents + parts.time;
  const std::size_t least = kFrame + kLeastBar;
  if (const std::size_t taken = columns_of(text) + least; taken <= room) {
    if (slow) text += fitted(slow_text(*slow, language), room - taken);
    const std::size_t bar = std::min(kBarWidth, room - columns_of(text) - kFrame);
    const auto all = static_cast<double>(std::max<std::uint64_t>(all_of(progress), 1));
    const double share = std::min(static_cast<double>(finished_of(progress)) / all, 1.0);
    const auto full = static_cast<std::size_t>(static_cast<double>(bar) * share);
    return "[" + std::string(full, '#') + std::string(bar - full, '.') + "] " + text;
  }
  for (const std::string& shorter : {text, parts.counts + parts.time, parts.counts})
    if (columns_of(shorter) <= room) return shorter;
  return first_columns(parts.counts, room);
}

std::string looking_line(const Looking& looking, std::size_t columns, Language language) {
  const std::size_t room = columns - std::min<std::size_t>(columns, 1);
  const std::string counts =
      part(pick(language, "xem tệp ", "looking at file "), looking.files, looking.files_all);
  std::string file;
  if (looking.bytes_all > 0) {
    constexpr double kHundred = 100;
    const double share = static_cast<double>(std::min(looking.bytes, looking.bytes_all)) /
                         static_cast<double>(looking.bytes_all);
    const auto percent = static_cast<std::uint64_t>(share * kHundred);
    file = fitted({": ", text::printable(looking.file), " " + std::to_string(percent) + " %"},
                  room - std::min(room, columns_of(counts)));
  }
  return first_columns(counts, room) + file;
}

ProgressLine::ProgressLine(Language language)
    : language_(language), redraws_(can_redraw(STDERR_FILENO)) {}

void ProgressLine::show(const Looking& looking) {
  constexpr std::chrono::seconds kLong{1};
  if (Clock::now() - begun_ < kLong || !is_due(false)) return;
  put(looking_line(looking, redraws_ ? width_of(STDERR_FILENO) : kAnyWidth, language_));
}

void ProgressLine::show(const Progress& progress) {
  if (!progress_) begun_ = Clock::now();
  progress_ = progress;
  draw(finished_of(progress) >= all_of(progress) && all_of(progress) > 0);
}

void ProgressLine::show(const InWork& longest) {
  slow_.reset();
  if (is_slow(longest)) slow_ = longest;
  draw(false);
}

// Limits the output rate. A finished state is drawn at once on a terminal, so that the full bar is
// visible; in a log the summary follows at once.
bool ProgressLine::is_due(bool at_once) const {
  const auto since = Clock::now() - shown_;
  return redraws_ ? since >= kBarEvery || at_once || !open_ : since >= kLineEvery;
}

void ProgressLine::draw(bool at_once) {
  if (!is_due(at_once) || !progress_ || all_of(*progress_) == 0) return;
  const double seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
  redraws_ ? put(progress_bar(*progress_, slow_, seconds, width_of(STDERR_FILENO), language_))
           : put(progress_line(*progress_, slow_, seconds, language_));
}

void ProgressLine::put(const std::string& line) {
  shown_ = Clock::now();
  open_ = redraws_;
  std::fputs((redraws_ ? "\r" + line + "\033[K" : line + "\n").c_str(), stderr);
}

void ProgressLine::end() {
  if (!open_) return;
  draw(true);
  std::fputc('\n', stderr);
  open_ = false;
}

}  // namespace codau::app
