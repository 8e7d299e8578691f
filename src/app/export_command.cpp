#include "app/export_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "app/command_line_help.h"
#include "app/export_report.h"
#include "app/installation.h"
#include "core/error.h"
#include "core/message.h"
#include "export/archive/fault_list.h"
#include "export/exporter.h"
#include "io/atomic_file.h"
#include "io/temp_file.h"
#include "pipeline/edits/pdf_cutter.h"
#include "pipeline/inputs/models.h"
#include "pipeline/output/notes.h"
#include "pipeline/output/page_words_reader.h"
#include "store/store_reader.h"
#include "text/printable.h"
#include "text/unicode.h"

namespace codau::app {
namespace {

std::string format_summary(const exports::ExportReport& report, Language language) {
  const exports::RowCount all = report.total();
  if (report.seq) {
    std::string line =
        pick(language, "xuất ", "exported ") + std::to_string(report.changed_rows) +
        pick(language,
             " dòng của văn bản mới hoặc đã đổi: ", " rows of new or changed documents: ") +
        text::make_printable(report.target) + "\n";
    const std::string seq = std::to_string(*report.seq);
    return line + pick(language, "số thay đổi cuối cùng là ", "the last change is ") + seq +
           pick(language, "; lần sau dùng --since ", "; next time use --since ") + seq + "\n";
  }
  std::string line = pick(language, "xuất ", "exported ") + std::to_string(all.delivered) +
                     pick(language, " dòng, giữ lại ", " rows, kept back ") +
                     std::to_string(all.withheld) + ": " + text::make_printable(report.target) +
                     "\n";
  if (report.packages) {
    line += pick(language, "lập ", "made ") + std::to_string(report.packages->made) +
            pick(language, " gói; hồ sơ ở lại: ",
                 report.packages->made == 1 ? " package; files kept back: "
                                            : " packages; files kept back: ") +
            std::to_string(report.packages->without) + "\n";
  }
  if (!report.rejects.empty()) {
    line += pick(language, "các dòng giữ lại và lý do: ", "rows kept back and why: ") +
            text::make_printable(report.rejects.string()) + "\n";
  }
  for (const std::string& one : report.invalid_xml) {
    line += pick(language, "không hợp với lược đồ: ", "does not fit the schema: ") +
            text::make_printable(one) + "\n";
  }
  for (const exports::OfficeDocumentCount& other : report.replaced) {
    const std::string number = std::to_string(other.documents),
                      office = "'" + text::make_printable(other.office) + "'";
    line += pick(language,
                 "chú ý: " + number + " văn bản mà đơn vị " + office +
                     " cũng có nay mang giá trị của lần nạp này, khác giá trị trước đó; `codau "
                     "merge` ghép những chỗ hai bên đã sửa\n",
                 "note: documents that office " + office +
                     " has too now have the rows of this "
                     "load, which differ from those before: " +
                     number +
                     "; `codau merge` joins "
                     "what two offices have corrected\n");
  }
  if (report.faults > 0) {
    const std::filesystem::path list =
        std::filesystem::path(report.target) / exports::kFaultListFile;
    line += pick(language, "còn thiếu hoặc sai ", "missing or wrong: ") +
            std::to_string(report.faults) + pick(language, " chỗ: ", ", see ") +
            text::make_printable(list.string()) + "\n";
  }
  return line;
}

/// Returns true for a date of --to; a format never begins with a digit.
bool begins_with_digit(const std::string& text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

/// Returns the command without --to: its format and date are where they are given now.
ExportCommand without_to(ExportCommand command) {
  for (const std::string& given : command.to) {
    std::string& place = begins_with_digit(given) ? command.until : command.format;
    if (!place.empty()) {
      throw Error(ErrorCode::kUsage, both("chỉ nêu được một định dạng, và một ngày cuối",
                                          "only one format may be given, and one last day"));
    }
    place = given;
  }
  command.to.clear();
  return command;
}

/// Advises whoever used --to, which was a format and a date.
void advise_new_spelling(const ExportCommand& command, Language language) {
  std::string spelling = " " + command.format;
  if (!command.until.empty()) spelling += " --until " + command.until;
  std::fputs((pick(language, "codau: thay cho --to, từ nay hãy viết: codau export KẾT_QUẢ",
                   "codau: instead of --to, now write: codau export OUT") +
              text::make_printable(spelling) + "\n")
                 .c_str(),
             stderr);
}

exports::DocumentSelection make_selection(const ExportCommand& command) {
  exports::DocumentSelection out;
  out.documents = command.documents;
  if (!command.from.empty()) out.from = exports::parse_first_day(command.from, "--from");
  if (!command.until.empty()) out.to = exports::parse_last_day(command.until, "--until");
  if (command.organ) out.organ = exports::parse_name_part(*command.organ, "--organ");
  out.type = command.type;
  out.status = command.status;
  return out;
}

/// Returns the name in NFC, so that two spellings of one name are equal.
std::string normalise_office(const std::string& given) {
  constexpr std::size_t kMaxOfficeBytes = 200;
  const std::string name = text::to_nfc(given);
  const bool is_blank = std::ranges::all_of(name, [](unsigned char c) { return c <= ' '; });
  if (name.size() > kMaxOfficeBytes || text::make_printable(name) != name ||
      (is_blank && !name.empty())) {
    throw Error(ErrorCode::kUsage,
                both("--office: tên trống, quá dài hoặc có ký tự điều khiển",
                     "--office: a name that is blank, too long, or has controls"));
  }
  return name;
}

/// Returns SOURCE_DATE_EPOCH in seconds; nothing if unset or empty. Throws Error{kUsage} for
/// anything but a number up to the year 9999.
std::optional<std::int64_t> read_source_date_epoch() {
  const char* const text = std::getenv("SOURCE_DATE_EPOCH");  // NOLINT: before any thread
  if (text == nullptr || *text == '\0') return std::nullopt;
  constexpr std::int64_t kMaxEpochSeconds = 253'402'275'599;  // of the year 9999 in Việt Nam
  const std::string_view digits = text;
  std::int64_t out = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  if (read.ec == std::errc() && read.ptr == digits.data() + digits.size() && out >= 0 &&
      out <= kMaxEpochSeconds)
    return out;
  throw Error(ErrorCode::kUsage, both("SOURCE_DATE_EPOCH không phải số giây từ năm 1970",
                                      "SOURCE_DATE_EPOCH is not a number of seconds since 1970"));
}

exports::ColumnSelection make_shown(const ExportCommand& command) {
  exports::ColumnSelection out;
  out.columns = command.columns;
  if (!command.due_from.empty())
    out.due_from = exports::parse_first_day(command.due_from, "--due-from");
  if (!command.due_to.empty()) out.due_to = exports::parse_last_day(command.due_to, "--due-to");
  return out;
}

}  // namespace

void add_options(CLI::App& app, ExportCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  std::vector<std::string> formats;
  for (const std::string_view name : exports::list_export_formats()) formats.emplace_back(name);
  app.add_option(say("KẾT_QUẢ", "OUT"), command.out,
                 say("thư mục kết quả của codau run", "output of codau run"))
      ->required();
  std::string known;
  for (const std::string& name : formats) known += (known.empty() ? "" : ", ") + name;
  CLI::Option* const format =
      app.add_option(say("ĐỊNH_DẠNG", "FORMAT"), command.format,
                     say("định dạng xuất: ", "format to export to: ") + known)
          ->required();
  accept_one_of(*format, formats, language);
  CLI::Option* const to =
      app.add_option("--to", command.to, "")->group("")->expected(1, 2)->allow_extra_args(false);
  accept_one_of(*to, formats, language, begins_with_digit);
  to->each([format](const std::string& given) {
    if (!begins_with_digit(given)) format->required(false);
  });
  app.add_option("-o,--target", command.target,
                 say("tệp, thư mục hoặc cơ sở dữ liệu đích (mặc định: KẾT_QUẢ/exports/ĐỊNH_DẠNG)",
                     "file, folder or database (default: OUT/exports/FORMAT)"))
      ->type_name(say("ĐÍCH", "TARGET"));
  app.add_flag("--include-unreviewed", command.include_unreviewed,
               say("xuất cả những dòng có lỗi mà chưa ai xem lại",
                   "rows with errors that nobody has reviewed, too"));
  app.add_flag("--provenance", command.provenance,
               say("thêm nguồn gốc của từng giá trị: chữ đọc được, vị trí, độ tin cậy, và các bảng "
                   "pages, evidence, corrections",
                   "with how each value was read: text as read, box, confidence, and the tables "
                   "pages, evidence, corrections"));
  app.add_flag("--as-read", command.as_read,
               say("text: văn bản như đọc được, trước khi phục hồi",
                   "text: the text as it was read, before restoration"));
  app.add_flag("--nested", command.nested,
               say("jsonl: mỗi văn bản một dòng, nhiệm vụ nằm bên trong",
                   "jsonl: a line a document, its tasks in it"));
  accept_number(
      *app.add_option("--since", command.since,
                      say("csv, jsonl, opensearch: chỉ những gì đã đổi sau thay đổi có số này",
                          "csv, jsonl, opensearch: only what has changed behind this number")),
      0, 1'000'000'000'000, language);
  app.add_option("--doc", command.documents,
                 say("chỉ văn bản có mã này (có thể ghi nhiều lần)",
                     "only the document with this id (may be given several times)"))
      ->type_name(say("MÃ", "ID"))
      ->allow_extra_args(false);
  const auto takes_date = [&](const char* option, std::string& value, const std::string& about) {
    app.add_option(option, value, about)->type_name(say("NGÀY", "DATE"));
  };
  takes_date("--from", command.from,
             say("chỉ văn bản ban hành từ ngày này", "only documents issued from this day on"));
  takes_date("--until", command.until,
             say("chỉ văn bản ban hành đến hết ngày này", "only documents issued up to this day"));
  takes_date("--due-from", command.due_from,
             say("bảng due_dates: chỉ hạn từ ngày này",
                 "table due_dates: only what is due from this day on"));
  takes_date("--due-to", command.due_to,
             say("bảng due_dates: chỉ hạn đến hết ngày này",
                 "table due_dates: only what is due up to this day"));
  app.add_option("--organ", command.organ,
                 say("chỉ văn bản của cơ quan có tên chứa chữ này, có dấu hay không",
                     "only documents of organs with this in their name, with marks or without"))
      ->type_name(say("TÊN", "NAME"));
  app.add_option("--type", command.type,
                 say("chỉ loại văn bản này (mã loại, ví dụ KH)",
                     "only documents of this type (its code, KH for example)"))
      ->type_name(say("MÃ", "CODE"));
  accept_one_of(*app.add_option("--status", command.status,
                                say("chỉ văn bản có tình trạng duyệt này",
                                    "only documents with this review status")),
                {"ok", "review", "accepted", "rejected"}, language);
  app.add_option("--columns", command.columns,
                 say("chỉ các cột này: BẢNG.CỘT, hoặc CỘT của bảng plan_tasks, cách nhau bằng dấu "
                     "phẩy; cột nguồn gốc cũng vậy, không cần --provenance",
                     "only these columns: TABLE.COLUMN, or COLUMN of plan_tasks, with commas; "
                     "those of --provenance all the same, without it"))
      ->type_name(say("CỘT", "COLUMNS"))
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_flag("--mirror", command.mirror,
               say("postgres: xóa khỏi cơ sở dữ liệu những văn bản không có trong KẾT_QUẢ",
                   "postgres: documents that OUT does not have are removed from the database"));
  app.add_flag("--yes", command.yes,
               say("cùng --mirror: xóa thật; nếu không có thì chỉ nói sẽ xóa văn bản của ai",
                   "with --mirror: remove them; without it only says whose documents would go"));
  app.add_option(
         "--office", command.office,
         say("postgres: tên cơ quan có KẾT_QUẢ này; văn bản mà cơ quan khác cũng có thì ở lại",
             "postgres: the office whose output this is; what another office has, too, stays"))
      ->type_name(say("TÊN", "NAME"));
  app.add_option(
         "--metadata", command.metadata,
         say("ho-so, sip, aip: tệp CSV có source_path hoặc doc_id, fileCode và các trường khác của "
             "hồ "
             "sơ, văn bản",
             "ho-so, sip, aip: a CSV file with source_path or doc_id, fileCode, and other fields "
             "of files and papers"))
      ->type_name(say("TỆP", "FILE"));
  app.add_option("--schemas", command.schemas,
                 say("sip, aip: thư mục có các lược đồ XSD: mọi tệp XML của gói phải hợp với chúng",
                     "sip, aip: a folder with XSDs that all XML of the packages has to fit"))
      ->type_name(say("THƯ_MỤC", "FOLDER"));
  accept_one_of(*app.add_option("--format", command.report,
                                say("định dạng báo cáo trên đầu ra chuẩn",
                                    "form of the report on standard output"))
                     ->capture_default_str(),
                {"text", "json"}, language);
  app.add_flag("--force", command.force,
               say("ghi đè tệp đích không do codau xuất ra hoặc đã được sửa (không bao giờ ghi đè "
                   "dữ liệu của codau run)",
                   "write over a target that codau did not write or that was changed (never over "
                   "the output of codau run)"));
  app.add_flag("--quiet", command.quiet, say("chỉ báo lỗi", "say errors only"));
  app.footer(say("Ví dụ:\n  codau export ket-qua xlsx -o ke-hoach.xlsx",
                 "Example:\n  codau export ket-qua xlsx -o plans.xlsx"));
}

int run(const ExportCommand& given, Language language) {
  const ExportCommand command = without_to(given);
  const std::string& form = command.format;
  for (const auto& [is_given, option, format] :
       {std::tuple{command.nested, "--nested", "jsonl"},
        {command.mirror, "--mirror", "postgres"},
        {!command.office.empty(), "--office", "postgres"}}) {
    if (!is_given || form == format) continue;
    throw Error(ErrorCode::kUsage,
                option + both(" chỉ dùng với định dạng ", " goes only with ") + format);
  }
  const bool is_package = form == "sip" || form == "aip";
  if (!command.metadata.empty() && !is_package && form != "ho-so") {
    throw Error(ErrorCode::kUsage, both("--metadata chỉ dùng với định dạng ho-so, sip hoặc aip",
                                        "--metadata goes only with ho-so, sip or aip"));
  }
  if (!command.schemas.empty() && !is_package) {
    throw Error(ErrorCode::kUsage, both("--schemas chỉ dùng với định dạng sip hoặc aip",
                                        "--schemas goes only with sip or aip"));
  }
  if (command.yes && !command.mirror) {
    throw Error(ErrorCode::kUsage,
                both("--yes chỉ dùng cùng --mirror", "--yes goes only with --mirror"));
  }
  if (!given.to.empty() && !command.quiet) advise_new_spelling(command, language);
  const std::filesystem::path out = command.out;
  io::remove_temp_files_on_signal(pick(language, "codau: đã dừng\n", "codau: interrupted\n"));
  const store::StoreReader store(out / "codau.db");
  if (store.has_unsettled_edits()) {
    std::fputs(
        pick(language,
             "codau: lệnh codau review đang mở hoặc đã bị dừng: dữ liệu được xuất có mọi chỗ "
             "sửa, nhưng viện dẫn giữa các văn bản có thể còn như trước\n",
             "codau: a codau review is going on or was stopped: what is exported has all "
             "edits, but citations between documents may be those of before\n")
            .c_str(),
        stderr);
  } else if (!store.is_finished()) {
    std::fputs(pick(language,
                    "codau: lệnh codau run đang chạy hoặc đã dừng giữa chừng: dữ liệu được xuất là "
                    "nhất quán nhưng chưa đầy đủ\n",
                    "codau: a codau run is going on or was stopped: what is exported is consistent "
                    "but not complete\n")
                   .c_str(),
               stderr);
  }
  if (!command.quiet) {
    for (const Message& line : pipeline::describe_only_read(store.count_without_rows()))
      std::fputs(("codau: " + pick(language, line) + "\n").c_str(), stderr);
  }
  // A user with read access only may still load a database.
  const bool can_write = ::access((out / "exports").c_str(), W_OK) == 0 ||
                         (errno == ENOENT && ::access(out.c_str(), W_OK) == 0);
  if (!can_write && form == "postgres" && !command.target.empty()) {
    std::fputs(
        pick(language,
             "codau: không được ghi vào thư mục kết quả: không có tệp kê khai và danh sách các "
             "dòng giữ lại của lần nạp này\n",
             "codau: the output folder cannot be written: this load leaves no manifest and no "
             "list of rows kept back\n")
            .c_str(),
        stderr);
  }
  io::remove_stale_temp_files(out);
  io::remove_stale_temp_files(out / "exports");
  exports::ExportRequest request;
  request.format = form;
  request.language = language;
  request.target = command.target.empty() ? (out / "exports" / form).string() : command.target;
  request.include_unreviewed = command.include_unreviewed;
  request.provenance = command.provenance;
  request.nested = command.nested;
  request.as_read = command.as_read;
  request.mirror = command.mirror;
  request.office = normalise_office(command.office);
  request.may_remove = command.yes;
  request.selection = make_selection(command);
  request.columns = make_shown(command);
  request.since = command.since;
  request.force = command.force;
  if (can_write) request.manifest_folder = out / "exports";
  request.version = pipeline::program_version();
  request.metadata = command.metadata;
  request.schemas = command.schemas;
  if (is_package) request.epoch = read_source_date_epoch();
  request.store_folder = out;
  if (is_package || form == "ho-so") request.archival_tables = find_home({}).data() / "archival";
  request.cut_pages = pipeline::make_pdf_cutter(find_worker());
  std::optional<pipeline::PageWordsReader> words;
  request.pages_of = [&](std::string_view doc_id) -> const std::vector<exports::PlacedPage>& {
    if (!words) words.emplace(out, store);
    return words->of(doc_id);
  };
  const exports::ExportReport report = exports::export_records(store, request);
  const std::string told =
      command.report == "json" ? format_report_json(report) : format_report_text(report, language);
  if (!command.quiet || command.report == "json") {
    io::FileSink sink(STDOUT_FILENO, pick(language, "đầu ra chuẩn", "standard output"));
    sink.write(told);
    sink.flush();
  }
  if (!command.quiet) std::fputs(format_summary(report, language).c_str(), stderr);
  constexpr int kExitRowsKeptBack = 3;
  return report.is_complete && report.faults == 0 ? 0 : kExitRowsKeptBack;
}

}  // namespace codau::app
