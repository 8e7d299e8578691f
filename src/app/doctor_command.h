// app/doctor_command.h — `codau doctor`: checks the installation and an output, and names remedies.
#pragma once

#include <string>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

struct DoctorCommand {
  std::string out, models;
};

void add_options(CLI::App& app, DoctorCommand& command, Language language);

/// Returns the exit code of the first finding that has one (core/error.h), else 0. Throws Error.
[[nodiscard]] int run(const DoctorCommand& command, Language language);

}  // namespace codau::app
