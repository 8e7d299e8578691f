// review/queue/answer.h — what the page asks, and what it is answered: JSON in and out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::review {

/// What was asked for, by name; decoded.
using Asked = std::map<std::string, std::string, std::less<>>;
/// What is asked for by this name; empty for nothing.
[[nodiscard]] std::string at(const Asked& asked, std::string_view key);
/// A number of a request; nothing for what is none.
[[nodiscard]] std::optional<std::int64_t> number_of(std::string_view digits);

/// An answer. `status` as HTTP has it: 200; 400 for what cannot be meant; 404 for a row
/// that is not there; 409 where it is not what the page believes.
struct Answer {
  int status = 200;
  std::string body;       ///< JSON; of what went wrong {"error": {"vi", "en"}}
  std::string file = {};  ///< of a table as CSV, its name; empty for JSON
};

[[nodiscard]] Answer refuse(int status, const Message& why);
[[nodiscard]] Answer no_such_row();
[[nodiscard]] Answer not_understood();
/// Of a value that is not what an action was based on.
[[nodiscard]] Message changed_by_others();

}  // namespace codau::review
