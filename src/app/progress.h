// app/progress.h — how far a run is, on standard error: a bar on a terminal, else now and then a
// line.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "app/language.h"
#include "pipeline/inputs/run_hooks.h"

namespace codau::app {

/// "0:42", "12:05", "3:07:00".
[[nodiscard]] std::string clock_text(double seconds);

/// How long what is left will take, if it goes on as since the start, `seconds` ago: pages, which
/// take the longest, as long as some are left, else texts. Nothing while none of them was read.
[[nodiscard]] std::optional<double> seconds_left(const pipeline::Progress& progress,
                                                 double seconds);

/// What has been in work longest, once that is long enough to wonder. Its file without what
/// steers a terminal.
[[nodiscard]] bool is_slow(const pipeline::InWork& longest);

/// "trang 3/10, văn bản 1/4, còn 1:05; lâu nhất: a.pdf trang 3 (0:12)", of texts alone "tệp văn bản
/// 5/20, …". What there is none of is left out. `seconds` since the start.
[[nodiscard]] std::string progress_line(const pipeline::Progress& progress,
                                        const std::optional<pipeline::InWork>& slow, double seconds,
                                        Language language);
/// The same with a bar before it. Where there is not enough room, the name of the file loses its
/// beginning; what is slow, the bar, documents and the time go, in this order. The result takes
/// fewer columns than `columns`, so that it never wraps.
[[nodiscard]] std::string progress_bar(const pipeline::Progress& progress,
                                       const std::optional<pipeline::InWork>& slow, double seconds,
                                       std::size_t columns, Language language);

/// "xem tệp 12/340: a.pdf 35 %", while inputs are looked at, in fewer columns than `columns`: the
/// name loses its beginning.
[[nodiscard]] std::string looking_line(const pipeline::Looking& looking, std::size_t columns,
                                       Language language);

class ProgressLine {
 public:
  explicit ProgressLine(Language language);
  /// Only where it takes long.
  void show(const pipeline::Looking& looking);
  void show(const pipeline::Progress& progress);
  void show(const pipeline::InWork& longest);
  /// Ends a bar, so that a message can follow on a line of its own.
  void end();

 private:
  using Clock = std::chrono::steady_clock;
  void draw(bool at_once);
  [[nodiscard]] bool is_due(bool at_once) const;
  void put(const std::string& line);

  Language language_;
  bool redraws_;
  bool open_ = false;  // a bar stands on the line
  std::optional<pipeline::Progress> progress_;
  std::optional<pipeline::InWork> slow_;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point shown_ = Clock::now();
};

}  // namespace codau::app
