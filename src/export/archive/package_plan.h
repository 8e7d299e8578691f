// export/archive/package_plan.h — decides which archival files become packages. Terms:
// 1. A paper is a document of the store (the output folder of `codau run`). A filter decides which
//    papers an export delivers; it withholds the others (export/delivery/export_filter.h).
// 2. An archival file (hồ sơ) is a set of papers that are kept together. A package is a ZIP file
//    with one archival file.
// 3. The metadata are a CSV file in which people assign papers to archival files, and give values,
//    such as a title (export/archive/archival_plan.h). Some values are mandatory.
// An archival file becomes a package if four conditions hold:
// 1. All its papers are found in the store, and each has a usable PDF (PaperPdfState::kAvailable).
// 2. The user has chosen all its papers, and the filter withholds none of them. One reason to
//    withhold a paper is an error that nobody has reviewed. Refusals of this plan are no such
//    reason: this filter has no function ExportFilterOptions::refuse.
// 3. No mandatory value is missing or wrong.
// 4. The XML of the package satisfies the schemas of the user, if there are any.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "export/archive/archival_plan.h"
#include "export/archive/archival_sheets.h"
#include "export/archive/package.h"
#include "export/delivery/export_filter.h"
#include "store/store_reader.h"

namespace codau::exports {

/// An archival file that becomes a package.
struct PackedArchiveFile {
  std::string code;                  ///< file code: the code of the archival file
  std::size_t ordinal = 0;           ///< number among the archival files of the metadata, from 1
  std::vector<std::string> doc_ids;  ///< all its papers, in the order of their numbers
};
/// The planned packages, and the faults of all papers and archival files.
struct PackagePlan {
  PackageSettings settings;
  ArchivalPlan archival_plan;                           ///< the metadata
  std::shared_ptr<PaperPdfFinder> pdf_finder;           ///< finds the PDFs of papers
  std::vector<PackedArchiveFile> packed_files;          ///< archival files that become packages
  std::map<std::string, PackedPdfs, std::less<>> pdfs;  ///< of papers in packages, by doc_id
  /// The reasons why papers are in no package, by doc_id. Papers that are neither in
  /// ArchivalPlan::papers nor in documents_without_file are left out. For these,
  /// find_package_refusal() makes a refusal.
  std::map<std::string, Refusal, std::less<>> refusals;
  std::vector<ArchivalFault> faults;  ///< for the list of faults; some are only warnings
};

/// Plans the packages, and reads their PDFs. `options`: the options of the filter (condition 2
/// above); `options.tables` is ignored. Precondition: `options.refuse` is empty. The filter of the
/// export itself is another one. The caller makes it afterwards, with the same options, except
/// `refuse`: a function that calls find_package_refusal() with the returned plan.
/// PackagePlan::refusals gets two kinds of papers:
/// 1. Papers of ArchivalPlan::documents_without_file. Their Refusal::code is kInputMissing
///    (archival_sheets.h). Only the format ho-so uses kFileCodeMissing.
/// 2. Papers of an archival file that becomes no package, except papers that the user has not
///    chosen or that `options` withhold.
/// Refusal::code for a paper of kind 2 is the first of this list that applies:
/// 1. kInputMissing: mandatory values of the archival file or its papers are missing or wrong.
///    Refusal::field has the names of these fields, separated by ", ".
/// 2. PDF_MISSING, PDF_SHARED, PDF_DAMAGED: the state of the PDF of this paper (PaperPdfState).
/// 3. PARTIAL_FILE: another paper of the archival file is not chosen, withheld, not found or
///    without a usable PDF.
/// 4. kSchemaInvalid (fault_list.h): XML of the package violates a schema.
/// Throws:
/// 1. Error{kOutput} if the facts of a PDF cannot be read, or a PDF cannot be cut out of a scan of
///    several papers;
/// 2. Error{kInput} if the disk fails while a PDF is compared with its stored SHA-256;
/// 3. Error{kModel} if settings.terms give a name that no file or folder can have.
[[nodiscard]] PackagePlan make_package_plan(PackageSettings settings, ArchivalPlan archival_plan,
                                            std::shared_ptr<PaperPdfFinder> pdf_finder,
                                            const store::StoreReader& store,
                                            ExportFilterOptions options);

/// Returns the refusal of the paper with the row `row` of `table`. If ExportFilterOptions::refuse
/// calls this function, the filter withholds all papers that are in no package.
/// 1. If plan.refusals has the paper: returns this refusal.
/// 2. Else, if the metadata give the paper no place (ArchivalPlan::papers): returns a refusal with
///    the code kInputMissing.
/// 3. All other papers, and rows of other tables than `documents`: returns nothing.
[[nodiscard]] std::optional<Refusal> find_package_refusal(const PackagePlan& plan,
                                                          const record::Table& table,
                                                          const record::Row& row);

}  // namespace codau::exports
