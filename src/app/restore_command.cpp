#include "app/restore_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "app/locate.h"
#include "core/error.h"
#include "export/files.h"
#include "restore/change_log.h"
#include "restore/restorer.h"
#include "restore/stream.h"

namespace codau::app {
namespace {

const std::map<std::string, restore::Mode>& modes() {
  using restore::Mode;
  static const std::map<std::string, Mode> kModes{{"auto", Mode::kAuto},
                                                  {"stripped", Mode::kStripped},
                                                  {"damaged", Mode::kDamaged},
                                                  {"clean", Mode::kClean}};
  return kModes;
}

/// Several files as one stream of bytes.
class Files {
 public:
  explicit Files(std::vector<std::string> names) : names_(std::move(names)) {
    if (names_.empty()) names_.emplace_back("-");
  }

  std::size_t read(char* buffer, std::size_t size) {
    while (open_ || open_next()) {
      const std::size_t got = std::fread(buffer, 1, size, open_.get());
      if (got > 0) return got;
      if (std::ferror(open_.get()) != 0) throw unreadable(names_[next_ - 1]);
      open_.reset();
    }
    return 0;
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const noexcept {
      if (file != stdin) std::fclose(file);
    }
  };

  static Error unreadable(const std::string& name) {
    const int reason = errno;
    return {reason == ENOENT ? ErrorCode::kUsage : ErrorCode::kInput,
            name + ": " + std::generic_category().message(reason)};
  }

  bool open_next() {
    if (next_ == names_.size()) return false;
    const std::string& name = names_[next_++];
    open_.reset(name == "-" ? stdin : std::fopen(name.c_str(), "rbe"));
    if (!open_) throw unreadable(name);
    return true;
  }

  std::vector<std::string> names_;
  std::size_t next_ = 0;
  std::unique_ptr<std::FILE, Close> open_;
};

/// --format jsonl: an object for each line of the text, with the changes and doubts that lie in it.
class LineWriter {
 public:
  explicit LineWriter(exports::FileSink& out) : out_(out) {}

  void take(const Restored& window, std::uint64_t offset_in, std::uint64_t offset_out) {
    std::size_t change = 0;
    std::size_t doubt = 0;
    for (std::size_t begin = 0; begin < window.text.size();) {
      const std::size_t feed = window.text.find('\n', begin);
      const bool ends = feed != std::string::npos;
      const std::size_t end = ends ? feed : window.text.size();
      line_.append(window.text, begin, end - begin);
      for (; change < window.changes.size() && window.changes[change].out.begin <= end; ++change) {
        changes_.push_back(restore::to_jsonl(window.changes[change], offset_in, offset_out));
      }
      for (; doubt < window.doubts.size() && window.doubts[doubt].out.begin <= end; ++doubt) {
        doubts_.push_back(doubt_json(window.doubts[doubt], offset_out));
      }
      open_ = !ends;
      if (ends) flush();
      begin = end + 1;
    }
  }

  void end() {
    if (open_) flush();
  }

 private:
  static std::string doubt_json(const Doubt& doubt, std::uint64_t offset) {
    return nlohmann::ordered_json{{"out_start", offset + doubt.out.begin},
                                  {"out_end", offset + doubt.out.end},
                                  {"confidence", std::round(doubt.confidence * 1e4) / 1e4},
                                  {"runner_up", doubt.runner_up}}
        .dump();
  }

  static std::string joined(std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : ",") + part;
    parts.clear();
    return all;
  }

  void flush() {
    out_.write("{\"line\":" + std::to_string(++number_) +
               ",\"text\":" + nlohmann::json(std::exchange(line_, {})).dump() + ",\"changes\":[" +
               joined(changes_) + "],\"doubts\":[" + joined(doubts_) + "]}\n");
    open_ = false;
  }

  exports::FileSink& out_;
  std::string line_;
  std::vector<std::string> changes_, doubts_;
  std::uint64_t number_ = 0;
  bool open_ = false;
};

void restore_files(const RestoreCommand& command, exports::FileSink* log) {
  const pipeline::Home home = find_home(command.models);
  const restore::Restorer restorer(home.models().c_str(), home.data().c_str());
  restore::RestoreOptions options;
  options.mode = modes().at(command.mode);
  options.min_confidence = command.min_confidence.value_or(options.min_confidence);
  Files files(command.files);
  exports::FileSink out(STDOUT_FILENO, "standard output");
  LineWriter lines(out);
  const bool as_lines = command.format == "jsonl";
  restore::restore_stream(
      restorer, options, [&](char* buffer, std::size_t size) { return files.read(buffer, size); },
      [&](std::string_view, const Restored& window, std::uint64_t in, std::uint64_t to) {
        as_lines ? lines.take(window, in, to) : out.write(window.text);
        if (log == nullptr) return;
        for (const Change& change : window.changes) {
          log->write(restore::to_jsonl(change, in, to) + '\n');
        }
      });
  lines.end();
  out.flush();
}

void undo(const RestoreCommand& command) {
  std::ifstream log(command.undo);
  if (!log) throw Error(ErrorCode::kUsage, command.undo + ": cannot be read");
  Files files(command.files);
  exports::FileSink out(STDOUT_FILENO, "standard output");
  restore::undo_stream(
      [&]() -> std::optional<std::string> {
        std::string line;
        return std::getline(log, line) ? std::optional(std::move(line)) : std::nullopt;
      },
      [&](char* buffer, std::size_t size) { return files.read(buffer, size); },
      [&](std::string_view bytes) { out.write(bytes); });
  out.flush();
}

}  // namespace

void add_options(CLI::App& app, RestoreCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  std::vector<std::string> names;
  for (const auto& [name, mode] : modes()) names.push_back(name);
  app.add_option("FILE", command.files,
                 say("tệp văn bản; không có thì đọc đầu vào chuẩn",
                     "text files; standard input if there is none"));
  app.add_option("--mode", command.mode, say("văn bản đã mất gì", "what the text has been through"))
      ->check(CLI::IsMember(names));
  app.add_option("--format", command.format, say("dạng kết quả", "form of the result"))
      ->check(CLI::IsMember({"text", "jsonl"}));
  app.add_option("--min-confidence", command.min_confidence,
                 say("chỉ sửa khi chắc từ mức này", "change only what is at least so sure"))
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--models", command.models,
                 say("thư mục có models/ và data/", "folder with models/ and data/"));
  auto* const undo = app.add_option(
      "--undo", command.undo,
      say("trả lại văn bản gốc theo nhật ký này", "give the input back by this change log"));
  app.add_option("--changes", command.changes,
                 say("ghi nhật ký thay đổi vào tệp này", "write the change log to this file"))
      ->excludes(undo);
  app.footer(say("Ví dụ:\n  echo 'Uy ban nhan dan xa' | codau restore",
                 "Example:\n  echo 'Uy ban nhan dan xa' | codau restore"));
}

int run(const RestoreCommand& command) {
  if (!command.undo.empty()) {
    undo(command);
  } else if (command.changes.empty()) {
    restore_files(command, nullptr);
  } else {
    exports::write_atomically(command.changes,
                              [&](exports::FileSink& log) { restore_files(command, &log); });
  }
  return 0;
}

}  // namespace codau::app
