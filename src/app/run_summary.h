// app/run_summary.h — summarises a run: a table of results, and the next steps.
#pragma once

#include <cstddef>
#include <string>

#include "app/language.h"
#include "pipeline/inputs/run_hooks.h"

namespace codau::app {

/// The terminal on which the table is shown.
struct TerminalStyle {
  std::size_t columns = 80;
  bool colours = false;  ///< for numbers that need attention
};

/// Returns lines of a name, a number and a note, in aligned columns if the terminal is wide enough.
/// Next steps follow, each with its command; a command is never broken over lines. `out`: as the
/// user named it. Empty if the run and its output have no document and nothing was rejected.
[[nodiscard]] std::string format_run_summary(const pipeline::RunSummary& summary,
                                             const std::string& out, const TerminalStyle& place,
                                             Language language);

}  // namespace codau::app
