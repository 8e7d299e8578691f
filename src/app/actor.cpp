#include "app/actor.h"

#include <pwd.h>
#include <unistd.h>

#include "core/error.h"
#include "core/message.h"
#include "record/schema/row.h"
#include "text/unicode.h"

namespace codau::app {
namespace {

std::string login_name() {
  const passwd* const entry = ::getpwuid(::geteuid());
  return entry == nullptr ? "uid " + std::to_string(::geteuid()) : std::string(entry->pw_name);
}

}  // namespace

std::string resolve_actor(const std::string& given) {
  constexpr std::size_t kMaxActorBytes = 200;
  const std::string name = given.empty() ? login_name() : given;
  const bool is_blank = name.find_first_not_of(" \t\n") == std::string::npos;
  if (is_blank || name.size() > kMaxActorBytes || !text::is_utf8(name) ||
      record::has_controls(name) || name.find_first_of("\t\n") != std::string::npos) {
    throw Error(ErrorCode::kUsage, both("--actor: phải là một tên, dài nhất 200 byte",
                                        "--actor: expected a name of at most 200 bytes"));
  }
  return text::to_nfc(name);
}

}  // namespace codau::app
