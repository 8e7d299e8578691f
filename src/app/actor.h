// app/actor.h — finds the name under which the edits of a person are stored.
#pragma once

#include <string>

namespace codau::app {

/// Returns the name of the person who edits, as UTF-8 in NFC. The name is `given` (the value of
/// option --actor), or the login name if `given` is empty. A user without a login name is called
/// "uid " and the user number, such as "uid 1000". Throws Error{kUsage} if the name is blank,
/// longer than 200 bytes, not UTF-8, or has control characters.
[[nodiscard]] std::string resolve_actor(const std::string& given);

}  // namespace codau::app
