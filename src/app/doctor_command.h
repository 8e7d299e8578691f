// app/doctor_command.h — codau doctor: what is there, what is missing, and what mends it.
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

/// The exit code of what is worst (core/error.h). Throws Error.
[[nodiscard]] int run(const DoctorCommand& command, Language language);

}  // namespace codau::app
