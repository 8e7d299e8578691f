#include "app/run_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>

#include "app/command_line_help.h"
#include "app/installation.h"
#include "app/progress.h"
#include "app/run_summary.h"
#include "app/terminal.h"
#include "core/error.h"
#include "core/message.h"
#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/inputs/stop_signals.h"
#include "pipeline/output/publish.h"
#include "pipeline/preview.h"
#include "pipeline/run.h"
#include "text/printable.h"

namespace codau::app {
namespace {

const std::map<std::string, pipeline::StageLimit>& stages() {
  using pipeline::StageLimit;
  static const std::map<std::string, StageLimit> kStages{{"ocr", StageLimit::kOcr},
                                                         {"restore", StageLimit::kRestore},
                                                         {"document", StageLimit::kDocument},
                                                         {"exports", StageLimit::kExports}};
  return kStages;
}

const std::map<std::string, pipeline::RedoScope>& redos() {
  using pipeline::RedoScope;
  static const std::map<std::string, RedoScope> kRedos{{"", RedoScope::kNone},
                                                       {"ocr", RedoScope::kOcr},
                                                       {"text", RedoScope::kText},
                                                       {"rows", RedoScope::kRows}};
  return kRedos;
}

constexpr const char* kFolderGroup = "folder";

pipeline::RunOptions make_run_options(const RunCommand& command) {
  pipeline::RunOptions options;
  options.inputs.assign(command.inputs.begin(), command.inputs.end());
  options.out = command.out;
  options.jobs = command.jobs == 0 ? count_processors() : command.jobs;
  if (!command.pages.empty()) options.pages = pipeline::PageSelection(command.pages);
  options.pages_given = command.pages;
  options.until = stages().at(command.until);
  options.timeout_page = std::chrono::seconds(command.timeout_page);
  options.memory_page = std::uint64_t{command.memory_page} << 20U;
  if (!command.formats.empty()) {
    options.formats = {command.formats.begin(), command.formats.end()};
  }
  if (!command.shard.empty()) options.shard = pipeline::parse_shard(command.shard);
  if (command.group == kFolderGroup) options.group = pipeline::InputGrouping::kFolder;
  options.formats_given = !command.formats.empty();
  options.redo = redos().at(command.redo);
  options.rehash = command.rehash;
  options.prune = command.prune;
  options.allow_secret = command.allow_secret;
  options.debug_pages = command.debug_pages;
  options.keep_strips = command.keep_strips;
  options.require_sandbox = command.require_sandbox;
  options.log = command.log;
  options.home = find_home(command.models);
  options.lexicon = command.lexicon;
  options.metadata = command.metadata;
  options.worker = find_worker();
  return options;
}

// Returns the counts for scripts on one line; the English counts are there in either language.
std::string format_counts(const pipeline::RunSummary& summary, const RunCommand& command,
                          Language language) {
  const auto number = [](std::uint64_t n) { return std::to_string(n); };
  const pipeline::RunProgress& pages = summary.pages;
  Message counts = both("đọc ", "pages done ") + number(pages.pages_done) +
                   both(" trang, dùng lại ", ", reused ") + number(pages.pages_reused) +
                   both(", không đọc được ", ", rejected ") + number(pages.pages_rejected) + "; ";
  if (pages.texts_all > 0) {
    if (pages.pages_all == 0) counts.vi.clear();  // no pages to report
    counts = std::move(counts) + both("đọc ", "text files done ") + number(pages.texts_done) +
             both(" tệp văn bản, dùng lại ", ", reused ") + number(pages.texts_reused) + "; ";
  }
  counts = std::move(counts) + both("văn bản: ", "documents ") + number(summary.documents);
  std::string line = pick(language, counts);
  if (language == Language::kVietnamese) line += " (" + counts.en + ")";
  return line + ": " + text::make_printable(command.out) + "\n";
}

std::string format_notes(const pipeline::RunSummary& summary, const RunCommand& command,
                         Language language) {
  const auto number = [](std::uint64_t n) { return std::to_string(n); };
  std::string line;
  if (summary.removed > 0) {
    line += number(summary.removed) + pick(language, " văn bản đã được bỏ ra vì tệp không còn\n",
                                           " documents were taken out, as their files are gone\n");
  }
  if (summary.partial > 0) {
    line += number(summary.partial) +
            pick(language, " tệp chưa đọc hết các trang, xem pages_read trong ",
                 " files were read in some of their pages only, see pages_read in ") +
            text::make_printable(command.out) + "/manifest.json\n";
  }
  if (summary.inputs == 0) {
    line += pick(language, "không có tệp nào để đọc\n", "there was no file to read\n");
  }
  return line;
}

// Returns the first causes, for users who do not look into files.
std::string format_rejects(const pipeline::RunSummary& summary, const std::string& out,
                           Language language) {
  std::string lines;
  for (const pipeline::Reject& reject : summary.first) {
    const CauseText& text = describe_cause(reject.cause);
    lines += text::make_printable(reject.file);
    if (reject.page) {
      lines += pick(language, ", trang ", ", page ") + std::to_string(*reject.page);
    }
    lines += ": " + pick(language, text.cause_vi, text.cause_en);
    if (const std::string more = describe_detail(reject); !more.empty()) lines += " [" + more + "]";
    lines += "; " + pick(language, text.hint_vi, text.hint_en) + "\n";
  }
  if (summary.rejects == 0) return lines;
  const std::string files = out + "/rejects.jsonl, " + out + "/rejects.csv\n";
  const std::string count = std::to_string(summary.rejects);
  if (summary.rejects == summary.first.size()) {
    return lines +
           pick(language, count + " tệp hoặc trang không xử lý được, xem ",
                count + " inputs or pages could not be done, see ") +
           files;
  }
  const std::string rest = std::to_string(summary.rejects - summary.first.size());
  return lines +
         pick(language,
              "… và " + rest + " mục nữa; tất cả " + count +
                  " tệp hoặc trang không xử lý được, xem ",
              "... and " + rest + " more; " + count +
                  " inputs or pages could not be done in all, see ") +
         files;
}

/// Adds the options that limit time and memory for one page.
void add_limits(CLI::App& app, RunCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  accept_number(*app.add_option("--timeout-page", command.timeout_page,
                                say("số giây tối đa cho một trang", "seconds a page may take"))
                     ->capture_default_str(),
                1, 86'400, language);
  accept_number(
      *app.add_option("--memory-page", command.memory_page,
                      say("số MiB bộ nhớ tối đa cho một trang", "MiB of memory a page may take"))
           ->capture_default_str(),
      64, 1'048'576, language);
}

}  // namespace

void add_options(CLI::App& app, RunCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  std::vector<std::string> until;
  for (const auto& [name, stage] : stages()) until.push_back(name);
  std::ranges::sort(until, {}, [](const std::string& name) { return stages().at(name); });
  const std::string folder = say("THƯ_MỤC", "DIR");
  app.add_option(say("TỆP", "INPUT"), command.inputs,
                 say("các tệp, thư mục cần đọc", "files and folders"))
      ->required();
  app.add_option("-o,--out", command.out, say("thư mục kết quả", "folder of results"))
      ->required()
      ->type_name(folder);
  accept_number(*app.add_option("--jobs", command.jobs,
                                say("số trang đọc cùng lúc (mặc định: bằng số bộ xử lý)",
                                    "pages read at a time (default: processors)")),
                1, 1024, language);
  app.add_option("--pages", command.pages,
                 say("chỉ đọc các trang này, ví dụ 1-3,7; các trang đã đọc trước vẫn giữ",
                     "only these pages, e.g. 1-3,7; pages read before stay"))
      ->type_name(say("DANH_SÁCH", "LIST"));
  accept_one_of(
      *app.add_option("--until", command.until, say("dừng sau bước này", "stop after this stage")),
      until, language);
  add_limits(app, command, language);
  const auto& formats = pipeline::list_known_formats();
  accept_one_of(
      *app.add_option("--formats", command.formats,
                      say("các định dạng kết quả, cách nhau bằng dấu phẩy; định dạng đã có vẫn "
                          "được cập nhật",
                          "forms of results, by commas; those already there are kept up to date"))
           ->delimiter(','),
      {formats.begin(), formats.end()}, language);
  app.add_option("--shard", command.shard,
                 say("chỉ làm phần thứ I trong N phần của đầu vào", "part I of N of the inputs"))
      ->type_name("I/N");
  accept_one_of(*app.add_option("--group", command.group,
                                say("folder: các ảnh trang trong một thư mục là một văn bản",
                                    "folder: page images in one folder are one document")),
                {kFolderGroup}, language);
  app.add_option("--models", command.models,
                 say("thư mục có models/ và data/", "folder with models/ and data/"))
      ->type_name(folder);
  app.add_option("--lexicon", command.lexicon,
                 say("thư mục bảng từ của người dùng (thêm vào KẾT_QUẢ/lexicon/user)",
                     "folder of a user's tables of words (besides OUT/lexicon/user)"))
      ->type_name(folder);
  app.add_option("--metadata", command.metadata,
                 say("tệp CSV cho biết loại văn bản: các cột source_path, type_code",
                     "CSV file that tells types of documents: columns source_path, type_code"))
      ->type_name(say("TỆP", "FILE"));
  accept_one_of(*app.add_option("--redo", command.redo,
                                say("làm lại từ bước này: ocr (đọc lại các trang), text (phục hồi "
                                    "lại chữ), rows (lập lại các bảng)",
                                    "do again from here on: ocr (read the pages), text (restore), "
                                    "rows (make the tables)")),
                {"ocr", "text", "rows"}, language);
  app.add_flag("--rehash", command.rehash,
               say("đọc lại toàn bộ nội dung tệp để biết tệp có đổi không",
                   "read files through to see whether they have changed"));
  app.add_flag("--prune", command.prune,
               say("bỏ ra những văn bản mà tệp không còn trong đầu vào",
                   "take out documents whose files are no longer in the inputs"));
  app.add_flag("--dry-run", command.dry_run,
               say("chỉ cho biết tệp nào mới, tệp nào đã đổi, văn bản nào sẽ bỏ ra",
                   "only say which files are new or changed, and which documents would go"));
  app.add_flag("--allow-secret", command.allow_secret,
               say("xử lý cả văn bản có dấu chỉ độ mật", "keep documents with a secrecy mark"));
  app.add_flag("--debug-pages", command.debug_pages,
               say("vẽ lại từng trang: các bước xử lý và những gì đã đọc (debug/…)",
                   "draw for each page its steps and what was read (debug/…)"));
  app.add_flag(
      "--keep-strips", command.keep_strips,
      say("từ nay giữ ảnh số, ngày, tháng viết tay mà người duyệt đã xác nhận (hand.db), để xếp "
          "hạng cách đọc chữ viết tay của cùng cơ quan",
          "keep pictures of handwritten numbers and dates that people confirm (hand.db), to rank "
          "readings of the same office's handwriting"));
  app.add_flag("--require-sandbox", command.require_sandbox,
               say("chỉ chạy khi tiến trình đọc tệp được cách ly hoàn toàn (Landlock và seccomp)",
                   "run only where what opens files is wholly shut in (Landlock and seccomp)"));
  app.add_option("--log", command.log,
                 say("ghi thêm nhật ký vào tệp này: mỗi dòng một sự kiện, định dạng JSON",
                     "append a log to this file: an event a line, as JSON"))
      ->type_name(say("TỆP", "FILE"));
  app.add_flag("--quiet", command.quiet, say("chỉ báo lỗi", "say errors only"));
  app.footer(say("Ví dụ:\n  codau run ho-so-quet/ -o ket-qua",
                 "Example:\n  codau run ho-so-quet/ -o ket-qua"));
}

namespace {

// Prints the inputs by their state, one a line, on standard output; nothing is processed.
int print_preview(const pipeline::RunOptions& options, Language language) {
  const pipeline::RunPreview preview = pipeline::preview_run(options);
  const auto list = [](const char* kind, const std::vector<std::string>& names) {
    for (const std::string& name : names)
      std::printf("%s\t%s\n", kind, text::make_printable(name).c_str());
  };
  list("new", preview.fresh);
  list("changed", preview.changed);
  list("unfinished", preview.unfinished);
  list("refused", preview.refused);
  list("gone", preview.gone);
  const auto count = [](std::size_t n) { return std::to_string(n); };
  const Message line = both("tệp mới ", "new files ") + count(preview.fresh.size()) +
                       both(", đã thay đổi ", ", changed ") + count(preview.changed.size()) +
                       both(", chưa xong ", ", unfinished ") + count(preview.unfinished.size()) +
                       both(", như cũ ", ", as before ") + std::to_string(preview.known) +
                       both(", không mở được ", ", not to be opened ") +
                       count(preview.refused.size()) +
                       both("; văn bản sẽ bỏ ra ", "; documents to be taken out ") +
                       count(preview.gone.size()) + both("; chưa làm gì cả", "; nothing was done");
  std::fputs((pick(language, line) + "\n").c_str(), stderr);
  return 0;
}

}  // namespace

int run(const RunCommand& command, Language language) {
  const pipeline::RunOptions options = make_run_options(command);
  if (command.dry_run) return print_preview(options, language);
  const pipeline::StopSignals signals;
  ProgressDisplay line(language);
  pipeline::RunHooks hooks;
  if (!command.quiet) {
    hooks.looking = [&](const pipeline::InputScanProgress& looking) { line.show(looking); };
    hooks.progress = [&](const pipeline::RunProgress& progress) { line.show(progress); };
    hooks.in_work = [&](const pipeline::WorkInProgress& longest) { line.show(longest); };
  }
  hooks.warning = [&](const Message& text) {
    line.end();
    std::fputs(("codau: " + text::make_printable(pick(language, text)) + "\n").c_str(), stderr);
  };
  if (!command.quiet) hooks.note = hooks.warning;
  hooks.stopped = [&] {
    if (!signals.has_arrived()) return false;
    line.end();
    return true;
  };
  const pipeline::RunSummary summary = pipeline::run(options, hooks);
  line.end();
  // A nightly run without work writes one line to a log.
  const pipeline::RunProgress& pages = summary.pages;
  const bool is_log = ::isatty(STDERR_FILENO) == 0;
  const bool is_news = pages.pages_done + pages.texts_done + summary.rejects > 0;
  std::string said;
  if (!command.quiet) {
    if (is_log) said = format_counts(summary, command, language);
    said += format_notes(summary, command, language);
  }
  said += format_rejects(summary, command.out, language);
  if (!command.quiet && (is_news || !is_log)) {
    said +=
        format_run_summary(summary, command.out,
                           {terminal_columns(STDERR_FILENO), has_colours(STDERR_FILENO)}, language);
  }
  std::fputs(said.c_str(), stderr);
  return summary.exit_code;
}

}  // namespace codau::app
