#include "app/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <utility>

#include "text/unicode.h"

namespace codau::app {
namespace {

constexpr std::size_t kBarWidth = 30, kLeastBar = 10, kUsualColumns = 80;
constexpr std::chrono::milliseconds kBarEvery{100};
constexpr std::chrono::seconds kLineEvery{10};

std::string minutes(std::int64_t seconds) {
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + (rest.size() < 2 ? ":0" : ":") + rest;
}

std::size_t columns() {
  winsize size{};
  const bool is_known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : kUsualColumns;
}

}  // namespace

std::string progress_text(const pipeline::Progress& progress, double seconds, Language language) {
  struct Kind {
    std::uint64_t worked, reused, all;
    std::string name;
  };
  std::string out;
  std::optional<std::int64_t> left;
  for (const Kind& kind :
       {Kind{progress.pages_done + progress.pages_rejected, progress.pages_reused,
             progress.pages_all, pick(language, "trang ", "page ")},
        Kind{progress.texts_done, progress.texts_reused, progress.texts_all,
             pick(language, "tệp văn bản ", "text file ")}}) {
    if (kind.all == 0) continue;
    const std::uint64_t finished = std::min(kind.worked + kind.reused, kind.all);
    out += (out.empty() ? "" : ", ") + kind.name + std::to_string(finished) + "/" +
           std::to_string(kind.all);
    if (left || kind.worked == 0) continue;  // pages take the longest
    left = static_cast<std::int64_t>(seconds / static_cast<double>(kind.worked) *
                                     static_cast<double>(kind.all - finished));
  }
  if (left) out += pick(language, ", còn ", ", left ") + minutes(*left);
  return out;
}

std::string progress_bar(std::string text, double share, std::size_t columns) {
  const std::size_t width = text::code_points(text);
  const std::size_t room = columns - std::min<std::size_t>(columns, 1);  // the last one would wrap
  constexpr std::size_t kFrame = 3;                                      // "[" and "] "
  if (width + kFrame + kLeastBar <= room) {
    const std::size_t bar = std::min(kBarWidth, room - width - kFrame);
    const auto full = static_cast<std::size_t>(static_cast<double>(bar) * std::min(share, 1.0));
    return "[" + std::string(full, '#') + std::string(bar - full, '.') + "] " + text;
  }
  std::size_t end = 0;
  for (std::size_t shown = 0; end < text.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (begins && shown++ == room) break;
  }
  text.resize(end);
  return text;
}

ProgressLine::ProgressLine(Language language)
    : language_(language), terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(const pipeline::Progress& pages) {
  const std::uint64_t all = pages.pages_all + pages.texts_all;
  const std::uint64_t finished = pages.pages_done + pages.pages_reused + pages.pages_rejected +
                                 pages.texts_done + pages.texts_reused;
  const auto now = Clock::now();
  if (now - shown_ < (terminal_ ? kBarEvery : kLineEvery) && finished < all) return;
  if (!terminal_ && now - shown_ < kLineEvery) return;  // the summary follows at once
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  std::string line = progress_text(pages, seconds, language_);
  if (terminal_) {
    const double share =
        static_cast<double>(finished) / static_cast<double>(std::max<std::uint64_t>(all, 1));
    line = "\r" + progress_bar(std::move(line), share, columns()) + "\033[K";
    open_ = true;
  } else {
    line += '\n';
  }
  std::fputs(line.c_str(), stderr);
}

void ProgressLine::end() {
  if (open_) std::fputc('\n', stderr);
  open_ = false;
}

}  // namespace codau::app
