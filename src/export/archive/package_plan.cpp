#include "export/archive/package_plan.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "export/archive/archival_papers.h"
#include "export/archive/fault_list.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"

namespace codau::exports {
namespace {

constexpr std::string_view kPartial = "PARTIAL_FILE";

std::string_view code_of(PaperPdfState pdf) {
  switch (pdf) {
    case PaperPdfState::kAvailable:
      return {};
    case PaperPdfState::kMissing:
      return "PDF_MISSING";
    case PaperPdfState::kShared:
      return "PDF_SHARED";
    case PaperPdfState::kDamaged:
      return "PDF_DAMAGED";
  }
  return {};
}

/// Returns the names of required fields of a package whose value is missing or bad.
std::string lacking(const std::vector<ArchivalFault>& faults) {
  std::string out;
  for (const ArchivalFault& fault : faults) {
    if (fault.is_mandatory) out += (out.empty() ? "" : ", ") + fault.field;
  }
  return out;
}

/// Returns the same for a document that is in no file.
std::string lacking(const ArchivalTables& tables, const ArchivalValues& given) {
  std::string out = "fileCode";
  for (const auto* fields : {&tables.package_fields, &tables.file_fields}) {
    for (const ArchivalField& field : *fields) {
      const bool is_code = field.name == "fileCode" || field.from == "file.archive_code";
      if (field.is_mandatory && !is_code && !given.contains(field.name)) out += ", " + field.name;
    }
  }
  return out;
}

/// Returns an equal code whose storage is static.
std::string_view lasting(std::string_view code) {
  const auto reasons = record::reasons();
  const auto found = std::ranges::find(reasons, code, &record::ReviewReason::code);
  if (found != reasons.end()) return found->code;
  if (code == kRejectedCode) return kRejectedCode;
  throw Error(ErrorCode::kInternal, "a document is kept back for no reason");
}

class PackagePlanner {
 public:
  PackagePlanner(PackagePlan& out, const store::StoreReader& store, ExportFilterOptions options)
      : out_(out), store_(store), filter_(store, std::move(options)) {
    for (const WithheldRow& kept : filter_.withheld()) {
      if (kept.table == "documents") kept_back_.emplace(kept.row_id, lasting(kept.code));
    }
  }

  void plan() {
    std::map<std::string, std::vector<std::pair<std::uint64_t, std::string>>> of_files;
    for (const auto& [doc_id, paper] : out_.archival_plan.papers)
      of_files[paper.file_code].emplace_back(paper.ordinal, doc_id);
    const auto planned = count_planned_papers(out_.archival_plan);
    for (std::size_t i = 0; i < out_.archival_plan.file_codes.size(); ++i) {
      const std::string& code = out_.archival_plan.file_codes[i];
      auto& doc_ids = of_files[code];
      std::ranges::sort(doc_ids);
      PackedArchiveFile file{code, i + 1, {}};
      for (auto& [ordinal, doc_id] : doc_ids) file.doc_ids.push_back(std::move(doc_id));
      const auto count = planned.find(code);
      judge(file, count == planned.end() ? 0 : count->second);
    }
    for (const UnplacedPaper& paper : out_.archival_plan.unplaced_papers)
      out_.faults.push_back(make_paper_fault(paper));
    for (const auto& [doc_id, given] : out_.archival_plan.documents_without_file)
      out_.refusals.emplace(doc_id, missing(lacking(out_.archival_plan.tables, given)));
  }

 private:
  static Refusal missing(std::string fields) {
    return {std::move(fields), std::string(kInputMissing), true};
  }

  /// Returns the papers of a file that no other rule keeps back.
  std::vector<KnownPaper> papers_of(const PackedArchiveFile& file) const {
    std::vector<KnownPaper> out;
    for (const std::string& doc_id : file.doc_ids) {
      if (!filter_.is_wanted(doc_id)) continue;
      const PlacedPaper& place = out_.archival_plan.papers.find(doc_id)->second;
      filter_.for_each_row_of(
          record::table(record::TableId::kDocuments), doc_id,
          [&](const record::Row& row, std::string_view) {
            out.push_back(load_known_paper(store_, *out_.pdf_finder, place, doc_id, row));
          });
    }
    return out;
  }

  /// Returns the papers of a file that are kept back for other reasons than the package, and why.
  std::vector<ArchivalFault> absent(const PackedArchiveFile& file) const {
    std::vector<ArchivalFault> out;
    for (const std::string& doc_id : file.doc_ids) {
      const auto kept = kept_back_.find(doc_id);
      const bool is_wanted = filter_.is_wanted(doc_id);
      if (is_wanted && kept == kept_back_.end()) continue;
      const PlacedPaper& place = out_.archival_plan.papers.find(doc_id)->second;
      out.push_back({"van_ban",
                     place.id(),
                     doc_id,
                     find_source_path(store_, doc_id),
                     {},
                     {},
                     is_wanted ? kept->second : kNotChosen});
    }
    return out;
  }

