#include "app/merge_command.h"

#include <CLI/CLI.hpp>
#include <cstdint>

#include "app/installation.h"
#include "app/terminal.h"
#include "core/error.h"
#include "core/message.h"
#include "io/temp_file.h"
#include "pipeline/merge/merge.h"

namespace codau::app {
namespace {

Message make_merge_summary(const pipeline::MergeReport& report) {
  const auto count = [](std::uint64_t n) { return std::to_string(n); };
  Message line = both("đã gộp ", "joined ") + count(report.outputs) +
                 both(" kết quả: văn bản mới ", " outputs: new documents ") + count(report.taken) +
                 both(", bổ sung ", ", added to ") + count(report.extended) +
                 both(", đã có ", ", known ") + count(report.known);
  if (report.removed > 0) line = line + both(", bỏ ra ", ", taken out ") + count(report.removed);
  if (report.open > 0)
    line = line + both("; chỗ sửa cần xem lại ", "; edits to be reviewed ") + count(report.open);
  if (report.rejects > 0) {
    line = line + both("; mục chưa đọc được ", "; rejected ") + count(report.rejects) +
           both(" (xem rejects.csv)", " (see rejects.csv)");
  }
  return line;
}

}  // namespace

void add_options(CLI::App& app, MergeCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  app.add_option(say("KẾT_QUẢ", "OUT"), command.outputs,
                 say("các thư mục kết quả của codau run: mọi phần của --shard, hoặc của nhiều nơi",
                     "outputs of codau run: all parts of --shard, or those of several offices"))
      ->required();
  app.add_option("-o,--out", command.out,
                 say("thư mục nhận tất cả; có sẵn hay chưa đều được",
                     "the folder that takes all of them, there already or not"))
      ->type_name(say("THƯ_MỤC", "DIR"))
      ->required();
  app.add_flag(
      "--mixed", command.mixed,
      say("gộp cả khi các kết quả được làm bằng mô hình hay quy tắc khác nhau, hoặc các phần "
          "chạy trên những danh sách tệp khác nhau",
          "join also what was made by different models or rules, and shards of different "
          "lists of files"));
  app.add_flag(
      "--link", command.link,
      say("dùng chung tệp trong text/ và pdf/ với các kết quả được gộp (liên kết cứng), không "
          "chép: nhanh hơn, không tốn thêm đĩa; đừng tự sửa các tệp ấy về sau",
          "share the files of text/ and pdf/ with the outputs that are joined (hard links), no "
          "copies: faster, and no room on the disk; do not edit those files later"));
  app.add_flag("--quiet", command.quiet, say("chỉ báo lỗi", "say errors only"));
  app.footer(say("Ví dụ:\n  codau merge phan-1 phan-2 phan-3 -o ket-qua",
                 "Example:\n  codau merge part-1 part-2 part-3 -o out"));
}

int run(const MergeCommand& command, Language language) {
  pipeline::MergeOptions options;
  options.outputs.assign(command.outputs.begin(), command.outputs.end());
  options.out = command.out;
  options.home = find_home({});
  options.mixed = command.mixed;
  options.link = command.link;
  io::remove_temp_files_on_signal(pick(language,
                                       "codau: đã dừng; gõ lại đúng lệnh đó để gộp tiếp\n",
                                       "codau: interrupted; the same command goes on\n"));
  const pipeline::MergeReport report = pipeline::merge_outputs(options, [&](const Message& line) {
    if (!command.quiet) print_message(language, line);
  });
  if (!command.quiet) print_message(language, make_merge_summary(report));
  return report.rejects > 0 ? static_cast<int>(ErrorCode::kInput) : 0;
}

}  // namespace codau::app
