#include "export/archive/fault_list.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "export/delivery/export_filter.h"
#include "export/tabular/row_text.h"
#include "record/schema/reasons.h"

namespace codau::exports {
namespace {

struct Words {
  std::string_view code;
  Message words;
  bool has_detail = false;  ///< ArchivalFault::detail follows the words
};

const std::vector<Words>& all_words() {
  static const std::vector<Words> kWords{
      {"MISSING", both("chưa có giá trị", "has no value")},
      {"TOO_LONG", both("dài hơn quy định", "is longer than it may be")},
      {"NOT_IN_LIST", both("không có trong danh mục mã", "is not in the list of codes")},
      {"PARTIAL_DATE", both("ngày chưa đầy đủ", "the date is not whole")},
      {"PDF_MISSING", both("chưa có tệp PDF: chạy codau run với --formats pdf",
                           "there is no PDF: give codau run --formats pdf")},
      {"PDF_SHARED",
       both("tệp quét chứa nhiều văn bản mà không tách được: một trang của hai văn bản, một văn "
            "bản đã bị "
            "lấy ra, hoặc tệp có chữ ký số; tách ra trước khi nộp",
            "the scan holds several documents and cannot be cut: a page is of two, one was taken "
            "out, or the scan is signed; part it first")},
      {"PDF_DAMAGED",
       both("tệp PDF đã hỏng: chạy lại codau run với --redo rows cho tệp gốc",
            "the PDF is damaged: codau run --redo rows over its file makes it again")},
      {kInputMissing, both("chưa có giá trị, và không có thì không lập được gói",
                           "has no value, and without it no package goes")},
      {"BAD_CODE", both("chỉ gồm chữ không dấu, số, dấu chấm, gạch",
                        "has other signs than letters without marks, digits, dots and dashes")},
      {kSchemaInvalid, both("không hợp với lược đồ: ", "does not fit the schema: "), true},
      {kNoPackage, both("chưa lập gói: các dòng khác của hồ sơ nói vì sao",
                        "no package is made: other lines of the file say why")},
      {kSameArchiveCode, both("trùng mã của hồ sơ ", "is also the code of the file "), true},
      {kNotChosen,
       both("không được chọn lần này: gói phải có đủ văn bản của hồ sơ",
            "was not asked for this time: a package has to have all papers of the file")},
      {kRejectedCode, both("người duyệt đã loại văn bản này", "a person has rejected this paper")},
      {"COUNT_DIFFERS", both("khác với số đếm được: ", "is not what is counted: "), true},
      {"DATES_REVERSED", both("sau thời gian kết thúc", "is after the end of the file")},
      {"PDF_NOT_A", both("tệp PDF không phải PDF/A: lý do ở manifest.json của codau run",
                         "the PDF is no PDF/A: manifest.json of codau run says why")},
      {"PAGES_NOT_READ",
       both("có trang chưa được đọc (--pages, hay trang bị loại); đã đọc: ",
            "pages were not read (--pages, or they were rejected); read: "),
       true},
      {"DPI_LOW", both("ảnh quét dưới 200 dpi", "was scanned below 200 dpi")},
      {"REVIEW", both("có chỗ cần xem lại: dùng codau review", "is in doubt: see codau review")},
      {"BAD_DATE", both("không phải ngày dạng NN/TT/NNNN, TT/NNNN hoặc NNNN",
                        "is no date as DD/MM/YYYY, MM/YYYY or YYYY")},
      {"BAD_NUMBER", both("không phải một số", "is not a number")},
      {"PARTIAL_FILE", both("có văn bản của hồ sơ không được xuất lần này, nên không tính tổng",
                            "papers of this file do not go this time, so nothing is counted")},
      {"AMBIGUOUS", both("nhiều tệp khác nhau có đường dẫn này: dùng cột doc_id",
                         "several files have this path: use the column doc_id")},
      {"IN_OTHER_FILE", both("văn bản đã ở hồ sơ khác, ghi ở dòng trước",
                             "an earlier row has put this paper in another file")},
      {"NO_DOCUMENT",
       both("không có văn bản này trong kết quả", "the output has no such document")},
  };
  return kWords;
}

Message words_of(const ArchivalFault& fault) {
  if (fault.code == "PDF_MISSING" && fault.has_no_scan)
    return both("văn bản chỉ có chữ, không có tệp quét: cần tệp PDF của văn bản",
                "there is no scan of this text: a PDF of the paper is needed");
  const auto words = std::ranges::find(all_words(), fault.code, &Words::code);
  if (words != all_words().end())
    return words->has_detail ? words->words + fault.detail : words->words;
  const auto reasons = record::reasons();
  const auto reason = std::ranges::find(reasons, fault.code, &record::ReviewReason::code);
  if (reason != reasons.end())
    return both(std::string(reason->meaning_vi), std::string(reason->meaning_en));
  throw Error(ErrorCode::kInternal, "a fault without words");
}

std::vector<std::string> cells_of(const ArchivalFault& fault) {
  const Message words = words_of(fault);
  std::vector<std::string> cells{std::string(fault.sheet), fault.row,   fault.doc_id,
                                 fault.source_path,        fault.field, fault.label,
                                 std::string(fault.code),  words.vi,    words.en};
  for (std::string& cell : cells) cell = format_guarded_value(record::Value(cell));
  return cells;
}

}  // namespace

void write_fault_list(const std::vector<ArchivalFault>& faults, FileSet& files) {
  files.write(kFaultListFile, [&](io::FileSink& sink) {
    sink.write(kByteOrderMark);
    sink.write(format_excel_csv_header({"bang", "ma", "doc_id", "source_path", "truong",
                                        "ten_truong", "loi", "noi_dung", "meaning"}));
    for (const ArchivalFault& fault : faults) {
      sink.write(format_excel_csv_header(cells_of(fault)));
      files.note({kFaultListFile, std::string(fault.sheet), fault.row, fault.field,
                  std::string(fault.code)});
    }
    return faults.size();
  });
}

}  // namespace codau::exports
