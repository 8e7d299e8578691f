// app/actor.h — finds the name of the person who edits. Each edit is stored with this name.
#pragma once

#include <string>

namespace codau::app {

/// Returns the name of the person who edits, as UTF-8 in NFC. The name is `given` (the value of
/// option --actor), or the login name of the effective user if `given` is empty. A user without a
/// login name gets "uid " and the user number: "uid 1000". Throws Error{kUsage} if the name:
/// 1. has only white space;
/// 2. is longer than 200 bytes;
/// 3. is not UTF-8;
/// 4. has a control character, a tab or a line feed.
[[nodiscard]] std::string resolve_actor(const std::string& given);

}  // namespace codau::app
