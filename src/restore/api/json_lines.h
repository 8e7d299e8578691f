// restore/api/json_lines.h — writes a restored text as JSON Lines, one object for each line of
// text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "restore/api/stream.h"

namespace codau::restore {

/// Takes the windows of restore_stream() (stream.h) in order. An object has these keys:
/// 1. line: the number of the line, from 1. A line longer than 1 MiB may take several objects with
///    the same number.
/// 2. text: the restored line; text_hex (two hexadecimal digits a byte) if it is not UTF-8.
/// 3. line_feed: true if line_end has a line feed.
/// 4. line_end: LF, CR LF, CR, or empty after a part of a line or the last line.
/// 5. changes: a list of objects as in change_log.h.
/// 6. doubts: a list of objects with out_start, out_end, confidence, runner_up.
/// 7. tokens: a list of objects with start, end, out_start, out_end, before, after, kind,
///    confidence, alternatives (text, confidence). The kinds are word, lost_word, code, mark and
///    number.
/// start and end are bytes of the whole input, out_start and out_end of the whole output.
/// Law: the texts, each followed by its `line_end`, are the restored text.
class JsonLinesWriter {
 public:
  /// `write` gets each object with a line feed.
  explicit JsonLinesWriter(WriteBytes write) : write_(std::move(write)) {}
  /// Writes the lines that end in a window; keeps the rest for the next one. The arguments are
  /// those of TakeWindow.
  void write_window(std::string_view input, const Restoration& window, std::uint64_t offset_in,
                    std::uint64_t offset_out);
  /// Ends the output after the last window: writes a last line without line end, and changes that
  /// removed the end of the text.
  void finish();

 private:
  void flush(std::string_view line_end);

  WriteBytes write_;
  std::string text_, changes_, doubts_, tokens_;
  std::uint64_t number_ = 1;
};

}  // namespace codau::restore
