#include "app/correct_command.h"

#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <string_view>
#include <vector>

#include "app/actor.h"
#include "app/command_line_help.h"
#include "app/installation.h"
#include "core/error.h"
#include "core/message.h"
#include "io/temp_file.h"
#include "pipeline/edits/corrector.h"
#include "pipeline/inputs/iso_time.h"
#include "pipeline/jobs/remake_file.h"
#include "pipeline/output/manifest.h"
#include "pipeline/output/scan_renderer.h"
#include "text/printable.h"

namespace codau::app {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20U, kMaxLines = 200'000;

Error make_usage_error(const std::string& file, const Message& why) {
  return {ErrorCode::kUsage, file + ": " + why};
}

/// The whole file, or standard input for "-".
std::string read_file(const std::string& name) {
  const bool is_file = name != "-";
  const int fd = is_file ? ::open(name.c_str(), O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
  if (fd < 0) throw make_usage_error(name, describe_errno(errno));
  std::string out;
  std::array<char, 65536> piece{};
  ssize_t got = 0;
  while (out.size() <= kMaxFileBytes && (got = ::read(fd, piece.data(), piece.size())) > 0) {
    out.append(piece.data(), static_cast<std::size_t>(got));
  }
  const int error = got < 0 ? errno : 0;
  if (is_file) ::close(fd);
  if (error != 0) throw make_usage_error(name, describe_errno(error));
  if (out.size() > kMaxFileBytes) {
    throw make_usage_error(name, both("lớn hơn 64 MiB; hãy chia thành nhiều tệp",
                                      "is larger than 64 MiB; split it into several files"));
  }
  return out;
}

struct EditLines {
  std::vector<record::RequestedEdit> edits;
  std::vector<std::size_t> numbers;  ///< of the lines, from 1
};

EditLines read_lines(const std::string& name) {
  const std::string bytes = read_file(name);
  std::string_view rest = bytes;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  EditLines out;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (out.edits.size() == kMaxLines) {
      throw make_usage_error(name,
                             both("có hơn 200000 dòng; hãy chia thành nhiều tệp",
                                  "has more than 200,000 lines; split it into several files"));
    }
    out.edits.push_back(record::parse_edit_request(line));
    out.numbers.push_back(number);
  }
  return out;
}

std::string make_correct_summary(const pipeline::CorrectReport& report, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  std::string out = say("đã sửa ", "made ") + std::to_string(report.made) +
                    say(" chỗ trong ", " edits in ") + std::to_string(report.documents) +
                    say(" văn bản", " documents");
  if (report.known > 0)
    out += say(", đã có từ trước ", ", made before ") + std::to_string(report.known);
  if (!report.refused.empty())
    out += say(", không nhận ", ", refused ") + std::to_string(report.refused.size());
  if (report.open > 0)
    out += say(", cần xem lại ", ", waiting for review ") + std::to_string(report.open);
  return out + "\n";
}

}  // namespace

void add_options(CLI::App& app, CorrectCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  app.add_option(say("KẾT_QUẢ", "OUT"), command.out,
                 say("thư mục kết quả của codau run", "output of codau run"))
      ->required();
  app.add_option("--file", command.file,
                 say("tệp JSONL, mỗi dòng một chỗ sửa; - là đầu vào chuẩn",
                     "file of JSON lines, an edit a line; - is standard input"))
      ->type_name(say("TỆP", "FILE"))
      ->required();
  app.add_option("--actor", command.actor,
                 say("tên người sửa (mặc định: tên đăng nhập)", "who edits (default: login name)"))
      ->type_name(say("TÊN", "NAME"));
  app.add_flag("--quiet", command.quiet, say("chỉ báo lỗi", "say errors only"));
  app.footer(
      say("Ví dụ:\n  codau correct ket-qua --file sua.jsonl --actor \"Nguyễn Thị Lan\"",
          "Example:\n  codau correct ket-qua --file edits.jsonl --actor \"Nguyễn Thị Lan\""));
}

int run(const CorrectCommand& command, Language language) {
  const record::Reviewer who{resolve_actor(command.actor),
                             pipeline::format_iso_time(std::time(nullptr))};
  const EditLines lines = read_lines(command.file);
  io::remove_temp_files_on_signal(pick(language, "codau: đã dừng\n", "codau: interrupted\n"));
  const text::Lexicon lexicon(pipeline::list_lexicon_folders(find_home({}), command.out, {}));
  pipeline::ScanRenderer scans(command.out, find_worker());
  const pipeline::CorrectReport report = pipeline::apply_corrections(
      command.out, lexicon, lines.edits, who, &scans,
      pipeline::make_file_remaker(find_home({}), command.out, find_worker()));
  constexpr std::size_t kMaxReasonBytes = 16'000;  // all types, or codes, that may be written
  for (const pipeline::RefusedEdit& refused : report.refused) {
    std::fputs(
        (text::make_printable(command.file) + ":" + std::to_string(lines.numbers[refused.at]) +
         ": " + text::make_printable(pick(language, refused.why), kMaxReasonBytes) + "\n")
            .c_str(),
        stderr);
  }
  if (!command.quiet) {
    for (const Message& note : report.notes)
      std::fputs((pick(language, note) + "\n").c_str(), stderr);
    std::fputs(make_correct_summary(report, language).c_str(), stderr);
  }
  return report.refused.empty() ? 0 : static_cast<int>(ErrorCode::kInput);
}

}  // namespace codau::app
