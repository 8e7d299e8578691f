#include "app/lexicon_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "text/lexicon.h"
#include "text/printable.h"

namespace codau::app {

void add_options(CLI::App& app, LexiconCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  CLI::App* const check =
      app.add_subcommand("check", say("tìm lỗi trong các bảng từ của người dùng, theo tệp và dòng",
                                      "errors in a user's tables, by file and line"));
  check
      ->add_option(say("THƯ_MỤC", "DIR"), command.folder,
                   say("thư mục có các tệp .tsv", "folder of .tsv files"))
      ->required();
  app.require_subcommand(1);
  app.footer(say("Ví dụ:\n  codau lexicon check ket-qua/lexicon/user",
                 "Example:\n  codau lexicon check out/lexicon/user"));
}

int run(const LexiconCommand& command, Language language) {
  const text::LexiconReport report = text::check_lexicon(command.folder);
  for (const text::LexiconFault& fault : report.faults) {
    const std::string line = fault.file + ':' + std::to_string(fault.line) + ": " +
                             std::string(pick(language, fault.what));
    std::puts(text::make_printable(line).c_str());
  }
  const Message counts = std::to_string(report.entries) + both(" mục, ", " entries, ") +
                         std::to_string(report.faults.size()) + both(" lỗi", " errors");
  std::fputs((std::string(pick(language, counts)) + "\n").c_str(), stderr);
  return report.faults.empty() ? 0 : static_cast<int>(ErrorCode::kModel);
}

}  // namespace codau::app
