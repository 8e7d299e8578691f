// export/pdf/paper_pdf_finder.h — finds the PDF of each paper (a document of the store). That is
// its searchable PDF, or pages cut out of the searchable PDF of a scan with several papers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "export/pdf/page_range.h"
#include "io/temp_file.h"
#include "store/store_reader.h"

namespace codau::exports {

/// Returns the path of the searchable PDF of a document, existing or not. `output`: the folder of
/// the store. Of a scan with several documents, only the first document has a file.
[[nodiscard]] std::filesystem::path locate_searchable_pdf(const std::filesystem::path& output,
                                                          std::string_view doc_id);
/// Returns the path of the PDF as received. The file exists only if that PDF was signed.
[[nodiscard]] std::filesystem::path locate_original_pdf(const std::filesystem::path& output,
                                                        std::string_view doc_id);

/// Writes the pages of the searchable PDF `pdf` to the new file `to`. Returns false if the pages
/// cannot be cut: the content of a page cannot be determined, or the process that cuts crashes.
/// Throws Error{kOutput} if `to` cannot be written.
using PdfCutter = std::function<bool(const std::filesystem::path& pdf, PdfPageRange pages,
                                     const std::filesystem::path& to)>;

/// The state of the PDF of a paper.
enum class PaperPdfState : std::uint8_t {
  kAvailable,  ///< the PDF exists and is whole
  kMissing,    ///< no PDF exists
  /// The scan also holds other papers and cannot be cut, for one of these reasons:
  /// 1. A page belongs to two papers, or the pages of the paper are not contiguous.
  /// 2. The store does not know the pages of a paper, for example of a removed paper.
  /// 3. The received scan was signed.
  /// 4. PdfCutter is missing, or returns false.
  kShared,
  /// The PDF is not the file that was written, or the signed original is not the received file.
  kDamaged,
};
/// The PDF of a paper.
struct FoundPdf {
  PaperPdfState state = PaperPdfState::kMissing;
  std::filesystem::path file = {};                     ///< the PDF; use only for kAvailable
  std::optional<std::filesystem::path> original = {};  ///< the signed PDF as received
  /// `file` was cut for this export. The caller may move or remove `file`.
  bool is_cut = false;
};

/// Finds the PDFs of papers. Keeps cut PDFs in a temporary folder beside the target of an export
/// (io/temp_file.h), as long as this object lives. Not thread-safe.
class PaperPdfFinder {
 public:
  /// `store` must outlive this object. `output`: the folder of the store. `cut`: may be empty.
  /// `target`: the target of the export.
  PaperPdfFinder(const store::StoreReader& store, std::filesystem::path output, PdfCutter cut,
                 const std::filesystem::path& target);
  /// Returns the PDF of a document in the store. The result is valid as long as this object; a
  /// second call does not search again. Throws Error{kOutput} if a PDF cannot be cut for lack of
  /// space or rights, and Error{kInput} if the disk fails.
  [[nodiscard]] const FoundPdf& locate(std::string_view doc_id);

 private:
  [[nodiscard]] FoundPdf find(std::string_view doc_id);
  [[nodiscard]] FoundPdf cut(std::string_view doc_id, const store::SharedFile& file);

  const store::StoreReader& store_;
  std::filesystem::path output_;
  PdfCutter cut_;
  std::filesystem::path work_folder_place_;
  std::optional<io::TempFile> folder_;
  std::map<std::string, FoundPdf, std::less<>> found_;
};

}  // namespace codau::exports
