#include "app/restore_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "app/command_line_help.h"
#include "app/input_files.h"
#include "app/installation.h"
#include "app/restore_guard.h"
#include "app/restore_markup.h"
#include "core/allocator.h"
#include "core/error.h"
#include "core/message.h"
#include "export/target/target_guard.h"
#include "io/atomic_file.h"
#include "io/temp_file.h"
#include "markup/read.h"
#include "restore/api/change_log.h"
#include "restore/api/json_lines.h"
#include "restore/api/restorer.h"
#include "restore/api/stream.h"

namespace codau::app {
namespace {

const std::map<std::string, restore::RestoreMode>& modes() {
  using restore::RestoreMode;
  static const std::map<std::string, RestoreMode> kModes{{"auto", RestoreMode::kAuto},
                                                         {"stripped", RestoreMode::kStripped},
                                                         {"damaged", RestoreMode::kDamaged},
                                                         {"clean", RestoreMode::kClean}};
  return kModes;
}

const std::map<std::string, restore::SourceEncoding>& encodings() {
  using restore::SourceEncoding;
  static const std::map<std::string, SourceEncoding> kEncodings{
      {"auto", SourceEncoding::kDetect},   {"tcvn3", SourceEncoding::kTcvn3},
      {"vni", SourceEncoding::kVni},       {"viqr", SourceEncoding::kViqr},
      {"viscii", SourceEncoding::kViscii}, {"cp1258", SourceEncoding::kCp1258}};
  return kEncodings;
}

const std::map<std::string, markup::MarkupFormat>& markup_formats() {
  using markup::MarkupFormat;
  static const std::map<std::string, MarkupFormat> kFormats{{"alto", MarkupFormat::kAlto},
                                                            {"hocr", MarkupFormat::kHocr},
                                                            {"page", MarkupFormat::kPage},
                                                            {"markdown", MarkupFormat::kMarkdown},
                                                            {"paddle-json", MarkupFormat::kJson}};
  return kFormats;
}

/// Refuses "-" for the change log: standard output takes the text.
void refuse_standard_output(const RestoreCommand& command) {
  if (command.changes != "-") return;
  throw Error(ErrorCode::kUsage,
              both("--changes -: đầu ra chuẩn nhận văn bản; ghi nhật ký vào tệp (./- nếu tên là -)",
                   "--changes -: standard output takes the text; write the change log to a file "
                   "(./- if that is its name)"));
}

/// A file of another program is a single file and has no other output form.
void refuse_mixed_forms(const RestoreCommand& command) {
  const bool is_one = command.format == "text" && command.files.size() <= 1;
  if (command.input_format == "text" || is_one) return;
  const std::string option = "--input-format " + command.input_format;
  throw Error(ErrorCode::kUsage,
              option + both(" nhận một tệp, và không dùng cùng --format jsonl",
                            " takes one file, and does not go with --format jsonl"));
}

std::string describe_unapplied(std::size_t unapplied, Language language) {
  return "codau: " + std::to_string(unapplied) +
         pick(language,
              " chỗ được để nguyên, vì sửa thì phải ghép hay tách các phần tử của tệp, hoặc "
              "vì từ bị ngắt ở cuối dòng\n",
              " places were left as they are: mending them would join or part elements of the "
              "file, or a word is broken at the end of a line\n");
}

void restore_text(const restore::Restorer& restorer, const restore::RestoreOptions& options,
                  InputFiles& files, io::FileSink& out, io::FileSink* log) {
  restore::JsonLinesWriter lines([&](std::string_view bytes) { out.write(bytes); });
  restore::restore_stream(
      restorer, options, [&](char* buffer, std::size_t size) { return files.read(buffer, size); },
      [&](std::string_view input, const Restoration& window, std::uint64_t in, std::uint64_t to) {
        options.list_tokens ? lines.write_window(input, window, in, to) : out.write(window.text);
        if (log == nullptr) return;
        for (const Change& change : window.changes) {
          log->write(restore::to_jsonl(change, in, to) + '\n');
        }
      });
  lines.finish();
}

void restore_files(const RestoreCommand& command, io::FileSink* log, Language language) {
  // With 32 MiB kept, a line of 8 MiB took 163 MiB of memory; 8 MiB is as fast.
  retain_freed_memory(8 << 20);
  const pipeline::InstallationHome home = find_home(command.models);
  const std::filesystem::path lexicon(command.lexicon);
  const restore::Restorer restorer(home.models().c_str(), home.data().c_str(),
                                   restore::ModelPlacement::kMapped,
                                   std::span(&lexicon, command.lexicon.empty() ? 0 : 1));
  restore::RestoreOptions options;
  options.mode = modes().at(command.mode);
  options.encoding = encodings().at(command.encoding);
  options.min_confidence = command.min_confidence.value_or(options.min_confidence);
  options.list_tokens = command.format == "jsonl";
  InputFiles files(command.files);
  io::FileSink out(STDOUT_FILENO, pick(language, "đầu ra chuẩn", "standard output"));
  if (command.input_format == "text") {
    restore_text(restorer, options, files, out, log);
  } else {
    const std::size_t unapplied = restore_markup(
        restorer, options, markup_formats().at(command.input_format), files, out, log);
    out.flush();
    if (unapplied > 0) std::fputs(describe_unapplied(unapplied, language).c_str(), stderr);
  }
  out.flush();
}

void undo(const RestoreCommand& command, Language language) {
  std::ifstream log(command.undo);
  if (!log) throw make_read_error(command.undo);
  InputFiles files(command.files);
  io::FileSink out(STDOUT_FILENO, pick(language, "đầu ra chuẩn", "standard output"));
  restore::undo_stream(
      [&]() -> std::optional<std::string> {
        std::string line;
        return std::getline(log, line) ? std::optional(std::move(line)) : std::nullopt;
      },
      [&](char* buffer, std::size_t size) { return files.read(buffer, size); },
      [&](std::string_view bytes) { out.write(bytes); }, command.undo);
  out.flush();
}

/// Writes the log. A regular file appears only when complete; a pipe, a terminal and /dev/null
/// receive each part of the log as it is made.
void write_log(const std::filesystem::path& log, const std::function<void(io::FileSink&)>& body,
               Language language) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(log, error);
  if (!std::filesystem::is_other(status)) {
    io::remove_temp_files_on_signal(pick(language, "codau: đã dừng\n", "codau: interrupted\n"));
    io::remove_stale_temp_files(log.parent_path() / ".");
    io::write_atomically(log, body);
    return;
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(log.c_str(), "ae"),
                                                               &std::fclose);
  if (!stream) throw make_write_error(log.string(), errno);
  io::FileSink sink(::fileno(stream.get()), log);
  body(sink);
  sink.flush();
}

}  // namespace

