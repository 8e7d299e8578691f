// app/search_command.h — `codau search`: finds the pages of an output (a folder that `codau run`
// wrote) that contain all given words, and prints the matching lines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau search`, with their defaults. Parsing refuses a value outside the list or
/// range that a comment states; run() checks the rest.
struct SearchCommand {
  std::string out;  ///< folder of the output; required
  /// At least one word, with or without diacritics. Quotation marks make a phrase: "một cửa". An
  /// asterisk stands for any end of a word: hồ*.
  std::vector<std::string> words;
  std::uint32_t limit = 20;     ///< --limit: maximum number of lines, 1 to 1,000,000
  std::string format = "text";  ///< --format: "text", or "jsonl": one JSON object for each line
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, SearchCommand& command, Language language);

/// Prints at most three matching lines of each page to standard output, the best page first.
/// Returns 0, even without a match. Throws:
/// 1. Error{kUsage}: `words` have no letter or digit.
/// 2. Error{kNothingRead}: `out` has no codau.db that can be read, or codau.db is of an older
///    version.
/// 3. Error{kOutput}: codau.db is damaged, codau.db is newer than this codau, or standard output
///    cannot be written.
/// 4. io::BrokenPipe: the reader of standard output has gone.
[[nodiscard]] int run(const SearchCommand& command, Language language);

}  // namespace codau::app
