#include "app/command_line_help.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <utility>

#include "text/unicode.h"

namespace codau::app {
namespace {

// ---- help ----

// Before the footer. Older CLI11 writes one itself.
#if CLI11_VERSION_MAJOR > 2 || CLI11_VERSION_MINOR >= 4
constexpr const char* kBlankLine = "\n";
#else
constexpr const char* kBlankLine = "";
#endif

class HelpFormatter : public CLI::Formatter {
 public:
  explicit HelpFormatter(Language language) : language_(language) {
    label("Usage", say("Cách dùng", "Usage"));
    label("OPTIONS", say("TÙY CHỌN", "OPTIONS"));
    label("Positionals", say("Đối số", "Arguments"));
    label("SUBCOMMAND", say("LỆNH", "COMMAND"));
  }

  // Padded by letters, because CLI11 counts bytes.
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    std::string line = "  " + make_option_name(option, is_positional) + make_option_opts(option);
    const std::size_t taken = text::count_code_points(line), column = get_column_width();
    if (taken >= column) line += "\n";
    line.append(taken >= column ? column : column - taken, ' ');
    return line + make_option_desc(option) + "\n";
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text;
    const bool is_flag = option->get_type_size() == 0;
    if (option->get_positional()) {
      if (is_list(option)) text += "…";
    } else if (!is_flag) {
      text += " " + option->get_type_name();
    }
    if (option->get_required()) text += say(" (bắt buộc)", " (required)");
    return text;
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    std::string text = option->get_description();
    if (!option->get_default_str().empty()) {
      text += say(" (mặc định: ", " (default: ") + option->get_default_str() + ")";
    }
    for (const CLI::Option* other : option->get_excludes()) {
      text += say(" (không dùng cùng ", " (not with ") + other->get_name() + ")";
    }
    return text;
  }

  // Users who cannot read this help learn how to change the language.
  std::string make_footer(const CLI::App* app) const override {
    return kBlankLine + app->get_footer() + "\n" + pick(language_, "\nEnglish: --lang en\n", "");
  }

  std::string make_option_usage(const CLI::Option* option) const override {
    const std::string name = make_option_name(option, true) + (is_list(option) ? "…" : "");
    return option->get_required() ? name : "[" + name + "]";
  }

 private:
  static bool is_list(const CLI::Option* option) {
    return option->get_expected_max() >= CLI::detail::expected_max_vector_size;
  }
  std::string say(std::string_view vi, std::string_view en) const {
    return pick(language_, vi, en);
  }
  Language language_;
};

// ---- error messages ----

/// Returns the edit distance of two ASCII words: letters inserted, deleted, replaced, or swapped
/// with the next.
std::size_t compute_edit_distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> before, last, now(other.size() + 1);
  for (std::size_t j = 0; j <= other.size(); ++j) now[j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    before = std::exchange(last, now);
    now[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const bool same = one[i - 1] == other[j - 1];
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
    }
  }
  return now.back();
}

std::string suggest_correction(std::string_view given, const std::vector<std::string>& known,
                               Language language) {
  const std::string found = find_nearest_word(given, known);
  return found.empty() ? "" : pick(language, "; có phải là ", "; do you mean ") + found + "?";
}

std::string join(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : between).append(word);
  return text;
}

/// Returns the option name with which the message of CLI11 begins.
std::string find_option_name(const CLI::ParseError& error) {
  const std::string words = error.what();
  return words.substr(0, words.find_first_of(": "));
}

std::vector<std::string> list_option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;  // an old spelling
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

const CLI::App* parsed_command(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? nullptr : commands.front();
}

/// Returns a message for the first unknown argument; empty if every argument is known.
std::string describe_unknown_argument(const CLI::App& app, Language language) {
  std::vector<std::string> left = app.remaining(true);
  std::erase(left, "--");
  const auto is_option = [](const std::string& one) { return one.starts_with('-'); };
  const auto option = std::ranges::find_if(left, is_option);
  const auto word = std::ranges::find_if_not(left, is_option);
  const CLI::App* const command = parsed_command(app);
  if (command == nullptr && word != left.end()) {
    std::vector<std::string> names;
    for (const CLI::App* one : app.get_subcommands({})) names.push_back(one->get_name());
    return pick(language, "không có lệnh ", "there is no command ") + *word +
           suggest_correction(*word, names, language);
  }
  if (option != left.end()) {
    const std::string name = option->substr(0, option->find('='));
    std::vector<std::string> names = list_option_names(app);
    if (command != nullptr) {
      for (std::string& one : list_option_names(*command)) names.push_back(std::move(one));
    }
    return pick(language, "không có tùy chọn ", "there is no option ") + name +
           suggest_correction(name, names, language);
  }
  return word == left.end() ? ""
                            : pick(language, "thừa đối số ", "one argument too many: ") + *word;
}

