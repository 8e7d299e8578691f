#include "export/export_manifest.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "core/enum_values.h"
#include "export/archive/archival_plan.h"
#include "export/archive/fault_list.h"
#include "export/archive/package_plan.h"
#include "export/words/word_files.h"
#include "record/schema/flat_tables.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"

namespace codau::exports {
namespace {

using Json = nlohmann::ordered_json;
using record::Row;

/// Returns the first path of every document.
std::map<std::string, std::string, std::less<>> paths_of(const store::StoreReader& store) {
  std::map<std::string, std::string, std::less<>> out;
  using record::Sources;
  store.for_each_row(record::table(Sources::kTable), [&](const Row& row, std::string_view doc_id) {
    out.emplace(doc_id, record::ConstCells<Sources>(row).text(Sources::source_path));
  });
  return out;
}

Json sources(const store::StoreReader& store, const ExportFilter& filter) {
  Json out = Json::array();
  using record::Documents;
  store.for_each_row(record::table(Documents::kTable), [&](const Row& row,
                                                           std::string_view doc_id) {
    if (filter.is_closed(doc_id) || !filter.is_wanted(doc_id)) return;
    out.push_back({{"doc_id", doc_id},
                   {"sha256", record::ConstCells<Documents>(row).text(Documents::source_sha256)}});
  });
  return out;
}

struct Texts {
  WithheldRow::Why why;
  std::string_view cause_vi, cause_en, hint_vi, hint_en;
};
constexpr auto kWithholdingTexts = std::to_array<Texts>({
    {WithheldRow::Why::kReason, "có lỗi mà chưa có ai xem lại và chấp nhận",
     "has an error that nobody has reviewed and accepted",
     "xem lại và chấp nhận dòng này, hoặc dùng --include-unreviewed",
     "review and accept the row, or use --include-unreviewed"},
    {WithheldRow::Why::kRejected, "người duyệt đã bỏ dòng này", "a person has rejected the row",
     "không cần làm gì; muốn xuất thì chấp nhận lại", "nothing to do; accept it to export it"},
    {WithheldRow::Why::kParent, "thuộc về một dòng bị giữ lại",
     "belongs to a row that is kept back", "xem dòng bị giữ lại đó",
     "see the row that is kept back"},
    {WithheldRow::Why::kTarget, "có giá trị mà định dạng này không chứa được",
     "has a value that this format cannot hold", "dùng định dạng khác, ví dụ csv",
     "use another format, for example csv"},
    {WithheldRow::Why::kRequirementUnmet, "thiếu thứ mà định dạng này cần",
     "lacks what this format needs", "xem mã lỗi", "see the code"},
});
static_assert(has_line_for_each(kWithholdingTexts, &Texts::why));
/// Texts for values that a format needs and a row lacks.
constexpr auto kCodeTexts = std::to_array<std::pair<std::string_view, Texts>>({
    {kWordsLostCode,
     {WithheldRow::Why::kRequirementUnmet,
      "trang không đọc được, hoặc chữ và vị trí của trang không còn trong pages.db",
      "the page could not be read, or its words are not in pages.db any more",
      "chạy lại codau run với tệp gốc rồi xuất lại",
      "give its file to codau run again, then export"}},
    {kFileCodeMissing,
     {WithheldRow::Why::kRequirementUnmet, "chưa biết văn bản thuộc hồ sơ nào",
      "nobody has said which file it is in", "ghi fileCode của văn bản vào tệp --metadata",
      "put its fileCode into the file of --metadata"}},
    {kInputMissing,
     {WithheldRow::Why::kRequirementUnmet,
      "thiếu hoặc sai mã phông, mã hồ sơ hay thời hạn bảo quản, nên không lập được gói",
      "the package needs good codes of fonds and file and of a retention",
      "ghi các trường này vào tệp --metadata, hoặc sửa ở đó; con-thieu.csv nói sai thế nào",
      "put these fields into the file of --metadata, or right there; con-thieu.csv says what is "
      "wrong"}},
    {"PARTIAL_FILE",
     {WithheldRow::Why::kRequirementUnmet,
      "văn bản khác của hồ sơ này không đi được, mà gói phải đủ hồ sơ",
      "another paper of its file cannot go, and a package has a whole file",
      "xem con-thieu.csv; muốn nộp không có văn bản đó thì bỏ dòng của nó khỏi tệp --metadata",
      "see con-thieu.csv; to deliver without that paper take its line out of --metadata"}},
    {"PDF_MISSING",
     {WithheldRow::Why::kRequirementUnmet, "chưa có tệp PDF của văn bản",
      "there is no PDF of the paper", "xem con-thieu.csv", "see con-thieu.csv"}},
    {"PDF_SHARED",
     {WithheldRow::Why::kRequirementUnmet, "tệp quét chứa nhiều văn bản mà không tách được",
      "the scan holds several documents and cannot be cut",
      "tách ra trước khi nộp: một trang là của hai văn bản, một văn bản đã bị lấy ra, hoặc tệp có "
      "chữ ký số",
      "part it first: a page is of two documents, one was taken out, or the scan is signed"}},
    {"PDF_DAMAGED",
     {WithheldRow::Why::kRequirementUnmet, "tệp PDF đã hỏng", "the PDF is damaged",
      "chạy lại codau run với --redo rows cho tệp gốc",
      "codau run --redo rows over its file makes it again"}},
    {kSchemaInvalid,
     {WithheldRow::Why::kRequirementUnmet, "XML của gói không hợp với lược đồ (--schemas)",
      "XML of the package does not fit the schemas of --schemas",
      "xem con-thieu.csv: tệp, phần tử và lý do", "see con-thieu.csv: file, element and cause"}},
});

const Texts& texts_of(const WithheldRow& row) {
  for (const auto& [code, texts] : kCodeTexts) {
    if (row.why == WithheldRow::Why::kRequirementUnmet && row.code == code) return texts;
  }
  return *std::ranges::find(kWithholdingTexts, row.why, &Texts::why);
}

Json notes_of(const std::vector<ExportNote>& notes) {
  Json list = Json::array();
  for (const ExportNote& note : notes) {
    list.push_back({{"path", note.path},
                    {"table", note.table},
                    {"row_id", note.row_id},
                    {"field", note.field},
                    {"code", note.code}});
  }
  return list;
}

/// Tells whether provenance is delivered: the user asked for it, or named columns of it.
bool has_provenance(const ExportFilter& filter, const ExportRequest& request) {
  if (request.provenance || request.columns.columns.empty()) return request.provenance;
  const RowSource shown = select_columns(filter.rows_and_flat(), request.columns);
  return std::ranges::any_of(shown.tables, [](const record::Table& table) {
    return is_provenance(table) ||
           std::ranges::any_of(table.columns, [](const auto& one) { return is_provenance(one); });
  });
}

/// Returns the schema that validated each kind of XML, and the hashes of all schema files. The
/// manifest tells nothing else about the validation of packages.
Json validation(const PackagePlan& plan) {
  const XmlSchemas* const schemas = plan.settings.schemas.get();
  if (schemas == nullptr) return "not validated";
  Json out = Json::object();
  for (const PackageXml kind :
       {PackageXml::kMets, PackageXml::kPremis, PackageXml::kEad, PackageXml::kEadDoc}) {
    if (kind == PackageXml::kPremis && plan.settings.form == ArchivalForm::kSip) continue;
    const XmlSchemas::File* const file = schemas->find_schema(kind);
    Json& one = out[std::string(to_string(kind))];
    one = "not validated";
    if (file != nullptr) one = {{"schema", file->name}, {"sha256", file->sha256}};
  }
  Json& files = out["schemas"] = Json::object();
  for (const XmlSchemas::File& file : schemas->files()) files[file.name] = file.sha256;
  return out;
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

std::vector<TableRowCount> count_written_rows(const ExportFilter& filter,
                                              const ExportRequest& request, const FileSet& files) {
  std::vector<TableRowCount> out;
  if (request.columns.columns.empty()) {
    for (const record::Table& table : filter.tables())
      out.push_back({std::string(table.name), filter.count(table.name)});
    return out;
  }
  const RowSource shown = select_columns(filter.rows_and_flat(), request.columns);
  for (const record::Table& table : shown.tables) {
    TableRowCount& one = out.emplace_back(TableRowCount{std::string(table.name), {}});
    if (!record::is_flat(table)) {
      one.rows = filter.count(table.name);
      continue;
    }
    shown.for_each_row(table, [&](const Row&) { ++one.rows.stored; });
    one.rows.withheld = static_cast<std::uint64_t>(
        std::ranges::count_if(files.notes(), [&](const ExportNote& note) {
          return note.table == table.name && note.code == "CELL_TOO_LONG";
        }));
    one.rows.delivered = one.rows.stored - one.rows.withheld;
  }
  return out;
}

std::string make_export_manifest(const store::StoreReader& store, const ExportFilter& filter,
                                 const ExportRequest& request, const FileSet& files,
                                 const std::vector<TableRowCount>& counted) {
  Json list = Json::array();
  for (const WrittenFile& file : files.files()) {
    list.push_back(
        {{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}, {"rows", file.rows}});
  }
  Json counts = Json::object();
  for (const auto& [name, count] : counted) {
    counts[name] = {
        {"store", count.stored}, {"exported", count.delivered}, {"rejected", count.withheld}};
  }
  Json manifest{{"schema_version", record::kSchemaVersion},
                {"tool", {{"name", "codau"}, {"version", request.version}}},
                {"export",
                 {{"format", request.format},
                  {"include_unreviewed", request.include_unreviewed},
                  {"provenance", has_provenance(filter, request)},
                  {"nested", request.nested}}},
                {"sources", sources(store, filter)},
                {"files", list},
                {"notes", notes_of(files.notes())},
                {"counts", counts}};
  const DocumentSelection& picked = request.selection;
  if (!picked.is_all()) {
    manifest["export"]["selection"] = {
        {"doc", picked.documents},      {"from", or_null(picked.from)},
        {"to", or_null(picked.to)},     {"organ", or_null(picked.organ)},
        {"type", or_null(picked.type)}, {"status", or_null(picked.status)}};
  }
  if (request.packages) manifest["export"]["validation"] = validation(*request.packages);
  if (!request.columns.is_all()) {
    manifest["export"]["shown"] = {{"columns", request.columns.columns},
                                   {"due_from", or_null(request.columns.due_from)},
                                   {"due_to", or_null(request.columns.due_to)}};
  }
  if (request.since) {
    manifest["export"]["since"] = *request.since;
    manifest["seq"] = store.seq();
  }
  return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string make_notes_json(const std::vector<ExportNote>& notes) {
  return notes_of(notes).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string make_export_rejects(const store::StoreReader& store, const ExportFilter& filter,
                                const ExportRequest& request) {
  if (filter.withheld().empty()) return {};
  const auto paths = paths_of(store);
  std::string out;
  for (const WithheldRow& row : filter.withheld()) {
    const auto path = paths.find(row.doc_id);
    const Texts& texts = texts_of(row);
    std::string parent = row.parent_table.empty() ? "" : ": " + row.parent_table;
    if (!row.parent_id.empty()) parent += " " + row.parent_id;
    const Json line{{"stage", "export"},
                    {"file", path == paths.end() ? Json() : Json(path->second)},
                    {"doc_id", or_null(row.doc_id)},
                    {"page", nullptr},
                    {"target", request.format},
                    {"table", row.table},
                    {"row_id", row.row_id},
                    {"field", or_null(row.field)},
                    {"code", row.code},
                    {"cause_vi", std::string(texts.cause_vi) + parent},
                    {"cause_en", std::string(texts.cause_en) + parent},
                    {"hint_vi", texts.hint_vi},
                    {"hint_en", texts.hint_en}};
    out += line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  }
  return out;
}

}  // namespace codau::exports
