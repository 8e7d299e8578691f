// app/command_line_help.h — makes the help and the error messages of the command line in two
// languages. CLI11, the library that parses the command line, has only English messages. In all
// functions, `language` is the language of the help and of the messages about refused values. To
// refuse a value means that parsing throws CLI::ValidationError.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"

namespace CLI {
class App;
class Option;
class ParseError;
}  // namespace CLI

namespace codau::app {

/// Sets the headings, labels and layout of the help of `app`, and the text of its option --help.
/// Call this before adding commands to `app`: only commands that are added later inherit these
/// settings.
void set_help_language(CLI::App& app, Language language);

/// Makes parsing refuse a value of `option` that is no whole number from `min` to `max`. Help shows
/// "N (1–1024)".
void accept_number(CLI::Option& option, std::uint64_t min, std::uint64_t max, Language language);
/// Makes parsing refuse a value of `option` that is no number from 0 to 1. Help shows "P (0–1)".
void accept_fraction(CLI::Option& option, Language language);
/// Makes parsing refuse a value of `option` that is not in `words`, unless `is_also_valid` is given
/// and returns true for the value. Help shows the words: "{csv,xlsx}". If the option has a
/// delimiter (a feature of CLI11), each part of a value is checked.
void accept_one_of(CLI::Option& option, std::vector<std::string> words, Language language,
                   const std::function<bool(const std::string&)>& is_also_valid = {});

/// Makes parsing refuse an empty value of the options of `app`. Positional arguments may be empty.
/// Reason: a script with an unset variable must fail, instead of running as if the option were
/// absent. Call this for each command, after its options are added. Commands inside `app` are not
/// affected.
void refuse_empty_values(CLI::App& app, Language language);

/// Returns the word of `known` that the user probably meant by `given`. This is the word with the
/// least edit distance; among equals, the first. An edit inserts, deletes or replaces a byte, or
/// swaps two adjacent bytes. Returns an empty string if no word meets both conditions:
/// 1. The distance is at most two edits.
/// 2. The distance is less than half the length of the longer of the two words, in bytes.
[[nodiscard]] std::string find_nearest_word(std::string_view given,
                                            const std::vector<std::string>& known);

/// Returns the message for `error`, which app.parse() threw.
/// 1. If a value was refused: the message of the check. Its language is the one that was passed to
///    the function that added the check. The checks that CLI11 provides have English messages.
/// 2. Otherwise: a message in `language`. It names one wrong or missing argument, or two options
///    that exclude each other. For an unknown command or option, the message suggests the result of
///    find_nearest_word(), if there is one.
[[nodiscard]] std::string describe_parse_error(const CLI::App& app, const CLI::ParseError& error,
                                               Language language);

}  // namespace codau::app