void check(CLI::Option& option, const std::function<std::string(const std::string&)>& judge) {
  option.check(CLI::Validator([judge](std::string& value) { return judge(value); }, ""));
}

std::string describe_invalid_value(const std::string& value, Language language) {
  return "\"" + value + "\"" + pick(language, " không hợp lệ", " is not valid");
}

template <class Number>
bool is_number(const std::string& text, Number min, Number max) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, number);
  return fault == std::errc() && stop == end && number >= min && number <= max;
}

}  // namespace

void set_help_language(CLI::App& app, Language language) {
  app.formatter(std::make_shared<HelpFormatter>(language));
  app.option_defaults()->group(pick(language, "Tùy chọn", "Options"));
  app.set_help_flag("-h,--help",
                    pick(language, "in hướng dẫn này rồi thoát", "print this help and leave"));
}

void accept_number(CLI::Option& option, std::uint64_t min, std::uint64_t max, Language language) {
  const std::string from = std::to_string(min), to = std::to_string(max);
  option.type_name(pick(language, "SỐ", "N") + " (" + from + "–" + to + ")");
  check(option, [=](const std::string& value) {
    if (is_number(value, min, max)) return std::string();
    return describe_invalid_value(value, language) +
           pick(language, "; phải là số nguyên từ ", "; it must be a whole number from ") + from +
           pick(language, " đến ", " to ") + to;
  });
}

void accept_fraction(CLI::Option& option, Language language) {
  option.type_name(pick(language, "SỐ", "P") + " (0–1)");
  check(option, [=](const std::string& value) {
    if (is_number(value, 0.0, 1.0)) return std::string();
    return describe_invalid_value(value, language) + pick(language,
                                                          "; phải là số từ 0 đến 1, ví dụ 0.8",
                                                          "; it must be a number from 0 to 1");
  });
}

void accept_one_of(CLI::Option& option, std::vector<std::string> words, Language language,
                   const std::function<bool(const std::string&)>& is_also_valid) {
  option.type_name("{" + join(words, ",") + "}");
  check(option, [words = std::move(words), language, is_also_valid](const std::string& value) {
    if (is_also_valid && is_also_valid(value)) return std::string();
    if (std::ranges::find(words, value) != words.end()) return std::string();
    return describe_invalid_value(value, language) + pick(language, " (một trong: ", " (one of: ") +
           join(words, ", ") + ")" + suggest_correction(value, words, language);
  });
}

void refuse_empty_values(CLI::App& app, Language language) {
  for (CLI::Option* option : app.get_options()) {
    if (option->get_type_size() == 0 || option->get_positional()) continue;
    check(*option, [language](const std::string& value) {
      return value.empty() ? pick(language, "giá trị để trống", "the value is empty")
                           : std::string();
    });
  }
}

std::string find_nearest_word(std::string_view given, const std::vector<std::string>& known) {
  constexpr std::size_t kMaxTypingErrors = 2;
  std::string best;
  std::size_t min = kMaxTypingErrors + 1;
  for (const std::string& word : known) {
    const std::size_t count = compute_edit_distance(given, word);
    if (count >= min || 2 * count >= std::max(given.size(), word.size())) continue;
    best = word;
    min = count;
  }
  return best;
}

std::string describe_parse_error(const CLI::App& app, const CLI::ParseError& error,
                                 Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  const std::string name = error.get_name(), subject = find_option_name(error),
                    words = error.what();
  if (name == "ValidationError") return words;  // written by a function `accept_…`
  const std::string unknown = describe_unknown_argument(app, language);
  if (!unknown.empty()) return unknown;
  if (name == "RequiredError") {
    return subject.starts_with('-') ? say("thiếu tùy chọn ", "an option is missing: ") + subject
                                    : say("thiếu đối số ", "an argument is missing: ") + subject;
  }
  if (name == "ExcludesError") {
    return subject + say(" và ", " and ") + words.substr(words.rfind(' ') + 1) +
           say(" không dùng cùng nhau được", " exclude each other");
  }
  if (name == "ArgumentMismatch") {
    return subject + (words.find("Most") != std::string::npos
                          ? say(": chỉ được nêu một lần", ": may be given only once")
                          : say(": thiếu giá trị", ": its value is missing"));
  }
  return subject + say(": giá trị không hợp lệ", ": the value is not valid");
}

}  // namespace codau::app
