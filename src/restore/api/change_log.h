// restore/api/change_log.h — writes the changes of a restoration as JSON Lines, reads this log, and
// undoes its changes. Long texts are restored in windows (stream.h).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/message.h"
#include "core/values.h"
#include "restore/api/stream.h"

namespace codau::restore {

/// A change with its places in the whole text, which may exceed 4 GiB.
struct LoggedChange {
  std::uint64_t offset_in = 0;   ///< byte of the whole input at which the change begins
  std::uint64_t offset_out = 0;  ///< byte of the whole output at which the change begins
  Change change;                 ///< its ranges `in` and `out` begin at 0
  /// Ignores differences of the confidence below 0.0001.
  bool operator==(const LoggedChange&) const;
};

/// Returns the line of a change in the log, without the line feed. The offsets are the bytes of the
/// whole input and of the whole output before the window of the change. The keys, in order:
/// 1. start, end: bytes of the whole input; out_start, out_end: bytes of the whole output;
/// 2. before, or before_hex if its bytes are not UTF-8 (two hexadecimal digits a byte); after;
/// 3. rule, source, confidence (at most four decimals), runner_up.
[[nodiscard]] std::string to_jsonl(const Change& change, std::uint64_t offset_in,
                                   std::uint64_t offset_out);

/// Returns the change of a line that to_jsonl() wrote. Throws Error{kInput} if a key is missing or
/// has a wrong value, or if a range does not fit its text. The message begins with `place`.
/// Law: parse_change(to_jsonl(c, a, b)) is c moved by a and b, except for decimals of the
/// confidence.
[[nodiscard]] LoggedChange parse_change(std::string_view line,
                                        const Message& place = Message("nhật ký thay đổi",
                                                                       "change log"));

/// Returns true if `line` is a JSON object with the keys start, end, out_start, out_end, after,
/// rule and source. It may still be no change for parse_change().
[[nodiscard]] bool may_be_change(std::string_view line);

/// Returns the next line of a change log, and nullopt after the last.
using NextLine = std::function<std::optional<std::string>()>;

/// Writes the text as it was before the logged changes, in bounded memory. `read_output` reads the
/// restored text. Empty lines of the log are skipped. Throws Error{kInput} with `log_name` and the
/// line number if a line is no change, out of order, or not of this text. The input before that
/// change is already written then.
/// Law: undoing the output of restore_stream() gives its input byte for byte.
void undo_stream(const NextLine& next_line, const ReadBytes& read_output, const WriteBytes& write,
                 const std::string& log_name = "change log");

}  // namespace codau::restore
