#include "pipeline/output/notes.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "record/citations/xref.h"
#include "text/printable.h"

namespace codau::pipeline {
namespace {

/// Adds a line for each of the first `names`, and a line with the number of the others.
void append_each(std::vector<Message>& lines, const std::vector<std::string>& names,
                 const Message& what) {
  const std::size_t shown = std::min(kMaxShown, names.size());
  for (std::size_t i = 0; i < shown; ++i) lines.push_back(what + ": " + names[i]);
  if (shown == names.size()) return;
  const std::string rest = std::to_string(names.size() - shown);
  lines.push_back(both("và " + rest + " mục khác như vậy", "and " + rest + " more like these"));
}

}  // namespace

std::vector<Message> describe_left_out(const FoundInputs& found) {
  std::vector<Message> lines;
  if (found.left_out > 0) {
    const std::string count = std::to_string(found.left_out);
    lines.push_back(
        both("bỏ qua " + count + " tệp ẩn hoặc tệp hệ thống (Thumbs.db, desktop.ini, ~$…)",
             count + " hidden or system files skipped"));
  }
  std::vector<std::string> folders;
  for (const std::filesystem::path& folder : found.results) {
    folders.push_back(text::make_printable(folder.string()));
  }
  append_each(
      lines, folders,
      both("bỏ qua kết quả của codau trong thư mục", "results of codau in this folder skipped"));
  return lines;
}

std::vector<Message> describe_superseded(const std::vector<std::string>& replaced) {
  std::vector<std::string> names;
  for (const std::string& one : replaced) names.push_back(text::make_printable(one));
  std::vector<Message> lines;
  append_each(lines, names,
              both("tệp đã thay đổi, bản cũ vẫn còn trong kết quả (--prune để bỏ ra)",
                   "the file has changed, its older version is still among the results (--prune "
                   "takes it out)"));
  return lines;
}

Message describe_large_output(const std::filesystem::path& out) {
  const std::string command = "codau export " + text::make_printable(out.string()) + " xlsx";
  return both("kết quả đã lớn, records/ không được ghi mỗi lần chạy; dùng: " + command,
              "the output is large, records/ is not written by every run; use: " + command);
}

std::vector<Message> describe_only_read(std::uint64_t documents) {
  if (documents == 0) return {};
  const std::string count = std::to_string(documents);
  return {both(count +
                   " văn bản mới chỉ được đọc (codau run --until), chưa có dữ liệu để xuất: chạy "
                   "lại codau run không có --until",
               count + (documents == 1 ? " document was" : " documents were") +
                   " only read (codau run --until), with nothing to export yet: run it again "
                   "without --until")};
}

std::vector<Message> describe_other_lexicon(const std::filesystem::path& out,
                                            const std::string& its, const text::Lexicon& at_hand) {
  if (its.empty() || its == record::compute_digest(at_hand)) return {};
  return {text::make_printable(out.string()) +
          both(": được làm bằng bảng từ không có ở đây (codau run --lexicon, hay bản codau khác); "
               "viện dẫn giữa các văn bản và mã cơ quan của chỗ sửa có thể còn thiếu: chạy codau "
               "run (với --lexicon như cũ) trên tệp gốc, hoặc để bảng từ trong lexicon/user của "
               "kết quả rồi làm lại lệnh này",
               ": was made by tables of words that are not here (codau run --lexicon, or another "
               "codau); citations between documents, and ids of agencies in edits, may be missing: "
               "run codau run on the files (with --lexicon as before), or keep the tables in "
               "lexicon/user of the output and repeat this command")};
}

std::vector<Message> describe_unknown_paths(const std::vector<std::string>& paths) {
  std::vector<std::string> names;
  for (const std::string& path : paths) names.push_back(text::make_printable(path));
  std::vector<Message> lines;
  append_each(lines, names,
              both("không tệp đầu vào nào có đường dẫn này của --metadata",
                   "no input has this path of --metadata"));
  return lines;
}

std::vector<Message> describe_kept_for_others(std::size_t documents) {
  if (documents == 0) return {};
  const std::string count = std::to_string(documents);
  return {
      both("--prune: giữ lại " + count +
               " văn bản đến từ kết quả khác (codau merge), nơi khác có thể còn tệp; muốn bỏ "
               "thì dùng codau remove",
           "--prune: " + count +
               " documents that came from other outputs (codau merge) were kept, these may have "
               "their files; codau remove takes them out")};
}

std::vector<Message> describe_partly_read(const std::vector<std::string>& doc_ids) {
  std::vector<Message> lines;
  append_each(
      lines, doc_ids,
      both("hai kết quả đọc những trang khác nhau của văn bản này, chưa nơi nào đủ; đang giữ "
           "bản có nhiều trang hơn. Chạy codau run với tệp gốc để ghép trang của cả hai",
           "two outputs have different pages of this document and neither has all; the one "
           "with more pages stays. codau run over its file puts the pages of both together"));
  return lines;
}

std::vector<Message> describe_missing_files(const std::vector<std::string>& doc_ids) {
  std::vector<Message> lines;
  append_each(
      lines, doc_ids,
      both("văn bản này thiếu tệp (tệp rỗng, bị cắt, hay của văn bản khác) trong text/ hay pdf/ ở "
           "mọi kết quả có nó; dữ liệu vẫn đủ, chạy codau run --redo rows với tệp gốc để "
           "làm lại tệp",
           "files of this document are missing, empty or cut, or another's, in each output that "
           "has it; its rows are all there, codau run --redo rows over its file makes the "
           "files again"));
  return lines;
}

std::vector<Message> describe_type_conflicts(const std::vector<std::string>& documents) {
  std::vector<Message> lines;
  append_each(lines, documents,
              both("hai kết quả cho văn bản này hai loại khác nhau (--metadata), loại đứng sau "
                   "được giữ; hãy xem lại và sửa bằng codau correct nếu cần",
                   "two outputs give this document different types (--metadata), the one named "
                   "last stays; look at it and mend it with codau correct"));
  return lines;
}

std::vector<Message> describe_division_conflicts(const std::vector<std::string>& doc_ids) {
  std::vector<Message> lines;
  append_each(lines, doc_ids,
              both("hai kết quả chia tệp của văn bản này khác nhau, cách chia sau cùng được giữ; "
                   "chạy codau run với tệp gốc để mỗi chỗ sửa về đúng văn bản của nó",
                   "two outputs divide the file of this document otherwise, the last division "
                   "stays; codau run over the file gives each edit to the document of its row"));
  return lines;
}

std::vector<Message> describe_not_divided(const std::vector<std::string>& names) {
  std::vector<Message> lines;
  append_each(lines, names,
              both("chưa chia được ở những trang đã ghi bằng codau correct hoặc codau review, vì "
                   "trang chưa đọc được hoặc không có chữ; sẽ chia khi trang có chữ",
                   "is not divided at these pages as codau correct or codau review say, since they "
                   "were not read or have no text; it is once they have"));
  return lines;
}

std::vector<Message> describe_carried_over(const CarriedEdits& edits) {
  std::vector<Message> lines;
  const std::string carried = std::to_string(edits.carried), open = std::to_string(edits.open);
  if (edits.carried > 0) {
    lines.push_back(both("tệp được chia lại: " + carried +
                             " chỗ sửa của người duyệt đã chuyển sang văn bản nay có dòng đó",
                         "files divided anew: " + carried +
                             " edits by people went over to the document that has their row now"));
  }
  if (edits.open > 0) {
    lines.push_back(
        both("tệp được chia lại: " + open +
                 " chỗ sửa hoặc xác nhận không còn chỗ áp dụng, cần xem lại (EDIT_STALE)",
             "files divided anew: " + open +
                 " edits or verdicts have no place any more and wait for review "
                 "(EDIT_STALE)"));
  }
  return lines;
}

std::vector<Message> describe_removed(const std::vector<std::string>& names) {
  std::vector<Message> lines;
  append_each(lines, names,
              both("đã được bỏ ra bằng codau remove, không đọc lại",
                   "was taken out by codau remove, not read again"));
  return lines;
}

}  // namespace codau::pipeline