  void judge(PackedArchiveFile& file, std::size_t planned) {
    const bool is_asked_for =
        file.doc_ids.empty() || std::ranges::any_of(file.doc_ids, [&](const std::string& id) {
          return filter_.is_wanted(id);
        });
    if (!is_asked_for) return;
    const std::vector<KnownPaper> papers = papers_of(file);
    const ArchivalFault no_package{"ho_so", file.code, {}, {}, {}, {}, kNoPackage};
    std::vector<ArchivalFault> not_there = absent(file);
    if (papers.empty()) {
      out_.faults.push_back(no_package);
      out_.faults.insert(out_.faults.end(), not_there.begin(), not_there.end());
      return;
    }
    std::vector<const KnownPaper*> list;
    for (const KnownPaper& paper : papers) list.push_back(&paper);
    ArchivalFile made = make_archival_file(out_.archival_plan, file.code, planned, list);
    tell_same_code(file.code, made);
    const std::string fields = lacking(made.faults);
    const bool is_whole =
        papers.size() == planned && std::ranges::all_of(papers, [](const KnownPaper& paper) {
          return paper.pdf.state == PaperPdfState::kAvailable;
        });
    std::optional<Refusal> refusal;
    if (!fields.empty()) refusal = missing(fields);
    if (fields.empty() && is_whole) refusal = pack(file, made, papers);
    if (refusal || !is_whole) {
      made.faults.push_back(no_package);
      made.faults.insert(made.faults.end(), not_there.begin(), not_there.end());
      for (const KnownPaper& paper : papers) {
        const std::string_view own = code_of(paper.pdf.state);
        const std::string code(own.empty() ? kPartial : own);
        out_.refusals.emplace(paper.doc_id, refusal ? *refusal : Refusal{{}, code, true});
      }
    }
    out_.faults.insert(out_.faults.end(), made.faults.begin(), made.faults.end());
  }

  /// Reports the second of two files that have one archive code.
  void tell_same_code(const std::string& file, ArchivalFile& made) {
    const auto& fields = out_.archival_plan.tables.file_fields;
    const auto field = std::ranges::find(fields, "file.archive_code", &ArchivalField::from);
    if (field == fields.end()) return;
    const std::string& code = made.file_cells[static_cast<std::size_t>(field - fields.begin())];
    const auto [known, is_new] = archive_codes_.emplace(code, file);
    if (is_new || code.empty()) return;
    ArchivalFault fault{"ho_so", file, {}, {}, field->name, field->label, kSameArchiveCode};
    fault.detail = known->second;
    made.faults.push_back(std::move(fault));
  }

  /// Plans the package of a file; returns a refusal if the file cannot become a package.
  std::optional<Refusal> pack(PackedArchiveFile& file, ArchivalFile& made,
                              const std::vector<KnownPaper>& papers) {
    std::vector<std::string> names;
    std::vector<PackedPdfs> pdfs;
    for (const KnownPaper& paper : papers) {
      names.push_back(paper.place.id());
      pdfs.push_back(read(paper));
      if (!pdfs.back().pdf.is_pdf_a)
        made.faults.push_back(
            {"van_ban", paper.place.id(), paper.doc_id, paper.source_path, {}, {}, "PDF_NOT_A"});
    }
    const Package package = make_package(out_.settings, out_.archival_plan.tables, file.code,
                                         file.ordinal, made, names, pdfs);
    const ArchivalFault at{"ho_so", file.code, {}, {}, {}, {}, {}};
    std::optional<Refusal> out;
    if (out_.settings.schemas) {
      for (const InvalidXmlFile& unfit : find_invalid_xml(package, *out_.settings.schemas)) {
        ArchivalFault fault = at;
        fault.field = unfit.fault.element;
        fault.detail = unfit.path + ":" + std::to_string(unfit.fault.line) + ": " +
                       (fault.field.empty() ? "" : fault.field + ": ") + unfit.fault.cause;
        out = refuse(std::move(fault), kSchemaInvalid, made);
      }
    }
    if (out) return out;
    for (std::size_t i = 0; i < papers.size(); ++i)
      out_.pdfs.emplace(papers[i].doc_id, std::move(pdfs[i]));
    out_.packed_files.push_back(std::move(file));
    return std::nullopt;
  }

  static Refusal refuse(ArchivalFault fault, std::string_view code, ArchivalFile& made) {
    fault.code = code;
    Refusal out{fault.field, std::string(code), true};
    made.faults.push_back(std::move(fault));
    return out;
  }

  static PackedPdfs read(const KnownPaper& paper) {
    PackedPdfs out{read_pdf_facts(paper.pdf.file), {}};
    if (paper.pdf.original) out.original = read_pdf_facts(*paper.pdf.original);
    return out;
  }

  PackagePlan& out_;
  const store::StoreReader& store_;
  ExportFilter filter_;
  std::map<std::string, std::string_view, std::less<>> kept_back_;  // reasons by doc_id
  std::map<std::string, std::string> archive_codes_;                // files by archive code
};

}  // namespace

PackagePlan make_package_plan(PackageSettings settings, ArchivalPlan archival_plan,
                              std::shared_ptr<PaperPdfFinder> pdf_finder,
                              const store::StoreReader& store, ExportFilterOptions options) {
  PackagePlan out{
      std::move(settings), std::move(archival_plan), std::move(pdf_finder), {}, {}, {}, {}};
  options.tables = {"documents"};
  PackagePlanner(out, store, std::move(options)).plan();
  return out;
}

std::optional<Refusal> find_package_refusal(const PackagePlan& plan, const record::Table& table,
                                            const record::Row& row) {
  if (table.id != record::TableId::kDocuments) return std::nullopt;
  const std::string doc_id =
      record::ConstCells<record::Documents>(row).text(record::Documents::doc_id);
  const auto found = plan.refusals.find(doc_id);
  if (found != plan.refusals.end()) return found->second;
  if (plan.archival_plan.papers.contains(doc_id)) return std::nullopt;
  return Refusal{lacking(plan.archival_plan.tables, {}), std::string(kInputMissing), true};
}

}  // namespace codau::exports
