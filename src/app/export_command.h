// app/export_command.h — `codau export`: the records of an output into another form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The command line as it was given, before it is judged.
struct ExportCommand {
  std::string out, format, target, report = "text";
  bool include_unreviewed = false, provenance = false, nested = false, mirror = false,
       force = false, quiet = false;
  std::optional<std::int64_t> since = {};
};

void add_options(CLI::App& app, ExportCommand& command, Language language);

/// 0, or 3 when rows were kept back. Throws Error for everything else.
[[nodiscard]] int run(const ExportCommand& command, Language language);

}  // namespace codau::app
