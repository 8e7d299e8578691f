#include "export/archival_files.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.h"
#include "export/archival_sheets.h"
#include "export/read_back.h"
#include "export/tables.h"
#include "export/workbook.h"
#include "record/ids.h"
#include "record/row.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;
using record::Row;
using record::Table;

Message words_of(const ArchivalFault& fault) {
  const std::string_view code = fault.code;
  if (code == "MISSING") return both("chưa có giá trị", "has no value");
  if (code == "TOO_LONG") return both("dài hơn quy định", "is longer than it may be");
  if (code == "NOT_IN_LIST")
    return both("không có trong danh mục mã", "is not in the list of codes");
  if (code == "PARTIAL_DATE") return both("ngày chưa đầy đủ", "the date is not whole");
  if (code == "PDF_MISSING" && fault.is_of_text)
    return both("văn bản chỉ có chữ, không có tệp quét: cần tệp PDF của văn bản",
                "there is no scan of this text: a PDF of the paper is needed");
  if (code == "PDF_SHARED")
    return both("tệp quét chứa nhiều văn bản: tách ra trước khi nộp",
                "the scan holds several documents: part it first");
  if (code == "PDF_DAMAGED")
    return both("tệp PDF hỏng: chạy lại codau run với --formats pdf",
                "the PDF is damaged: call codau run with --formats pdf again");
  if (code == "PDF_MISSING")
    return both("chưa có tệp PDF: chạy codau run với --formats pdf",
                "there is no PDF: give codau run --formats pdf");
  if (code == "DPI_LOW") return both("ảnh quét dưới 200 dpi", "was scanned below 200 dpi");
  if (code == "REVIEW")
    return both("có chỗ cần xem lại: dùng codau review", "is in doubt: see codau review");
  if (code == "BAD_DATE")
    return both("không phải ngày dạng NN/TT/NNNN, TT/NNNN hoặc NNNN",
                "is no date as DD/MM/YYYY, MM/YYYY or YYYY");
  if (code == "BAD_NUMBER") return both("không phải một số", "is not a number");
  if (code == "PARTIAL_FILE")
    return both("có văn bản của hồ sơ không được xuất lần này, nên không tính tổng",
                "papers of this file do not go this time, so nothing is counted");
  if (code == "AMBIGUOUS")
    return both("nhiều tệp khác nhau có đường dẫn này: dùng cột doc_id",
                "several files have this path: use the column doc_id");
  if (code == "IN_OTHER_FILE")
    return both("văn bản đã ở hồ sơ khác, ghi ở dòng trước",
                "an earlier row has put this paper in another file");
  if (code == "NO_DOCUMENT")
    return both("không có văn bản này trong kết quả", "the output has no such document");
  throw Error(ErrorCode::kInternal, "a fault without words");
}

std::vector<std::string> cells_of(const ArchivalFault& fault) {
  const Message words = words_of(fault);
  std::vector<std::string> cells{std::string(fault.sheet), fault.row,   fault.doc_id,
                                 fault.source_path,        fault.field, fault.label,
                                 std::string(fault.code),  words.vi,    words.en};
  for (std::string& cell : cells) cell = guarded_text(record::Value(cell));
  return cells;
}

PlainSheet sheet_of(std::string name, const std::vector<ArchivalField>& fields,
                    std::vector<std::vector<std::string>> rows) {
  PlainSheet out{std::move(name), {}, {}, std::move(rows)};
  for (const ArchivalField& field : fields) {
    out.titles.push_back(field.name);
    out.comments.push_back(field.label);
  }
  return out;
}

std::string source_path(const store::Reader& store, std::string_view doc_id) {
  const Table& sources = record::table("sources");
  std::string path;
  store.each_row_of(sources, doc_id, [&](const Row& row, std::string_view) {
    if (path.empty()) path = record::text_of(sources, row, "source_path");
  });
  return path;
}

