// app/run_summary.h — the end of a run: what came of it as a table, and what to do next.
#pragma once

#include <cstddef>
#include <string>

#include "app/language.h"
#include "pipeline/inputs/run_hooks.h"

namespace codau::app {

/// Where the table is shown.
struct Place {
  std::size_t columns = 80;
  bool colours = false;  ///< of the numbers that ask for somebody
};

/// Lines of a name, a number and what there is to say of it, in columns where there is room for
/// them; then each thing to do with its command, which is never broken over lines. `out`: as the
/// user named it. Empty where nothing was read and nothing refused.
[[nodiscard]] std::string summary_table(const pipeline::Summary& summary, const std::string& out,
                                        const Place& place, Language language);

}  // namespace codau::app
