// app/command_line_help.h — help and error messages of the command line in the user's language.
// CLI11 has only English messages; none of them is shown.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
class Option;
class ParseError;
}  // namespace CLI

namespace codau::app {

/// Sets labels, groups and layout of the help of `app` and of the commands added later.
void set_help_language(CLI::App& app, Language language);

/// Accepts a whole number from `min` to `max`; help shows "SỐ (1–1024)".
void accept_number(CLI::Option& option, std::uint64_t min, std::uint64_t max, Language language);
/// Accepts a number from 0 to 1; help shows the range.
void accept_fraction(CLI::Option& option, Language language);
/// Accepts one of `words`; help shows "{csv,xlsx}". If the option has a delimiter, each part is
/// checked. Values for which `is_other` returns true are accepted, too.
void accept_one_of(CLI::Option& option, std::vector<std::string> words, Language language,
                   const std::function<bool(const std::string&)>& is_other = {});

/// Forbids empty values for all options of `app`. A script with an unset variable then fails. It
/// does not run as if the option were absent.
void refuse_empty_values(CLI::App& app, Language language);

/// Returns the word of `known` with the least edit distance to `given`; among equals, the first. An
/// edit inserts, deletes or replaces a letter, or swaps two neighbours. Returns an empty string if
/// every word needs more than two edits, or edits for half of its letters or more. The letters of
/// the longer word count.
[[nodiscard]] std::string find_nearest_word(std::string_view given,
                                            const std::vector<std::string>& known);

/// Returns the message for a line that `app` could not parse: names one argument and suggests a
/// correction.
[[nodiscard]] std::string describe_parse_error(const CLI::App& app, const CLI::ParseError& error,
                                               Language language);

}  // namespace codau::app
