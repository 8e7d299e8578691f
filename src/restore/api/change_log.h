// restore/api/change_log.h — writes the change log as JSON Lines, reads it, and undoes it.
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
  std::uint64_t offset_in = 0;   ///< byte of the input at which change.in begins
  std::uint64_t offset_out = 0;  ///< byte of the output at which change.out begins
  Change change;                 ///< its ranges begin at 0
  /// Ignores differences of the confidence below 0.0001.
  bool operator==(const LoggedChange&) const;
};

/// Returns the line of a change in the log, without the line feed. Offsets are bytes before
/// the window of `change` in the whole input and in the whole output. The keys, in order:
/// 1. start, end (bytes of the input), out_start, out_end (bytes of the output).
/// 2. before (before_hex if its bytes are not UTF-8), after.
/// 3. rule, source, confidence (4 decimals), runner_up.
[[nodiscard]] std::string to_jsonl(const Change& change, std::uint64_t offset_in,
                                   std::uint64_t offset_out);

/// Returns the change of a line that to_jsonl() wrote. Throws Error{kInput} for any other line.
/// `place` names the line in the message.
/// Law: parse_change(to_jsonl(c, a, b)) is c at a and b, except for the decimals of the confidence.
[[nodiscard]] LoggedChange parse_change(std::string_view line,
                                        const Message& place = Message("nhật ký thay đổi",
                                                                       "change log"));

/// Returns true if `line` is a JSON object with the required keys of a logged change.
[[nodiscard]] bool may_be_change(std::string_view line);

/// Returns the lines of a change log in order, and nullopt after the last line.
using NextLine = std::function<std::optional<std::string>()>;

/// Writes the text as it was before the logged changes, in bounded memory. `read_output` reads the
/// restored text. Empty lines of the log are skipped. Throws Error{kInput} with `log_name` and the
/// number of the line if the log does not fit the text. The text before that change is already
/// written then.
/// Law: undoing the output of restore_stream gives its input byte for byte.
void undo_stream(const NextLine& next_line, const ReadBytes& read_output, const WriteBytes& write,
                 const std::string& log_name = "change log");

}  // namespace codau::restore
