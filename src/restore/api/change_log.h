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

/// A change with its places in the whole text, which may exceed 4 GiB. The ranges of `change` begin
/// at 0; `offset_in` and `offset_out` say where they begin in the text.
struct LoggedChange {
  std::uint64_t offset_in = 0;
  std::uint64_t offset_out = 0;
  Change change;
  bool operator==(const LoggedChange&) const;
};

/// Returns one line without the line feed. `offset_in` and `offset_out` are added to the ranges of
/// `change`. Keys, in order:
/// 1. start, end, out_start, out_end: bytes.
/// 2. before (before_hex if its bytes are not UTF-8), after.
/// 3. rule, source, confidence (4 decimals), runner_up.
[[nodiscard]] std::string to_jsonl(const Change& change, std::uint64_t offset_in,
                                   std::uint64_t offset_out);

/// Returns the change of a line of to_jsonl(). Throws Error{kInput} with `place` if `line` is not
/// such a line.
/// Law: parse_change(to_jsonl(c, a, b)) is c at a and b, except for the decimals of the confidence.
[[nodiscard]] LoggedChange parse_change(std::string_view line,
                                        const Message& place = Message("nhật ký thay đổi",
                                                                       "change log"));

/// Returns true if `line` may be a line of a change log that codau wrote.
[[nodiscard]] bool may_be_change(std::string_view line);

/// Returns the lines of a change log in order, and nullopt after the last line.
using NextLine = std::function<std::optional<std::string>()>;

/// Writes the text as it was before the logged changes, in bounded memory.
/// Throws Error{kInput} with `log_name` and the line if the log does not fit the text. The text
/// before that line is already written then.
/// Law: undoing the output of restore_stream gives its input byte for byte.
void undo_stream(const NextLine& next_line, const ReadBytes& read_output, const WriteBytes& write,
                 const std::string& log_name = "change log");

}  // namespace codau::restore
