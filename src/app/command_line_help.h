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

/// Sets labels, groups and layout of the help of `app`. Call this before adding commands: only
/// commands that are added later inherit them.
void set_help_language(CLI::App& app, Language language);

/// Makes parsing accept only whole numbers from `min` to `max` as values of `option`. Help shows
/// "N (1–1024)".
void accept_number(CLI::Option& option, std::uint64_t min, std::uint64_t max, Language language);
/// Makes parsing accept only numbers from 0 to 1 as values of `option`. Help shows "P (0–1)".
void accept_fraction(CLI::Option& option, Language language);
/// Makes parsing accept only `words` as values of `option`, and values for which `is_also_valid`
/// returns true. Help shows the words: "{csv,xlsx}". If the option has a delimiter (CLI11), each
/// part of a value is checked.
void accept_one_of(CLI::Option& option, std::vector<std::string> words, Language language,
                   const std::function<bool(const std::string&)>& is_also_valid = {});

/// Makes parsing refuse empty values of all named options of `app`, but not of positional
/// arguments. Reason: a script with an unset variable must fail, instead of running as if the
/// option were absent. Call this after the options are added.
void refuse_empty_values(CLI::App& app, Language language);

/// Returns the word of `known` with the least edit distance to `given`; among equals, the first. An
/// edit inserts, deletes or replaces a byte, or swaps two adjacent bytes. Returns an empty string
/// if every word of `known` is too far away:
/// 1. the distance exceeds two edits; or
/// 2. the distance is at least half the number of bytes of the longer of the two words.
[[nodiscard]] std::string find_nearest_word(std::string_view given,
                                            const std::vector<std::string>& known);

/// Returns the message for `error`, which app.parse() threw for a wrong command line. `app` has all
/// commands and options. The message names one wrong argument, and suggests the result of
/// find_nearest_word() if there is one. The message of a failed check is returned as it is: in
/// `language` from the functions above, in English from a check of CLI11 itself.
[[nodiscard]] std::string describe_parse_error(const CLI::App& app, const CLI::ParseError& error,
                                               Language language);

}  // namespace codau::app
