#include "review/queue/file_documents.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "record/schema/flat_tables.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "review/queue/rows.h"
#include "text/printable.h"

namespace codau::review {
namespace {

using record::Documents;
using record::Row;
using record::Table;
using DocumentCells = record::ConstCells<Documents>;

/// A field of the head, and its name in messages.
struct HeadField {
  record::ColumnOf<Documents, record::ColumnType::kText> column;
  std::string_view vi, en;
};
constexpr std::array<HeadField, 4> kHead{{{Documents::organ_name, "cơ quan ban hành", "the issuer"},
                                          {Documents::code_notation, "số và ký hiệu", "the number"},
                                          {Documents::issued_edtf, "ngày", "the day"},
                                          {Documents::type_name, "tên loại", "the type"}}};

std::string head_of(const DocumentCells& document) {
  std::string code = document.text(Documents::code_number);
  if (const std::string& notation = document.text(Documents::code_notation); !notation.empty())
    code +=
        (code.empty() ? std::string() : std::string(1, record::find_notation_separator(notation))) +
        notation;
  std::string out;
  const std::array<std::string, 4> parts{document.text(Documents::type_name), code,
                                         document.text(Documents::issued_edtf),
                                         document.text(Documents::organ_name)};
  for (const std::string& part : parts) {
    if (!part.empty()) out += (out.empty() ? "" : " · ") + part;
  }
  return text::make_printable(out);
}

Message why_begins(const DocumentCells& document) {
  if (document.text(Documents::issued_date_basis) == "xref")
    return both("ban hành kèm theo văn bản trước", "promulgated with the document before");
  std::string vi, en;
  for (const HeadField& field : kHead) {
    if (document.text(field.column).empty()) continue;
    vi += (vi.empty() ? "" : ", ") + std::string(field.vi);
    en += (en.empty() ? "" : ", ") + std::string(field.en);
  }
  if (vi.empty())
    return both("có phần đầu của một văn bản, chưa đọc được số, ngày và cơ quan",
                "has the head of a document; number, day and issuer are not read");
  return both("có phần đầu của một văn bản: " + vi, "has the head of a document: " + en);
}

}  // namespace

std::vector<FileDocument> list_file_documents(const store::StoreReader& store,
                                              const FileDivision& division) {
  const Table& documents = record::table(record::TableId::kDocuments);
  std::vector<std::string> all = store.sub_documents(division.file);
  all.insert(all.begin(), division.file);
  std::vector<FileDocument> out;
  const bool is_by_people = !division.wanted.empty() && division.is_as_wanted();
  for (const std::string& doc_id : all) {
    const PageRange pages = find_page_range(store, doc_id);
    if (pages == PageRange()) continue;
    FileDocument one{doc_id, pages, "", both("đầu tệp", "the file begins")};
    for (const Row& row :
         load_rows(store, documents, doc_id,
                   {Documents::type_name.name, Documents::code_number.name,
                    Documents::code_notation.name, Documents::issued_edtf.name,
                    Documents::issued_date_basis.name, Documents::organ_name.name})) {
      const DocumentCells document(row);
      one.head = head_of(document);
      if (doc_id != division.file) one.why = why_begins(document);
    }
    if (is_by_people && doc_id != division.file)
      one.why = both("do người duyệt chia", "divided by a person");
    out.push_back(std::move(one));
  }
  std::ranges::stable_sort(out, {}, [](const FileDocument& one) { return one.pages.from; });
  return out;
}

}  // namespace codau::review
