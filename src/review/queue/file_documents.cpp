#include "review/queue/file_documents.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "record/schema/flat_tables.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "review/queue/rows.h"
#include "text/printable.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;
using record::text_of;

/// A field of the head, and what it is called.
struct HeadField {
  std::string_view column, vi, en;
};
constexpr std::array<HeadField, 4> kHead{{{"organ_name", "cơ quan ban hành", "the issuer"},
                                          {"code_notation", "số và ký hiệu", "the number"},
                                          {"issued_edtf", "ngày", "the day"},
                                          {"type_name", "tên loại", "the type"}}};

std::string head_of(const Table& documents, const Row& row) {
  std::string code(text_of(documents, row, "code_number"));
  if (const std::string notation(text_of(documents, row, "code_notation")); !notation.empty())
    code +=
        (code.empty() ? std::string() : std::string(1, record::find_notation_separator(notation))) +
        notation;
  std::string out;
  const std::array<std::string, 4> parts{std::string(text_of(documents, row, "type_name")), code,
                                         std::string(text_of(documents, row, "issued_edtf")),
                                         std::string(text_of(documents, row, "organ_name"))};
  for (const std::string& part : parts) {
    if (!part.empty()) out += (out.empty() ? "" : " · ") + part;
  }
  return text::make_printable(out);
}

Message why_begins(const Table& documents, const Row& row) {
  if (text_of(documents, row, "issued_date_basis") == "xref")
    return both("ban hành kèm theo văn bản trước", "promulgated with the document before");
  std::string vi, en;
  for (const HeadField& field : kHead) {
    if (text_of(documents, row, field.column).empty()) continue;
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
  const Table& documents = record::table("documents");
  std::vector<std::string> all = store.sub_documents(division.file);
  all.insert(all.begin(), division.file);
  std::vector<FileDocument> out;
  const bool is_by_people = !division.wanted.empty() && division.is_as_wanted();
  for (const std::string& doc_id : all) {
    const PageRange pages = find_page_range(store, doc_id);
    if (pages == PageRange()) continue;
    FileDocument one{doc_id, pages, "", both("đầu tệp", "the file begins")};
    for (const Row& row : load_rows(store, documents, doc_id,
                                    {"type_name", "code_number", "code_notation", "issued_edtf",
                                     "issued_date_basis", "organ_name"})) {
      one.head = head_of(documents, row);
      if (doc_id != division.file) one.why = why_begins(documents, row);
    }
    if (is_by_people && doc_id != division.file)
      one.why = both("do người duyệt chia", "divided by a person");
    out.push_back(std::move(one));
  }
  std::ranges::stable_sort(out, {}, [](const FileDocument& one) { return one.pages.from; });
  return out;
}

}  // namespace codau::review
