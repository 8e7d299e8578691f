#include "export/archive/archival_files.h"

#include <cstddef>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.h"
#include "export/archive/archival_papers.h"
#include "export/archive/archival_sheets.h"
#include "export/archive/fault_list.h"
#include "export/xlsx/workbook.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;
using record::Row;
using record::Table;

PlainSheet sheet_of(std::string name, const std::vector<ArchivalField>& fields,
                    std::vector<std::vector<std::string>> rows) {
  PlainSheet out{std::move(name), {}, {}, std::move(rows)};
  for (const ArchivalField& field : fields) {
    out.titles.push_back(field.name);
    out.comments.push_back(field.label);
  }
  return out;
}

void copy_pdf(const fs::path& from, const std::string& to, FileSet& files) {
  std::error_code error;
  const fs::path target = files.target_path(to);
  io::make_folder(target.parent_path());
  fs::copy_file(from, target, fs::copy_options::none, error);
  if (error) throw make_write_error(target.string(), error.value());
  check_hash(target, files.add(to, 1).sha256, record::sha256_of_file(from));
}

/// Copies a PDF. Then removes a PDF that was cut for this delivery, so that it takes no double
/// space.
void put_pdf(const FoundPdf& pdf, const std::string& to, FileSet& files) {
  copy_pdf(pdf.file, to, files);
  std::error_code error;
  if (pdf.is_cut) fs::remove(pdf.file, error);
}

}  // namespace

std::optional<Refusal> find_place_refusal(const ArchivalPlan& plan, const Table& table,
                                          const Row& row) {
  if (table.id != record::TableId::kDocuments) return std::nullopt;
  if (plan.papers.contains(
          record::ConstCells<record::Documents>(row).text(record::Documents::doc_id)))
    return std::nullopt;
  return Refusal{"fileCode", std::string(kFileCodeMissing), true};
}

void write_archival_files(const ExportFilter& filter, const ArchivalPlan& plan,
                          PaperPdfFinder& pdfs, FileSet& files) {
  const store::StoreReader& store = filter.store();
  std::vector<KnownPaper> papers;
  filter.for_each_row(
      record::table(record::TableId::kDocuments), [&](const Row& row, std::string_view doc_id) {
        const PlacedPaper& place = plan.papers.find(doc_id)->second;
        papers.push_back(load_known_paper(store, pdfs, place, doc_id, row));
        const std::string name = place.file_code + "/" + place.id() + ".pdf";
        const FoundPdf& pdf = papers.back().pdf;
        if (pdf.state == PaperPdfState::kAvailable) put_pdf(pdf, name, files);
        if (pdf.original)
          copy_pdf(*pdf.original, std::string(kOriginalsFolder) + "/" + name, files);
      });
  ArchivalSheets sheets = make_archival_sheets(plan, std::move(papers));
  const std::vector<PlainSheet> book{
      sheet_of("ho_so", plan.tables.file_fields, std::move(sheets.files)),
      sheet_of("van_ban", plan.tables.paper_fields, std::move(sheets.papers))};
  write_sheets(book, kSheetsFile, files);
  write_fault_list(sheets.faults, files);
}

}  // namespace codau::exports
