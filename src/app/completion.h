// app/completion.h — generates shell completions for `codau` from the command-line options.
#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace codau::app {

/// Returns a completion script for `shell`: "bash", "zsh" or "fish". The script completes commands,
/// option names, and the words that an option accepts. Other values complete to file names. Only
/// zsh and fish show descriptions.
[[nodiscard]] std::string generate_completion(const CLI::App& app, std::string_view shell);

}  // namespace codau::app
