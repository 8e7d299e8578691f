// app/usage.h — the command line in the user's language: its help, and what was wrong with it.
// CLI11 has English of its own; nothing of it is shown.
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

/// Labels, groups and layout of the help of `app` and of the commands that are added to it later.
void speak(CLI::App& app, Language language);

/// What an option takes, as help shows it and as it is checked: a whole number, shown "SỐ
/// (1–1024)",
void takes_number(CLI::Option& option, std::uint64_t least, std::uint64_t most, Language language);
/// a number from 0 to 1,
void takes_share(CLI::Option& option, Language language);
/// or one of some words, shown "{csv,xlsx}"; of each part where the option has a delimiter. What
/// `is_other` says yes to is taken too.
void takes_one_of(CLI::Option& option, std::vector<std::string> words, Language language,
                  const std::function<bool(const std::string&)>& is_other = {});

/// No option of `app` takes an empty value: what a script names by a variable that is not set is
/// never taken for an option that was not given.
void takes_no_empty_value(CLI::App& app, Language language);

/// Of `known` the one that `given` is likely a slip for, the first of equals; empty if there is
/// none. Two letters inserted, left out, wrong or swapped at the most, and fewer than half of the
/// word.
[[nodiscard]] std::string nearest(std::string_view given, const std::vector<std::string>& known);

/// What was wrong with the line that `app` could not parse: names one argument, and what it may
/// have been meant to be.
[[nodiscard]] std::string complaint(const CLI::App& app, const CLI::ParseError& error,
                                    Language language);

}  // namespace codau::app
