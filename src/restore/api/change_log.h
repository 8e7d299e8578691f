// restore/api/change_log.h — the change log as JSON Lines, and the way back from it.
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

/// A change with places in the whole text, which may be over 4 GiB: the ranges of `change` begin at
/// 0 and count from `offset_in` and `offset_out`.
struct LoggedChange {
  std::uint64_t offset_in = 0;
  std::uint64_t offset_out = 0;
  Change change;
  bool operator==(const LoggedChange&) const;
};

/// One line without the line feed: start, end, out_start, out_end (bytes), before (or before_hex
/// where the bytes are not UTF-8), after, rule, source, confidence (4 decimals), runner_up.
/// `offset_in` and `offset_out` are added to the ranges of `change`.
[[nodiscard]] std::string to_jsonl(const Change& change, std::uint64_t offset_in,
                                   std::uint64_t offset_out);

/// Throws Error{kInput} with `place` when `line` is not such a line.
/// Law: parse_change(to_jsonl(c, a, b)) is c at a and b, but for decimals of the confidence.
[[nodiscard]] LoggedChange parse_change(std::string_view line,
                                        const Message& place = Message("nhật ký thay đổi",
                                                                       "change log"));

/// Whether a change log that codau wrote may have such a line.
[[nodiscard]] bool is_change(std::string_view line);

/// Gives the lines of a change log in order, nullopt behind the last.
using NextLine = std::function<std::optional<std::string>()>;

/// Writes the text as it was before the logged changes, in bounded memory.
/// Throws Error{kInput} with `log_name` and the line when the log does not fit the text; what comes
/// before that line is written already.
/// Law: undoing what restore_stream made gives its input byte for byte.
void undo_stream(const NextLine& next_line, const ReadBytes& read_output, const WriteBytes& write,
                 const std::string& log_name = "change log");

}  // namespace codau::restore