std::int64_t least_dpi(const store::Reader& store, std::string_view doc_id) {
  const Table& pages = record::table("pages");
  std::int64_t least = 0;
  store.each_row_of(pages, doc_id, [&](const Row& row, std::string_view) {
    const auto* const dpi = std::get_if<std::int64_t>(&record::value_of(pages, row, "dpi"));
    if (dpi != nullptr && *dpi > 0 && (least == 0 || *dpi < least)) least = *dpi;
  });
  return least;
}

/// It begins and ends as a PDF does.
bool is_whole_pdf(const fs::path& file) {
  constexpr std::string_view kBegin = "%PDF-", kEnd = "%%EOF";
  constexpr std::uintmax_t kTail = 1024;
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  std::ifstream in(file, std::ios::binary);
  std::string begin(kBegin.size(), '\0');
  if (error || !in.read(begin.data(), static_cast<std::streamsize>(begin.size()))) return false;
  std::string tail(static_cast<std::size_t>(std::min(size, kTail)), '\0');
  in.seekg(static_cast<std::streamoff>(size - tail.size()));
  in.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  return in && begin == kBegin && tail.find(kEnd) != tail.npos;
}

/// False where there is none.
bool copy_pdf(const fs::path& from, const std::string& to, FileSet& files) {
  std::error_code error;
  if (!fs::is_regular_file(from, error)) return false;
  const fs::path target = files.place_of(to);
  make_folder(target.parent_path());
  fs::copy_file(from, target, fs::copy_options::none, error);
  if (error) throw cannot_write(target.string(), error.value());
  check_same(target, files.add(to, 1).sha256, record::sha256_of_file(from));
  return true;
}

PaperPdf deliver_pdf(const fs::path& from, const std::string& to, FileSet& files) {
  std::error_code error;
  if (fs::is_regular_file(from, error) && !is_whole_pdf(from)) return PaperPdf::kDamaged;
  return copy_pdf(from, to, files) ? PaperPdf::kThere : PaperPdf::kMissing;
}

}  // namespace

std::optional<Refusal> without_place(const ArchivalPlan& plan, const Table& table, const Row& row) {
  if (table.name != "documents") return std::nullopt;
  if (plan.papers.contains(record::text_of(table, row, "doc_id"))) return std::nullopt;
  return Refusal{"fileCode", std::string(kFileCodeMissing)};
}

void write_archival(const Delivery& delivery, const ArchivalPlan& plan, const fs::path& output,
                    FileSet& files) {
  const store::Reader& store = delivery.store();
  std::vector<KnownPaper> papers;
  delivery.each_row(record::table("documents"), [&](const Row& row, std::string_view doc_id) {
    const PlacedPaper& place = plan.papers.find(doc_id)->second;
    const fs::path folder = output / "documents" / doc_id;
    const std::string name = place.file + "/" + place.id() + ".pdf";
    PaperPdf pdf = PaperPdf::kShared;  // its other pages may not leave
    if (!store.shares_file(doc_id)) {
      pdf = deliver_pdf(folder / "searchable.pdf", name, files);
      copy_pdf(folder / "original.pdf", std::string(kOriginals) + "/" + name, files);
    }
    papers.push_back({std::string(doc_id), source_path(store, doc_id), place, row, pdf,
                      least_dpi(store, doc_id)});
  });
  ArchivalSheets sheets = archival_sheets(plan, std::move(papers));
  const std::vector<PlainSheet> book{
      sheet_of("ho_so", plan.tables.files, std::move(sheets.files)),
      sheet_of("van_ban", plan.tables.papers, std::move(sheets.papers))};
  write_sheets(book, kSheets, files);
  check_sheets(book, files.place_of(kSheets));
  files.write(kFaultsFile, [&](FileSink& sink) {
    sink.write(kByteOrderMark);
    sink.write(excel_csv_head({"bang", "ma", "doc_id", "source_path", "truong", "ten_truong", "loi",
                               "noi_dung", "meaning"}));
    for (const ArchivalFault& fault : sheets.faults) {
      sink.write(excel_csv_head(cells_of(fault)));
      files.note(
          {kFaultsFile, std::string(fault.sheet), fault.row, fault.field, std::string(fault.code)});
    }
    return sheets.faults.size();
  });
}

}  // namespace codau::exports
