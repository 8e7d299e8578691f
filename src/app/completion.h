// app/completion.h — what a shell offers behind `codau`, made from the options themselves.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace codau::app {

/// A script for "bash", "zsh" or "fish": commands, options of each with what they say of
/// themselves, and the words that an option takes; else names of files.
[[nodiscard]] std::string completion(const CLI::App& app, std::string_view shell);

}  // namespace codau::app
