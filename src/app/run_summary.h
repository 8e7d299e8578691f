// app/run_summary.h — formats the summary of a run: a table of results, and the next steps.
#pragma once

#include <cstddef>
#include <string>

#include "core/language.h"
#include "pipeline/inputs/run_hooks.h"

namespace codau::app {

/// The properties of the terminal that shows the table.
struct TerminalStyle {
  std::size_t columns = 80;  ///< width of the terminal
  bool colours = false;      ///< colour the numbers that need attention, by escape sequences
};

/// Returns the text for people at the end of a run, with a line feed after each line:
/// 1. A table. Each line has a name ("Pages"), a number, and a note if there is more to say. The
///    numbers are aligned if the terminal is wide enough.
/// 2. "Next:" and a command for each next step. A command is never broken over lines.
/// `out`: the output folder, as the user named it. Returns an empty text if the output has no
/// document, the run read none, and the run rejected nothing.
[[nodiscard]] std::string format_run_summary(const pipeline::RunSummary& summary,
                                             const std::string& out, const TerminalStyle& style,
                                             Language language);

}  // namespace codau::app
