// restore/api/json_lines.h — a restored text as JSON Lines: an object for each line of the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "restore/api/stream.h"

namespace codau::restore {

/// Takes the windows of restore/api/stream.h in order. Keys of an object: line (from 1), text (or
/// text_hex where the bytes are not UTF-8), line_feed (whether one is in line_end), line_end (LF,
/// CR LF, CR, or nothing), and the lists changes (restore/api/change_log.h), doubts and tokens (a
/// `kind`: word, lost_word, code, mark or number). A line longer than 1 MiB is given in several
/// objects with the same number. Law: the texts, each with its `line_end` behind it, are the
/// restored text.
class JsonLines {
 public:
  explicit JsonLines(WriteBytes write) : write_(std::move(write)) {}
  void take(std::string_view input, const Restored& window, std::uint64_t offset_in,
            std::uint64_t offset_out);
  /// After the last window.
  void end();

 private:
  void flush(std::string_view line_end);

  WriteBytes write_;
  std::string text_, changes_, doubts_, tokens_;
  std::uint64_t number_ = 1;
};

}  // namespace codau::restore