void add_options(CLI::App& app, RestoreCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  std::vector<std::string> names;
  for (const auto& [name, mode] : modes()) names.push_back(name);
  const std::string file = say("TỆP", "FILE");
  app.add_option(file, command.files,
                 say("tệp văn bản; không nêu tệp nào thì đọc từ đầu vào chuẩn",
                     "text files; standard input if there is none"));
  accept_one_of(*app.add_option("--mode", command.mode,
                                say("kiểu lỗi của văn bản", "what the text has been through"))
                     ->capture_default_str(),
                names, language);
  std::vector<std::string> known{"auto"};
  for (const auto& [name, encoding] : encodings()) {
    if (name != "auto") known.push_back(name);
  }
  accept_one_of(*app.add_option("--encoding", command.encoding,
                                say("bảng mã của văn bản; auto: tự nhận ra, từng từ một",
                                    "encoding of the text; auto: found out, word by word"))
                     ->capture_default_str(),
                known, language);
  accept_one_of(
      *app.add_option("--format", command.format, say("định dạng kết quả", "form of the result"))
           ->capture_default_str(),
      {"text", "jsonl"}, language);
  std::vector<std::string> forms{"text"};
  for (const auto& [name, form] : markup_formats()) forms.push_back(name);
  accept_one_of(
      *app.add_option("--input-format", command.input_format,
                      say("dạng của tệp vào; ngoài text ra, kết quả giữ nguyên dạng ấy và chỉ chữ "
                          "của các từ được sửa là khác",
                          "form of the input; but for text, it comes out in the same form, and "
                          "nothing but letters of mended words differs"))
           ->capture_default_str(),
      forms, language);
  accept_fraction(*app.add_option("--min-confidence", command.min_confidence,
                                  say("chỉ sửa khi độ tin cậy từ mức này trở lên",
                                      "change only what is at least so sure")),
                  language);
  app.add_option("--models", command.models,
                 say("thư mục có models/ và data/", "folder with models/ and data/"))
      ->type_name(say("THƯ_MỤC", "DIR"));
  app.add_option("--lexicon", command.lexicon,
                 say("thư mục bảng từ của người dùng: tên, chữ viết tắt",
                     "folder of a user's tables of words: names, abbreviations"))
      ->type_name(say("THƯ_MỤC", "DIR"));
  auto* const undo = app.add_option("--undo", command.undo,
                                    say("trả lại văn bản gốc theo nhật ký thay đổi này",
                                        "give the input back by this change log"));
  undo->type_name(file);
  app.add_option("--changes", command.changes,
                 say("ghi nhật ký thay đổi vào tệp này", "write the change log to this file"))
      ->excludes(undo)
      ->type_name(file);
  app.add_flag("--force", command.force,
               say("ghi nhật ký đè lên tệp không phải nhật ký thay đổi",
                   "write the change log over a file that is none"));
  app.footer(say("Ví dụ:\n  echo 'Uy ban nhan dan xa' | codau restore",
                 "Example:\n  echo 'Uy ban nhan dan xa' | codau restore"));
}

int run(const RestoreCommand& given, Language language) {
  RestoreCommand command = given;
  refuse_standard_output(given);
  if (!given.changes.empty()) command.changes = exports::resolve_links(given.changes).string();
  refuse_overwriting(command);
  refuse_mixed_forms(command);
  if (!command.undo.empty()) {
    undo(command, language);
  } else if (command.changes.empty()) {
    restore_files(command, nullptr, language);
  } else {
    write_log(
        command.changes, [&](io::FileSink& log) { restore_files(command, &log, language); },
        language);
  }
  return 0;
}

}  // namespace codau::app
