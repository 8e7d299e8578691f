// restore/api/change_log.h — writes, reads and undoes the log of the changes that a restoration
// made, as JSON Lines. The input is the text before restoration; the output is the restored text. A
// long text is restored in parts, called windows (stream.h).
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

/// A change that was read from a log. Positions have 64 bits, because a text may exceed 4 GiB.
struct LoggedChange {
  std::uint64_t begin_in = 0;   ///< byte of the whole input at which the change begins
  std::uint64_t begin_out = 0;  ///< byte of the whole output at which the change begins
  Change change;                ///< the change; its ranges have the right sizes, but begin at 0
  /// Returns true if all members are equal. Confidences are equal if they differ by less than
  /// 0.0001.
  bool operator==(const LoggedChange&) const;
};

/// Returns the log line of a change of one window, without the line feed. The window begins at byte
/// `offset_in` of the whole input and at byte `offset_out` of the whole output. The line is a JSON
/// object with these keys, in order:
/// 1. start, end: bytes of the whole input; out_start, out_end: bytes of the whole output;
/// 2. before, or before_hex if its bytes are not UTF-8 (two hexadecimal digits a byte); after;
/// 3. rule, source, confidence (at most four decimals), runner_up.
[[nodiscard]] std::string to_jsonl(const Change& change, std::uint64_t offset_in,
                                   std::uint64_t offset_out);

/// Returns the change of a line that to_jsonl() returned. Throws Error{kInput} if a key is missing
/// or has a wrong value, or if a range has another size than its text. The message begins with
/// `place`, the name of the log or of its line.
/// Law: parse_change(to_jsonl(c, a, b)) is c, with begin_in = a + c.in.begin and begin_out = b +
/// c.out.begin. Only the confidence may be rounded.
[[nodiscard]] LoggedChange parse_change(std::string_view line,
                                        const Message& place = Message("nhật ký thay đổi",
                                                                       "change log"));

/// Returns true if `line` may be a line of a change log. Such a line is a JSON object with the keys
/// start, end, out_start, out_end, after, rule and source. Only parse_change() checks the values,
/// and may throw Error for such a line.
[[nodiscard]] bool may_be_change(std::string_view line);

/// Returns the next line of a change log without its line feed, and nullopt after the last line.
using NextLine = std::function<std::optional<std::string>()>;

/// Undoes the changes of a log: passes the text before restoration to `write`. The memory that this
/// takes does not depend on the size of the text. `read_restored`: reads the restored text
/// (ReadBytes and WriteBytes are in stream.h). Empty lines of the log are skipped. Throws
/// Error{kInput} with `log_name` and the number of the line if a line:
/// 1. is no change;
/// 2. is out of order;
/// 3. does not fit the restored text.
/// If it throws, `write` has received at least the text up to the last good change.
/// Law: undoing the output of restore_stream() gives its input byte for byte.
void undo_stream(const NextLine& next_line, const ReadBytes& read_restored, const WriteBytes& write,
                 const std::string& log_name = "change log");

}  // namespace codau::restore
