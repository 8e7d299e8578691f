#include "app/doctor_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <vector>

#include "app/installation.h"
#include "core/error.h"
#include "core/message.h"
#include "io/atomic_file.h"
#include "pipeline/doctor.h"
#include "text/printable.h"

namespace codau::app {
namespace {

namespace fs = std::filesystem;
using pipeline::DoctorFinding;

std::string format_grade(DoctorFinding::Grade grade, Language language) {
  switch (grade) {
    case DoctorFinding::Grade::kGood:
      return pick(language, "tốt    ", "good   ");
    case DoctorFinding::Grade::kWarning:
      return pick(language, "lưu ý  ", "note   ");
    case DoctorFinding::Grade::kBad:
      break;
  }
  return pick(language, "HỎNG   ", "BAD    ");
}

std::string format_finding(const DoctorFinding& finding, Language language) {
  constexpr std::size_t kMaxFindingBytes = 1000;
  std::string out = format_grade(finding.grade, language) +
                    text::make_printable(pick(language, finding.what), kMaxFindingBytes) + "\n";
  if (!finding.command.empty())
    out += pick(language, "       → hãy gõ: ", "       → type: ") +
           text::make_printable(finding.command) + "\n";
  return out;
}

}  // namespace

void add_options(CLI::App& app, DoctorCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  app.add_option(say("KẾT_QUẢ", "OUT"), command.out,
                 say("xem cả thư mục kết quả này", "look at this output, too"));
  app.add_option("--models", command.models,
                 say("thư mục có models/ và data/", "folder with models/ and data/"))
      ->type_name(say("THƯ_MỤC", "DIR"));
  app.footer(say("Ví dụ:\n  codau doctor\n  codau doctor ket-qua",
                 "Example:\n  codau doctor\n  codau doctor out"));
}

int run(const DoctorCommand& command, Language language) {
  std::error_code error;
  const bool has_place = !command.out.empty() && fs::is_directory(command.out, error);
  const pipeline::InstallationHome home = find_home(command.models);
  std::vector<DoctorFinding> findings =
      pipeline::examine_installation(home, find_worker(), has_place ? command.out : ".");
  if (!command.out.empty()) {
    for (DoctorFinding& one : pipeline::examine_output(home, find_worker(), command.out))
      findings.push_back(std::move(one));
  }
  std::string text;
  int code = 0;
  for (const DoctorFinding& one : findings) {
    text += format_finding(one, language);
    if (code == 0) code = one.exit_code;
  }
  io::FileSink out(STDOUT_FILENO, pick(language, "đầu ra chuẩn", "standard output"));
  out.write(text);
  out.flush();
  return code;
}

}  // namespace codau::app
