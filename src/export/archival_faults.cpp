#include "export/archival_faults.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/error.h"
#include "export/delivery.h"
#include "export/tables.h"
#include "record/reasons.h"

namespace codau::exports {
namespace {

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
  if (code == kInputMissing)
    return both("chưa có giá trị, và không có thì không lập được gói",
                "has no value, and without it no package goes");
  if (code == "BAD_CODE")
    return both("chỉ gồm chữ không dấu, số, dấu chấm, gạch",
                "has other signs than letters without marks, digits, dots and dashes");
  if (code == kSchemaInvalid)
    return both("không hợp với lược đồ: ", "does not fit the schema: ") + fault.detail;
  if (code == kPackageTooLarge)
    return both("hồ sơ lớn hơn một tệp ZIP chứa được (4 GiB, 65.535 tệp): chia hồ sơ",
                "is more than a ZIP file holds (4 GiB, 65,535 files): part the file");
  if (code == kNoPackage)
    return both("chưa lập gói: các dòng khác của hồ sơ nói vì sao",
                "no package is made: other lines of the file say why");
  if (code == kSameCode)
    return both("trùng mã của hồ sơ ", "is also the code of the file ") + fault.detail;
  if (code == kNotChosen)
    return both("không được chọn lần này: gói phải có đủ văn bản của hồ sơ",
                "was not asked for this time: a package has to have all papers of the file");
  if (code == kRejectedCode)
    return both("người xem lại đã loại văn bản này", "a person has rejected this paper");
  if (code == "COUNT_DIFFERS")
    return both("khác với số đếm được: ", "is not what is counted: ") + fault.detail;
  if (code == "DATES_REVERSED")
    return both("sau thời gian kết thúc", "is after the end of the file");
  if (code == "PDF_NOT_A")
    return both("tệp PDF không phải PDF/A: lý do ở manifest.json của codau run",
                "the PDF is no PDF/A: manifest.json of codau run says why");
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
  const auto reasons = record::reasons();
  const auto reason = std::ranges::find(reasons, code, &record::Reason::code);
  if (reason != reasons.end())
    return both(std::string(reason->meaning_vi), std::string(reason->meaning_en));
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

}  // namespace

void write_faults(const std::vector<ArchivalFault>& faults, FileSet& files) {
  files.write(kFaultsFile, [&](FileSink& sink) {
    sink.write(kByteOrderMark);
    sink.write(excel_csv_head({"bang", "ma", "doc_id", "source_path", "truong", "ten_truong", "loi",
                               "noi_dung", "meaning"}));
    for (const ArchivalFault& fault : faults) {
      sink.write(excel_csv_head(cells_of(fault)));
      files.note(
          {kFaultsFile, std::string(fault.sheet), fault.row, fault.field, std::string(fault.code)});
    }
    return faults.size();
  });
}

}  // namespace codau::exports
