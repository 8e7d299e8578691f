#include "app/progress.h"

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <string>

namespace codau::app {
namespace {

constexpr std::size_t kBarWidth = 30;
constexpr std::chrono::milliseconds kBarEvery{100};
constexpr std::chrono::seconds kLineEvery{10};

std::string minutes(std::int64_t seconds) {
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + (rest.size() < 2 ? ":0" : ":") + rest;
}

}  // namespace

ProgressLine::ProgressLine(Language language)
    : language_(language), terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(const pipeline::Progress& pages) {
  const std::uint64_t finished = pages.pages_done + pages.pages_reused + pages.pages_rejected;
  const std::uint64_t worked = pages.pages_done + pages.pages_rejected;
  const auto now = Clock::now();
  if (now - shown_ < (terminal_ ? kBarEvery : kLineEvery) && finished < pages.pages_all) return;
  if (!terminal_ && now - shown_ < kLineEvery) return;  // the summary follows at once
  shown_ = now;
  std::string line = pick(language_, "trang ", "page ") + std::to_string(finished) + "/" +
                     std::to_string(pages.pages_all);
  if (worked > 0) {
    const double each =
        std::chrono::duration<double>(now - begun_).count() / static_cast<double>(worked);
    const auto left =
        static_cast<std::int64_t>(each * static_cast<double>(pages.pages_all - finished));
    line += pick(language_, ", còn ", ", left ") + minutes(left);
  }
  if (terminal_) {
    const std::size_t full = kBarWidth * finished / std::max<std::uint64_t>(pages.pages_all, 1);
    line = "\r[" + std::string(full, '#') + std::string(kBarWidth - full, '.') + "] " + line +
           "\033[K";
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
