// app/export_command.h — `codau export`: converts the records of an output to another form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The command line as it was given, before it is judged.
struct ExportCommand {
  std::string out, target, report = "text";
  bool include_unreviewed = false, provenance = false, nested = false, mirror = false, yes = false,
       force = false, quiet = false;
  std::optional<std::int64_t> since = {};
  /// The values of --to: one form, and at most one date, in any order. With the date, documents
  /// issued later are left out.
  std::vector<std::string> to;
  std::vector<std::string> documents, columns;
  std::string from, type, status, due_from, due_to, office, metadata, schemas;
  std::optional<std::string> organ = {};
};

void add_options(CLI::App& app, ExportCommand& command, Language language);

/// Returns 0, or 3 if rows were held back. Throws Error for everything else.
[[nodiscard]] int run(const ExportCommand& command, Language language);

}  // namespace codau::app
