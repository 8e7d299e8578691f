#include "app/completion.h"

#include <CLI/CLI.hpp>
#include <vector>

namespace codau::app {
namespace {

struct OptionInfo {
  std::string name, description;
  std::vector<std::string> words;  // accepted words
  bool has_value = false;
};

/// A positional argument of a command that accepts only some words.
struct ArgumentInfo {
  std::size_t place = 0;  // from 1
  std::vector<std::string> words;
};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// Returns the words in a type name such as "{csv,xlsx}"; empty for other type names.
std::vector<std::string> words_of(const std::string& shown) {
  std::vector<std::string> words;
  if (!shown.starts_with('{') || !shown.ends_with('}')) return words;
  for (std::size_t at = 1; at < shown.size();) {
    const std::size_t end = shown.find_first_of(",}", at);
    words.push_back(shown.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::vector<OptionInfo> list_option_infos(const CLI::App& app) {
  std::vector<OptionInfo> out;
  for (const CLI::Option* const option : app.get_options()) {
    if (option->get_group().empty()) continue;  // an old spelling
    for (const std::string& name : option->get_lnames()) {
      out.push_back({name, option->get_description(), words_of(option->get_type_name()),
                     option->get_items_expected_max() > 0});
    }
  }
  return out;
}

std::vector<ArgumentInfo> list_arguments(const CLI::App& app) {
  std::vector<ArgumentInfo> out;
  std::size_t place = 0;
  for (const CLI::Option* const option : app.get_options()) {
    if (!option->get_positional()) continue;
    ++place;
    if (auto words = words_of(option->get_type_name()); !words.empty())
      out.push_back({place, std::move(words)});
  }
  return out;
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<std::string> names_of(const std::vector<const CLI::App*>& commands) {
  std::vector<std::string> names;
  for (const CLI::App* const one : commands) names.push_back(one->get_name());
  return names;
}

std::string list_options(const std::vector<OptionInfo>& options) {
  std::vector<std::string> names;
  for (const OptionInfo& option : options) names.push_back("--" + option.name);
  return joined(names);
}

// ---- bash ----

std::string bash_values(const std::string& command, const std::vector<OptionInfo>& options) {
  std::string out;
  for (const OptionInfo& option : options) {
    if (option.words.empty()) continue;
    out += "    '" + command + " --" + option.name + "') words='" + joined(option.words) + "' ;;\n";
  }
  return out;
}

std::string bash(const CLI::App& app) {
  const auto commands = commands_of(app);
  std::string values = bash_values("", list_option_infos(app)), options, arguments;
  std::string names;
  for (const CLI::App* const one : commands) {
    names += (names.empty() ? "" : "|") + one->get_name();
    values += bash_values(one->get_name(), list_option_infos(*one));
    options +=
        "      " + one->get_name() + ") words='" + list_options(list_option_infos(*one)) + "' ;;\n";
    for (const ArgumentInfo& argument : list_arguments(*one)) {
      arguments += "    '" + one->get_name() + " " + std::to_string(argument.place) + "') words='" +
                   joined(argument.words) + "' ;;\n";
    }
  }
  return "# bash completion for codau; made by codau --completion bash\n"
         "_codau() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command='' "
         "words='' i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case ${COMP_WORDS[i]} in\n      " +
         names +
         ") command=${COMP_WORDS[i]}; break ;;\n"
         "    esac\n  done\n"
         "  case \"$command $prev\" in\n" +
         values +
         "  esac\n"
         "  [[ -n $words ]] || case \"$command $((COMP_CWORD - i))\" in\n" +
         arguments +
         "  esac\n"
         "  if [[ -z $words && $cur == -* ]]; then\n    case $command in\n" +
         options + "      '') words='" + list_options(list_option_infos(app)) +
         "' ;;\n    esac\n"
         "  elif [[ -z $words && -z $command ]]; then\n"
         "    words='" +
         joined(names_of(commands)) +
         "'\n  fi\n"
         "  if [[ -n $words ]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n  else\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n    compopt -o filenames\n  fi\n}\n"
         "complete -F _codau codau\n";
}

// ---- zsh ----

/// In single quotes, where `:` and brackets mean something too.
std::string zsh_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out;
}

std::string zsh_arguments(const std::vector<OptionInfo>& options) {
  std::string out;
  for (const OptionInfo& option : options) {
    out += " \\\n        '*--" + option.name + "[" + zsh_text(option.description) + "]";
    if (!option.words.empty()) {
      out += ":" + option.name + ":(" + joined(option.words) + ")";
    } else if (option.has_value) {
      out += ":" + option.name + ":_files";
    }
    out += "'";
  }
  return out;
}

std::string zsh(const CLI::App& app) {
  std::string commands, cases;
  for (const CLI::App* const one : commands_of(app)) {
    commands += "    '" + one->get_name() + ":" + zsh_text(one->get_description()) + "'\n";
    cases += "      " + one->get_name() + ")\n        _arguments" +
             zsh_arguments(list_option_infos(*one));
    std::size_t place = 0;
    for (const ArgumentInfo& argument : list_arguments(*one)) {
      while (++place < argument.place)
        cases += " \\\n        '" + std::to_string(place) + ":file:_files'";
      cases += " \\\n        '" + std::to_string(place) + ":word:(" + joined(argument.words) + ")'";
    }
    cases += " \\\n        '*:file:_files' ;;\n";
  }
  return "#compdef codau\n# made by codau --completion zsh\n_codau() {\n  local -a commands\n"
         "  commands=(\n" +
         commands +
         "  )\n  local state\n"
         "  _arguments -C" +
         zsh_arguments(list_option_infos(app)) +
         " \\\n        '1:command:->command' '*::argument:->argument'\n"
         "  case $state in\n    command) _describe command commands ;;\n    argument)\n"
         "      case $words[1] in\n" +
         cases + "      esac ;;\n  esac\n}\n_codau \"$@\"\n";
}

// ---- fish ----

std::string fish_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string fish_options(const std::string& where, const std::vector<OptionInfo>& options) {
  std::string out;
  for (const OptionInfo& option : options) {
    out += "complete -c codau -n '" + where + "' -l " + option.name + " -d '" +
           fish_text(option.description) + "'";
    if (!option.words.empty()) {
      out += " -x -a '" + joined(option.words) + "'";
    } else if (option.has_value) {
      out += " -r";
    }
    out += '\n';
  }
  return out;
}

std::string fish(const CLI::App& app) {
  std::string out = "# fish completion for codau; made by codau --completion fish\n" +
                    fish_options("__fish_use_subcommand", list_option_infos(app));
  for (const CLI::App* const one : commands_of(app)) {
    out += "complete -c codau -n __fish_use_subcommand -f -a " + one->get_name() + " -d '" +
           fish_text(one->get_description()) + "'\n" +
           fish_options("__fish_seen_subcommand_from " + one->get_name(), list_option_infos(*one));
    for (const ArgumentInfo& argument : list_arguments(*one)) {
      out += "complete -c codau -n '__fish_seen_subcommand_from " + one->get_name() + "' -a '" +
             joined(argument.words) + "'\n";
    }
  }
  return out;
}

}  // namespace

std::string generate_completion(const CLI::App& app, std::string_view shell) {
  return shell == "bash" ? bash(app) : shell == "zsh" ? zsh(app) : fish(app);
}

}  // namespace codau::app
