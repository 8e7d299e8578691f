#include "app/remove_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/installation.h"
#include "core/error.h"
#include "core/message.h"
#include "pipeline/edits/removal.h"
#include "text/printable.h"

namespace codau::app {

void add_options(CLI::App& app, RemoveCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  app.add_option(say("KẾT_QUẢ", "OUT"), command.out,
                 say("thư mục kết quả của codau run", "output of codau run"))
      ->required();
  app.add_option(say("VĂN_BẢN", "ID"), command.documents,
                 say("doc_id hoặc đường dẫn nguồn (source_path) của văn bản",
                     "doc_id or source_path of a document"))
      ->required();
  app.add_flag("--forget", command.forget,
               say("cho đọc lại: lần codau run sau sẽ làm lại văn bản",
                   "let it be read again by the next codau run"));
  app.add_flag("--dry-run", command.dry_run,
               say("chỉ cho biết văn bản nào sẽ được bỏ ra", "only say what would be taken out"));
  app.footer(
      say("Ví dụ:\n  codau remove ket-qua 38ad1a1e9ecc18c6\n"
          "  codau remove ket-qua 2024/ke-hoach-07.pdf --dry-run",
          "Example:\n  codau remove out 38ad1a1e9ecc18c6\n"
          "  codau remove out 2024/plan-07.pdf --dry-run"));
}

int run(const RemoveCommand& command, Language language) {
  const auto choice = command.forget ? pipeline::Removal::kRestore : pipeline::Removal::kRemove;
  const auto [names, notes] = pipeline::remove_documents(
      command.out, find_home({}), command.documents, choice, command.dry_run);
  for (const std::string& name : names) std::puts(text::make_printable(name).c_str());
  const std::string count = std::to_string(names.size());
  const Message done =
      command.forget ? both(count + " văn bản sẽ được đọc lại ở lần codau run sau",
                            count + " documents will be read again by the next codau run")
      : command.dry_run ? both(count + " văn bản sẽ được bỏ ra", count + " documents would go")
                        : both(count + " văn bản đã được bỏ ra", count + " documents taken out");
  for (const Message& note : notes) std::fputs((pick(language, note) + "\n").c_str(), stderr);
  std::fputs((pick(language, done) + "\n").c_str(), stderr);
  return 0;
}

}  // namespace codau::app
