// restore/api/json_lines.h — writes a restored text as JSON Lines, one object for each line of
// text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "restore/api/stream.h"

namespace codau::restore {

/// Takes the windows of restore/api/stream.h in order. An object has these keys (lists may be
/// empty):
/// 1. line: the number of the line, from 1.
/// 2. text (text_hex if the bytes are not UTF-8).
/// 3. line_feed: whether line_end contains a line feed.
/// 4. line_end: LF, CR LF, CR or nothing.
/// 5. changes: as in restore/api/change_log.h.
/// 6. doubts: out_start, out_end, confidence, runner_up.
/// 7. tokens: their start, end, out_start, out_end, before, after, kind, confidence, alternatives.
///    The kinds are word, lost_word, code, mark and number.
/// All places are bytes of the whole input or output. A line longer than 1 MiB may take several
/// objects with the same number.
/// Law: the texts, each followed by its `line_end`, are the restored text.
class JsonLinesWriter {
 public:
  explicit JsonLinesWriter(WriteBytes write) : write_(std::move(write)) {}
  /// Writes the complete lines of a window. `input`: its bytes before restoration. Offsets are
  /// bytes before the window in the whole input and in the whole output.
  void write_window(std::string_view input, const Restoration& window, std::uint64_t offset_in,
                    std::uint64_t offset_out);
  /// Writes the last line if it has no line end, or if text was removed after the last line end.
  /// Call it after the last window.
  void finish();

 private:
  void flush(std::string_view line_end);

  WriteBytes write_;
  std::string text_, changes_, doubts_, tokens_;
  std::uint64_t number_ = 1;
};

}  // namespace codau::restore
