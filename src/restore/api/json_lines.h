// restore/api/json_lines.h — writes a restored text as JSON Lines, one object for each line of
// text. A long text is restored in parts, called windows (stream.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "restore/api/stream.h"

namespace codau::restore {

/// Takes the windows of restore_stream() (stream.h) in order, and writes the objects of their
/// lines. An object has these keys:
/// 1. line: the number of the line, from 1. A line longer than 1 MiB may take several objects with
///    the same number.
/// 2. text: the restored line without its line end. If the line is not UTF-8, text_hex has two
///    hexadecimal digits for each byte instead.
/// 3. line_feed: true if `line_end`, the next key, is LF or CR LF.
/// 4. line_end: the characters LF, CR LF or CR. Empty if the object ends inside a line, or if the
///    text ends without a line end.
/// 5. changes: a list of objects, each as to_jsonl() of change_log.h returns it.
/// 6. doubts: the words of low confidence, a list of objects with out_start, out_end, confidence
///    (0 to 1), and runner_up (the next best reading, or empty).
/// 7. tokens: the words and numbers, a list that is empty unless RestoreOptions::list_tokens is
///    true. The objects of the list have start, end, out_start, out_end, before, after, kind,
///    confidence, alternatives (text, confidence). The keys before and after have the text of the
///    word before and after restoration. The kinds (WordKind in core/values.h) are word, lost_word,
///    code, mark and number.
/// The keys start and end are bytes of the whole text before restoration. The keys out_start and
/// out_end are bytes of the whole restored text.
/// Law: the texts of all objects, each followed by its `line_end`, are the restored text.
class JsonLinesWriter {
 public:
  /// `write` gets each object with a line feed.
  explicit JsonLinesWriter(WriteBytes write) : write_(std::move(write)) {}
  /// Writes the lines that end in the window; keeps the begun line for the next call. The arguments
  /// are those of TakeWindow (stream.h):
  /// 1. `input`, `restored`: the window before and after restoration;
  /// 2. `offset_in`, `offset_out`: the numbers of bytes before the window, in the whole text before
  ///    and after restoration.
  void write_window(std::string_view input, const Restoration& restored, std::uint64_t offset_in,
                    std::uint64_t offset_out);
  /// Writes the rest: a line without line end, and the changes that deleted text at the very end.
  /// Call it once, after the last window.
  void finish();

 private:
  void flush(std::string_view line_end);

  WriteBytes write_;
  std::string text_, changes_, doubts_, tokens_;
  std::uint64_t number_ = 1;
};

}  // namespace codau::restore
