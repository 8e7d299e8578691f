// app/command_line_help.h — help and error messages of the command line in the user's language.
// CLI11, the library that parses the command line, has only English messages.
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

/// Sets labels, groups and layout of the help of `app`. Commands inherit them: call this before
/// adding commands.
void set_help_language(CLI::App& app, Language language);

/// Makes parsing accept only a whole number from `min` to `max`; help shows "N (1–1024)".
void accept_number(CLI::Option& option, std::uint64_t min, std::uint64_t max, Language language);
/// Makes parsing accept only a number from 0 to 1; help shows "P (0–1)".
void accept_fraction(CLI::Option& option, Language language);
/// Makes parsing accept only one of `words`; help shows "{csv,xlsx}". If the option has a
/// delimiter, each part is checked. Values for which `is_other` returns true are accepted, too.
void accept_one_of(CLI::Option& option, std::vector<std::string> words, Language language,
                   const std::function<bool(const std::string&)>& is_other = {});

/// Makes parsing refuse empty values of all named options of `app`, but not of positional
/// arguments. So a script with an unset variable fails, and does not run as if the option were
/// absent. Call this after the options are added.
void refuse_empty_values(CLI::App& app, Language language);

/// Returns the word of `known` with the least edit distance to `given`; among equals, the first. An
/// edit inserts, deletes or replaces a byte, or swaps two neighbours. A word is too far away with
/// more than two edits, or with edits for half of the bytes of the longer of both words. Returns an
/// empty string if all words are too far away.
[[nodiscard]] std::string find_nearest_word(std::string_view given,
                                            const std::vector<std::string>& known);

/// Returns the message for a command line that app.parse() refused with `error`. Names one
/// argument, and suggests the nearest known word if one is near. The message of a failed check is
/// returned as it is: in `language` from the functions above, in English from a check of CLI11
/// itself.
[[nodiscard]] std::string describe_parse_error(const CLI::App& app, const CLI::ParseError& error,
                                               Language language);

}  // namespace codau::app
